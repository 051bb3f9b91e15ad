"""What the pages of a person's own boundaries read from a browser."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from kith.web.boundaries import words
from kith.web.boundaries.codes import LADDER, Option, Severity
from kith.web.boundaries.models import LINE
from kith.web.people.models import Person
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import LONGEST_NOTE, Text
from kith.web.today.models import Contact
from kith.web.today.when import EARLIEST

OWN = "own"
NO_ACTION = _(
    "What would you do? Nothing was lost, and what you wrote is still here. You could write a few "
    "words, such as: leave the room."
)
NOTHING_SAID = _(
    "What happened? Nothing was saved yet, and what you wrote is still here. You could choose one."
)
NO_SUCH_DAY = _(
    "This day is still to come, or very long ago. Nothing was saved yet, and what you wrote is "
    "still here. You could choose another one."
)


def line(label: Any, help_text: Any = "", rows: int = 2, most: int = LINE) -> Text:
    """Return a field for a line or two of a person's own; `most` characters may stand in it."""
    area = forms.Textarea(attrs={"rows": rows, "dir": "auto", "maxlength": None})
    return Text(label=label, max_length=most, help_text=help_text, widget=area)


def note() -> Text:
    """Return a field for as much as somebody likes to write."""
    area = forms.Textarea(attrs={"rows": 3, "dir": "auto", "maxlength": None})
    return Text(label=_("Anything else"), max_length=LONGEST_NOTE, widget=area)


def past_day(label: Any) -> forms.DateField:
    """Return a field for a day that has come; empty is today."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        required=False, widget=widget, label=label, help_text=_("Empty is today.")
    )


def one_of(said: dict[Any, Any], label: Any, **more: Any) -> forms.ChoiceField:
    """Return a field for one of a few answers, each a button; it may be left open."""
    choices = [(str(code), text) for code, text in said.items()]
    return forms.ChoiceField(
        required=False, choices=choices, widget=forms.RadioSelect, label=label, **more
    )


class RowForm(OwnForm):
    """A form behind which a row stands; `written` are its fields in a person's own words."""

    written: ClassVar[tuple[str, ...]] = ()
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def own_text(self) -> list[str]:
        """Return every text of the person's own, also where the form is refused."""
        return [str(self[name].value() or "") for name in self.written]

    def clean_day(self) -> Any:
        """Refuse a day that has not come."""
        day = self.cleaned_data["day"]
        if day is not None and not EARLIEST <= day <= timezone.localdate():
            raise forms.ValidationError(str(NO_SUCH_DAY))
        return day

    def values(self, *names: str) -> dict[str, Any]:
        """Return what was said for these columns."""
        return {name: self.cleaned_data[name] for name in names}


