"""What the page for reminders asks: days, times, quiet hours, how long, and the words of the entry."""

from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.exchange import reminders
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import Text

TIMES = ("first", "second", "third")
WEEKS: dict[str, Any] = {
    "4": gettext_lazy("for four weeks"),
    "13": gettext_lazy("for three months"),
    "": gettext_lazy("until I take them away"),
}
BEGINS: dict[str, Any] = {
    "": gettext_lazy("tomorrow"),
    "7": gettext_lazy("a week after I was last with somebody"),
    "14": gettext_lazy("two weeks after I was last with somebody"),
    "28": gettext_lazy("four weeks after I was last with somebody"),
}
NO_DAY = gettext_lazy(
    "No day is chosen yet, so no file was made and nothing was lost. You could choose one."
)
HALF_QUIET = gettext_lazy(
    "Quiet hours need a beginning and an end that differ. No file was made, and nothing was lost. "
    "You could fill in both, or leave both empty."
)


def _time(label: Any, help_text: Any = "", *, required: bool = False) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(required=required, label=label, help_text=help_text, widget=widget)


class ReminderForm(OwnForm):
    """Everything that makes one file of reminders."""

    days = forms.MultipleChoiceField(
        choices=[(str(day), name) for day, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("On which days"),
        error_messages={"required": NO_DAY},
    )
    first = _time(gettext_lazy("At what time"), required=True)
    second = _time(gettext_lazy("A second time, if you want"))
    third = _time(gettext_lazy("A third time, if you want"))
    quiet_from = _time(gettext_lazy("Quiet hours begin"))
    quiet_until = _time(
        gettext_lazy("Quiet hours end"), gettext_lazy("Empty both for no quiet hours.")
    )
    weeks = forms.ChoiceField(
        required=False,
        choices=[*WEEKS.items()],
        widget=forms.RadioSelect,
        label=gettext_lazy("For how long"),
    )
    begins = forms.ChoiceField(
        required=False,
        choices=[*BEGINS.items()],
        widget=forms.RadioSelect,
        label=gettext_lazy("When they begin"),
        help_text=gettext_lazy(
            "As far as you noted it, whoever it was, and not before tomorrow. If you meet somebody "
            "in the meantime, you could make the file anew."
        ),
    )
    words = Text(
        label=gettext_lazy("Words of the entry"),
        max_length=reminders.LONGEST_WORDS,
        help_text=gettext_lazy(
            "Empty, it says “Reminder” and nothing else; that is safest. Words of your own are seen "
            "by everybody who sees your calendar, and calendars are often copied to the computers "
            "of a company."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Let no time fall into quiet hours."""
        said: dict[str, Any] = super().clean() or {}
        if {"quiet_from", "quiet_until"} & {*self.errors}:
            return said
        since, until = said.get("quiet_from"), said.get("quiet_until")
        if since is None and until is None:
            return said
        if since is None or until is None or since == until:
            self.add_error("quiet_until", str(HALF_QUIET))
            return said
        for name in TIMES:
            at = said.get(name)
            if at is not None and reminders.in_quiet(at, (since, until)):
                self.add_error(name, _within(at, since, until))
        return said

    def chosen(self, last: date | None) -> reminders.Reminders:
        """Return what was chosen; `last` is the day on which the person was last with somebody."""
        said = self.cleaned_data
        after = timedelta(days=int(said["begins"] or 0))
        return reminders.Reminders(
            days=frozenset(map(int, said["days"])),
            times=frozenset(said[name] for name in TIMES if said[name] is not None),
            weeks=int(said["weeks"]) if said["weeks"] else None,
            words=said["words"],
            alarm=_("Reminder"),
            begins=last + after if last and after else None,
        )


def _within(at: time, since: time, until: time) -> str:
    return _(
        "%(time)s lies in your quiet hours, from %(since)s to %(until)s. No file was made, and "
        "nothing was lost. You could choose another time, or other quiet hours."
    ) % {"time": f"{at:%H:%M}", "since": f"{since:%H:%M}", "until": f"{until:%H:%M}"}
