"""What the pages of Plan read from a browser. Nothing is required anywhere."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.web.people.models import Person
from kith.web.plan import notes, steps
from kith.web.plan.steps import Part
from kith.web.plan.versions import Said
from kith.web.shell.own_words import OwnForm

MOST_LINES = 8  # with these two a plan fits one page of paper
MOST_LETTERS = 700
LONGEST_ANSWER = 200
LONGEST_FACT = 300
LONGEST_NOTE = 20_000
LONGEST_REACH = 60
TOO_LONG = gettext_lazy(
    "This is longer than one page can hold. What you wrote is still here. You could make it shorter."
)
LIKELY = [("", gettext_lazy("not said")), *((str(n), str(n)) for n in range(11))]


class LinesField(forms.CharField):
    """Lines of text; the end of a line counts as one letter, as it does in the browser."""

    def to_python(self, value: Any) -> str:
        """Return the text with plain ends of lines."""
        return (super().to_python(value) or "").replace("\r\n", "\n")


class PartForm(OwnForm):
    """One part of the plan; which fields it has depends on the part and on the map."""

    def __init__(self, part: Part, people: Sequence[Person], data: Any, said: Said) -> None:
        super().__init__(data, initial=_begun_with(said, people))
        self.part, self.people = part, people if part.people else ()
        if part.code == steps.REVIEW:
            self.fields["day"] = _day()
            return
        self.fields["text"] = _text()
        for person in self.people:
            self.fields[f"with-{person.pk}"] = forms.BooleanField(required=False, label=person.name)
            if part.reach:
                self.fields[f"reach-{person.pk}"] = _reach(person)
        if part.weigh:
            self.fields |= _weighing()

    def rows(self) -> list[tuple[Any, Any]]:
        """Return for each person on offer the box to tick and the field of how to reach them."""
        reach = self.part.reach
        return [
            (self[f"with-{p.pk}"], self[f"reach-{p.pk}"] if reach else None) for p in self.people
        ]

    def weighing(self) -> list[Any]:
        """Return the two fields that are written, after how likely it is."""
        return [self["barrier"], self["fix"]] if self.part.weigh else []

    def clean(self) -> dict[str, Any]:
        """Keep the number of lines to what one page can show."""
        said = super().clean() or self.cleaned_data
        lines = [line for line in said.get("text", "").splitlines() if line.strip()]
        if len(lines) + len(self._chosen()) > MOST_LINES:
            told = _(
                "Up to eight lines fit, people included. What you wrote is still here. You could take one out."
            )
            self.add_error("text", told)
        return said

    def _chosen(self) -> tuple[tuple[str, str], ...]:
        """Return who is ticked, or has a number beside them."""
        said = self.cleaned_data
        pairs = [(p, said.get(f"reach-{p.pk}", "")) for p in self.people]
        return tuple((str(p.uid), reach) for p, reach in pairs if reach or said.get(f"with-{p.pk}"))

    def said(self) -> Said:
        """Return what was written."""
        got, day, likely = self.cleaned_data, self.cleaned_data.get("day"), ""
        likely = got.get("likely", "")
        return Said(
            text=got.get("text", ""),
            likely=int(likely) if likely else None,
            barrier=got.get("barrier", ""),
            fix=got.get("fix", ""),
            day=day.isoformat() if day else "",
            people=self._chosen(),
        )


def _begun_with(said: Said, people: Sequence[Person]) -> dict[str, Any]:
    begun: dict[str, Any] = {"text": said.text, "barrier": said.barrier, "fix": said.fix}
    begun |= {"day": said.day, "likely": "" if said.likely is None else str(said.likely)}
    reaches = dict(said.people)
    for person in people:
        if str(person.uid) in reaches:
            begun |= {f"with-{person.pk}": True, f"reach-{person.pk}": reaches[str(person.uid)]}
    return begun


def _text() -> forms.Field:
    return LinesField(
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=gettext_lazy("In your own words, one thing on each line"),
        error_messages={"max_length": TOO_LONG},
    )


def _reach(person: Person) -> forms.Field:
    return forms.CharField(
        required=False,
        max_length=LONGEST_REACH,
        label=_("How to reach %(name)s") % {"name": person.name},
        error_messages={"max_length": TOO_LONG},
    )


def _weighing() -> dict[str, forms.Field]:
    return {
        "likely": forms.ChoiceField(
            required=False,
            choices=LIKELY,
            widget=forms.RadioSelect,
            label=gettext_lazy("How likely is it that I do this? 0 is not at all, 10 is for sure."),
        ),
        "barrier": forms.CharField(
            required=False,
            max_length=LONGEST_ANSWER,
            label=gettext_lazy("What could get in the way?"),
            error_messages={"max_length": TOO_LONG},
        ),
        "fix": forms.CharField(
            required=False,
            max_length=LONGEST_ANSWER,
            label=gettext_lazy("What would make it easier?"),
            error_messages={"max_length": TOO_LONG},
        ),
    }


def _day() -> forms.Field:
    return forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("The day"),
    )


class NoteForm(OwnForm):
    """One note; a note of what happened has fields for plain facts, one's own thoughts have none."""

    def __init__(self, said: notes.Said, data: Any) -> None:
        super().__init__(data, initial=said.words())
        self.kind = said.kind
        self.fields["day"] = _day()
        if said.kind == notes.HAPPENED:
            self.fields |= _when_and_where()
        self.fields["text"] = _note_text(said.kind)
        if said.kind == notes.HAPPENED:
            self.fields |= _facts()

    def said(self) -> notes.Said:
        """Return what was written."""
        got = self.cleaned_data
        words = {name: got[name] for name in got if name != "day"}
        day = got.get("day")
        return notes.Said(kind=self.kind, day=day.isoformat() if day else "", **words)


