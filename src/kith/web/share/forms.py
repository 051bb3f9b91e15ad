"""What the page for a session asks: days, parts, people, names, questions; and for whom it is."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kith import measures
from kith.web.people.models import Person
from kith.web.share.choice import DAYS, Choice
from kith.web.share.parts import CALLED, OPEN, TWICE
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import LONGEST_NOTE, Text
from kith.web.today.when import EARLIEST

OWN = "own"
SPANS: dict[str, Any] = {
    "14": _("the last two weeks"),
    str(DAYS): _("the last four weeks"),
    "91": _("the last three months"),
    OWN: _("days of my choice"),
}
WRONG_DAYS = _(
    "These days do not fit: the first has to come before the last, and neither is still to come. "
    "Nothing was lost, and what you wrote is still here. You could choose them again."
)

NOTHING_CHOSEN = _(
    "Nothing is chosen yet, so no file was made and nothing was lost. You could choose one."
)


def _several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        required=False, label=label, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=widget, label=label)


class SessionForm(OwnForm):
    """Everything that makes one page for a session."""

    questions = Text(
        label=_("What I want to ask or say"),
        max_length=LONGEST_NOTE,
        help_text=_("One line each. It is kept here until you clear it."),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "maxlength": None}),
    )
    span = forms.ChoiceField(
        choices=[*SPANS.items()], widget=forms.RadioSelect, label=_("Which days")
    )
    since = _day(_("First day, where you choose them"))
    until = _day(_("Last day"))
    parts = _several(
        _("What stands on it"),
        _(
            "Totals over time and the map take much room, so they are left out until you choose them."
        ),
    )
    measures = _several(_("Which questionnaires"))
    names = forms.ChoiceField(
        choices=[*CALLED.items()],
        widget=forms.RadioSelect,
        label=_("How people are called"),
        help_text=_(
            "Names in your own words change as well. A nickname stays, so look once before you share."
        ),
    )
    people = _several(
        _("Who may stand on it"),
        _("Whoever is not chosen is left out, and is “somebody” where your words name them."),
    )
    twice = _several(
        _("Private things, left out"),
        _("They stay out unless you choose them here and once more on the next page."),
    )

    def __init__(
        self, begin: Choice, people: Iterable[Person], names: Iterable[str], today: date, data: Any
    ) -> None:
        super().__init__(data, initial=_initial(begin, today))
        self.today = today
        self._offer("parts", OPEN.items())
        self._offer("twice", TWICE.items())
        self._offer("people", ((one.pk, one.name) for one in people))
        self._offer("measures", ((name, measures.measure(name).name) for name in names))

    def _offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the two days."""
        said: dict[str, Any] = super().clean() or {}
        span = said.get("span", "")
        if span != OWN and span:
            said["until"] = self.today
            said["since"] = self.today - timedelta(days=int(span) - 1)
        elif span and not {"since", "until"} & {*self.errors}:
            since, until = said.get("since"), said.get("until") or self.today
            if since is None or not EARLIEST <= since <= until <= self.today:
                raise forms.ValidationError({"since": str(WRONG_DAYS)})
            said["until"] = until
        return said

    def choice(self) -> Choice:
        """Return what was chosen; nothing is sure yet."""
        said = self.cleaned_data
        return Choice(
            since=said["since"],
            until=said["until"],
            parts=frozenset(said["parts"]),
            names=said["names"],
            people=frozenset(map(int, said["people"])),
            measures=frozenset(said["measures"]),
            twice=frozenset(said["twice"]),
            questions=said["questions"],
        )


def _initial(begin: Choice, today: date) -> dict[str, Any]:
    span = str(begin.days) if begin.until == today and str(begin.days) in SPANS else OWN
    return {
        "span": span,
        "since": begin.since,
        "until": begin.until,
        "parts": [*begin.parts],
        "measures": [*begin.measures],
        "names": begin.names,
        "people": [*begin.people],
        "twice": [*begin.twice],
        "questions": begin.questions,
    }


def _whom() -> Text:
    return Text(
        label=_("Who is it for?"),
        max_length=80,
        help_text=_(
            "It may stay empty. It stands in your list of what you shared, not in the file."
        ),
    )


class HandOverForm(OwnForm):
    """In which form the page is saved, and for whom it is."""

    whom = _whom()
    form = forms.ChoiceField(choices=[(code, code) for code in ("pdf", "md", "txt")])


class AnswersFileForm(OwnForm):
    """Which questionnaires leave as a file for programs: none unless it is ticked."""

    measures = _several(_("Which questionnaires"), _("None is in it unless you choose it."))
    whom = _whom()

    def __init__(
        self, names: Iterable[str], data: Any = None, about: Iterable[tuple[str, str]] = ()
    ) -> None:
        super().__init__(data)
        named = [(name, measures.measure(name).name) for name in names]
        self.fields["measures"].choices = [*named, *about]  # type: ignore[attr-defined]

    def clean_measures(self) -> list[str]:
        """Refuse a file with nothing in it."""
        chosen: list[str] = self.cleaned_data["measures"]
        if not chosen:
            raise forms.ValidationError(str(NOTHING_CHOSEN))
        return chosen