class WithSomebody(RowForm):
    """A form that may name one person."""

    person = forms.ChoiceField(required=False, label=_("Who"))

    def __init__(self, people: Iterable[Person], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.people = {str(one.pk): one for one in people}
        names = [(key, one.name) for key, one in self.people.items()]
        self.fields["person"].choices = [("", _("not said")), *names]  # type: ignore[attr-defined]

    def somebody(self) -> Person | None:
        """Return who was named."""
        return self.people.get(self.cleaned_data.get("person", ""))


class BoundaryForm(RowForm):
    """What comes up, what I do then, of which kind it is, for whom."""

    written = ("when", "then", "own_sort")
    when = line(
        _("If …"), _("For instance: you shout at me. It may stay empty."), most=LONGEST_NOTE
    )
    then = line(
        _("… then I will …"),
        _("Something that you can do yourself. For instance: leave the room for half an hour."),
        most=LONGEST_NOTE,
    )
    sort = forms.ChoiceField(
        required=False,
        choices=[*words.SORTS.items(), (OWN, _("a kind of my own"))],
        widget=forms.RadioSelect,
        label=_("What it is about"),
        help_text=_("It may stay open."),
    )
    own_sort = Text(label=_("A kind of my own"), max_length=40)
    people = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("For whom"),
        help_text=_("Nobody chosen: it holds for everybody."),
    )

    def __init__(self, people: Sequence[Person], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.known = {str(one.pk): one for one in people}
        names = [(key, one.name) for key, one in self.known.items()]
        self.fields["people"].choices = names  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the action; a kind of one's own takes the place of ours."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("then") and "then" not in self.errors:
            self.add_error("then", str(NO_ACTION))
        own = " ".join(said.get("own_sort", "").split())
        chosen = said.get("sort", "")
        said["sort"] = own if own and chosen in {OWN, ""} else chosen
        if said["sort"] in {OWN, ""}:
            said["sort"] = own
        return said

    def chosen(self) -> list[Person]:
        """Return for whom it is."""
        return [self.known[key] for key in self.cleaned_data["people"]]


class EventForm(WithSomebody):
    """What happened to a boundary."""

    written = ("reaction", "did", "note")
    what = forms.ChoiceField(
        choices=[(code.value, said) for code, said in words.HAPPENED.items()],  # type: ignore[attr-defined]
        widget=forms.RadioSelect,
        label=_("What happened"),
        error_messages={"required": NOTHING_SAID},
    )
    day = past_day(_("When"))
    severity = one_of(words.SEVERITIES, _("If it was crossed, how?"), initial="")
    reaction = line(_("What I saw in them"), _("A reaction, as a camera would have it."))
    did = line(_("What I did"))
    feel = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10,
        label=_("How I felt after, 0 to 10"),
        help_text=_("0 very bad, 10 very well. It may stay empty."),
    )
    contact = forms.ChoiceField(
        required=False,
        label=_("At which contact"),
        help_text=_("Contacts at which a boundary came up."),
    )
    note = note()

    def __init__(
        self, people: Iterable[Person], contacts: Iterable[Contact], *given: Any, **named: Any
    ) -> None:
        super().__init__(people, *given, **named)
        self.contacts = {str(one.pk): one for one in contacts}
        told = [
            (key, date_format(timezone.localtime(one.at), "j F Y, H:i"))
            for key, one in self.contacts.items()
        ]
        self.fields["contact"].choices = [("", _("not said")), *told]  # type: ignore[attr-defined]
        if not told:
            del self.fields["contact"]

    def met(self) -> Contact | None:
        """Return the contact that was chosen."""
        return self.contacts.get(self.cleaned_data.get("contact", ""))


class FollowUpForm(RowForm):
    """What I will do about a crossing, and by when."""

    written = ("plan",)
    option = forms.ChoiceField(required=False, widget=forms.RadioSelect, label=_("What could fit"))
    plan = line(_("In my own words"), _("What you will do. It may stay empty."))
    due = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=_("By when"),
        help_text=_("It stands on the page of your boundaries until then. It may stay empty."),
    )

    def __init__(self, severity: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        ladder = LADDER[Severity(severity)]
        self.fields["option"].choices = [  # type: ignore[attr-defined]
            *((option.value, words.OPTIONS[option]) for option in ladder),
            (Option.UNSAID.value, words.OPTIONS[Option.UNSAID]),
        ]


class FollowedForm(OwnForm):
    """Whether it was done, and how it felt after."""

    followed = one_of(words.FOLLOWED, _("Did you?"))
    feel = forms.IntegerField(
        required=False, min_value=0, max_value=10, label=_("How I felt after, 0 to 10")
    )


class KindWordsForm(RowForm):
    """A limit in kind words: warmth, the limit, my action, an offer, the line to come back to."""

    written = ("warmth", "limit", "then", "offer", "again")
    warmth = line(
        _("Something warm"),
        _("What is true and kind. For instance: I like our evenings."),
    )
    limit = line(_("The limit"), _("For instance: After nine I need it quiet."))
    then = line(
        _("What I will do"), _("For instance: I will go to my room then."), most=LONGEST_NOTE
    )
    offer = line(
        _("What I can offer instead"), _("For instance: We could eat together at six. Or nothing.")
    )
    again = line(
        _("The line to come back to"),
        _("Short, for when they push. For instance: I hear you, and I will still go at nine."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the action, which the boundary rests on."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("then") and "then" not in self.errors:
            self.add_error("then", str(NO_ACTION))
        return said