def _note_text(kind: str) -> forms.Field:
    asked = {
        notes.HAPPENED: gettext_lazy("What was done or said, as plainly as you can"),
        notes.MINE: gettext_lazy("In your own words"),
    }
    return LinesField(
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 8}),
        label=asked[kind],
        error_messages={
            "required": gettext_lazy(
                "This is still empty, so nothing was saved, and what else you wrote is still here. "
                "You could write a line, or go back."
            )
        },
    )


def _when_and_where() -> dict[str, forms.Field]:
    return {
        "hour": _line(gettext_lazy("About what time"), 40),
        "place": _line(gettext_lazy("Where"), LONGEST_FACT),
    }


def _facts() -> dict[str, forms.Field]:
    return {
        "saw": _line(gettext_lazy("Who else was there, or saw or heard it"), LONGEST_FACT),
        "told": _line(gettext_lazy("Whom you told, or where it was reported"), LONGEST_FACT),
        "kept": _line(
            gettext_lazy("Where a picture, a message or a paper of it is kept"), LONGEST_FACT
        ),
    }


def _line(label: Any, longest: int) -> forms.Field:
    return forms.CharField(required=False, max_length=longest, label=label)


class OpenCopyForm(OwnForm):
    """Which parts go into the open copy, and that the person knows who can read it."""

    def __init__(self, parts: Sequence[Part], data: Any, chosen: Sequence[str] = ()) -> None:
        super().__init__(data, initial={"parts": list(chosen)})
        self.fields["parts"] = forms.MultipleChoiceField(
            choices=[(part.code, part.title) for part in parts],
            widget=forms.CheckboxSelectMultiple,
            label=gettext_lazy("What stands in it"),
            error_messages={
                "required": gettext_lazy(
                    "Nothing was chosen, so no copy was made. Nothing was lost. You could choose what stands in it."
                )
            },
        )
        self.fields["known"] = forms.BooleanField(
            label=gettext_lazy("I know that anyone who uses this device can read it."),
            error_messages={
                "required": gettext_lazy(
                    "Without this tick no copy is made. Nothing was lost. You could tick it, or leave it."
                )
            },
        )
