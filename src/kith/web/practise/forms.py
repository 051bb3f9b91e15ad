"""The form of one step, built from the fields of its definition; everything in it may stay empty."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kith import vocabulary
from kith.practices import Field, Kind, Step
from kith.practices.composing import OPEN
from kith.practices.running import begun, is_empty, means_oneself, sized, slices, why_not_mine
from kith.web.people.models import Person
from kith.web.practise.words import word
from kith.web.shell.own_words import OwnForm
from kith.web.today.forms import LONGEST_WORDS, Number, OneOf, Some, Text

LONGEST, LONGEST_LINE = 20_000, 400
TEN = 10
_NOT_SAID = _("Not said")
_SHARE = _(
    "A share is from 0 to 100. Nothing was saved yet, and what you wrote is still here. "
    "You could write another number."
)
_HARD = _(
    "This number goes from 0 to 10. Nothing was saved yet, and what you wrote is still here. "
    "You could write another number."
)
_HUNDRED = _(
    "This number goes from 0 to %(most)s. Nothing was saved yet, and what you wrote is still here. "
    "You could write another number."
)
_NO_DAY = _(
    "This is not a day that Kith can read. Nothing was saved yet, and what you wrote is still "
    "here. You could write it as 2026-03-01, or leave it open."
)
_NOT_MINE = _("Nothing was saved yet. You could take this slice away, or name another one.")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a ladder, a pie or conditions: what it says, or the field for it, and its number."""

    label: str
    words: BoundField | None
    number: BoundField


@dataclass(frozen=True, slots=True)
class Asked:
    """One field as a page shows it."""

    field: Field
    bound: BoundField | None = None
    own: BoundField | None = None
    rows: tuple[Row, ...] = ()
    lines: tuple[BoundField, ...] = ()  # of a grid
    refused: str = ""  # why the person's own slice is not offered


class WhoForm(OwnForm):
    """Whom a practice may be about, asked before its first step."""

    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    person = forms.ChoiceField(required=False)

    def __init__(self, people: Iterable[Person], asked: Any, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.people = {str(one.pk): one for one in people}
        if asked is None:
            del self.fields["person"]
            return
        said = self.fields["person"]
        said.label, said.help_text = asked.ask, asked.hint
        named = [(pk, one.name) for pk, one in self.people.items()]
        said.choices = [("", _NOT_SAID), *named]  # type: ignore[attr-defined]

    def somebody(self) -> Person | None:
        """Return whom it is about; None where that was left open."""
        return self.people.get(self.cleaned_data.get("person", ""))


class StepForm(OwnForm):
    """The fields of one step. `values` are earlier answers, of this step and of those before it.

    Names in the form are the ids of the fields; rows have a number behind (`fear-0-words`).
    """

    def __init__(
        self,
        step: Step,
        values: Values,
        data: Any = None,
        composed: Mapping[str, str] | None = None,
        people: Iterable[str] = (),
        *,
        begins: Values | None = None,
        guarded: Collection[str] = (),
        boundaries: Iterable[str] = (),
    ) -> None:
        super().__init__(data)
        self.step, self.values, self.composed = step, values, composed or {}
        self.people = list(dict.fromkeys(people))
        self.begins, self.guarded = begins or {}, frozenset(guarded)
        self.boundaries = {str(number): said for number, said in enumerate(boundaries, 1)}
        for field in step.fields:
            if field.answers:
                self._add(field)

    def clean(self) -> dict[str, Any]:
        """Refuse a slice that means oneself where that is refused, in whatever words it is named."""
        for field in self.step.fields:
            if field.kind is Kind.PIE and self._refuses(field):
                self._refuse(field)
        return self.cleaned_data

    @property
    def asked(self) -> list[Asked]:
        """Return the fields in order, as a page shows them."""
        return [self._asked(field) for field in self.step.fields]

    def answers(self) -> dict[str, Any]:
        """Return what was answered; nothing for what stayed empty."""
        found = {field.id: self._answer(field) for field in self.step.fields if field.answers}
        return {name: value for name, value in found.items() if not is_empty(value)}

    def _add(self, field: Field) -> None:
        value = self.values.get(field.id, self.begins.get(field.id))
        if field.kind in _ROWS:
            self._add_rows(field, value)
            return
        if field.kind is Kind.GRID:
            for line in field.lines:
                made = _one(field)
                said = value if isinstance(value, dict) else {}
                made.label, made.initial = line.label, said.get(line.id)
                self.fields[f"{field.id}-{line.id}"] = made
            return
        made = self._names(field) if field.kind is Kind.PEOPLE else _MAKERS[field.kind](field)
        made.label, made.help_text = field.ask, field.hint
        made.initial = value
        if field.kind is Kind.SCRIPT and is_empty(value):
            made.initial = self.composed.get(field.id, "")
        if field.kind is Kind.LIST:
            made.initial = "\n".join(value or ())
        if field.kind is Kind.TIMER:
            made.initial = bool(value)
        if field.boundaries and self.boundaries:
            self._choose_boundary(field, value)
        self.fields[field.id] = made
        if field.kind in _WITH_OWN:
            known: Collection[str] = vocabulary.feelings()
            known = self._offered(field) if field.kind is Kind.PEOPLE else known
            own = ", ".join(word for word in value or () if word not in known)
            words = Text(max_length=LONGEST_WORDS, initial=own)
            words.label = _WITH_OWN[field.kind]
            self.fields[f"{field.id}-own"] = words

    def _choose_boundary(self, field: Field, value: Any) -> None:
        """Offer the own boundaries above the text, which is for another one."""
        made = OneOf(self.boundaries, str, "")
        made.choices = [("", _("Another one, or none")), *self.boundaries.items()]
        made.label = _("One of your boundaries")
        made.initial = next((n for n, said in self.boundaries.items() if said == value), "")
        self.fields[f"{field.id}-own"] = made

    def _offered(self, field: Field) -> list[str]:
        """Return whom a field offers; whoever is guarded is only where it asks for everybody."""
        return [one for one in self.people if field.everybody or one not in self.guarded]

    def _names(self, field: Field) -> forms.Field:
        names = self._offered(field)
        made = Some(names)
        made.widget = forms.CheckboxSelectMultiple(choices=[(name, name) for name in names])
        return made

    def _add_rows(self, field: Field, value: Any) -> None:
        pie = field.kind is Kind.PIE
        held: list[tuple[str, float | None]] = []
        if pie:
            known = {option.id for option in field.options}
            shares: dict[str, float] = dict(value or {})
            for option in field.options:
                if not (option.id == field.mine and self._refuses(field)):
                    self._number(f"{field.id}-{option.id}", shares.get(option.id), 100, _SHARE)
            held = [(name.strip(), size) for name, size in shares.items() if name not in known]
        else:
            held = [(text, size) for text, size in value or ()]
            held += [(text, None) for text in self._begun(field) if is_empty(value)]
        for number in range(max(field.rows, len(held))):
            text, size = held[number] if number < len(held) else ("", None)
            words = Text(max_length=LONGEST_LINE, initial=text)
            words.label = _("Another part") if pie else field.ask
            self.fields[f"{field.id}-{number}-words"] = words
            self._size(field, f"{field.id}-{number}-size", size)

    def _begun(self, field: Field) -> list[str]:
        """Return the texts that a ladder begins with; without a number they are no answer."""
        return begun(field, self.values, word) if field.kind is Kind.LADDER else []

    def _size(self, field: Field, name: str, size: Any) -> None:
        """Add what stands beside the words of a row: a number, or how far it is met."""
        if field.kind is Kind.CONDITIONS:
            labels = {option.id: option.label for option in field.options}
            made = OneOf(labels, str, "")
            made.choices = [("", _NOT_SAID), *labels.items()]
            made.initial = size
            self.fields[name] = made
            return
        pie = field.kind is Kind.PIE
        most = 100 if pie else field.most
        says = _SHARE if pie else _HARD if most == TEN else _HUNDRED % {"most": most}
        self._number(name, size, most, says)

    def _number(self, name: str, initial: Any, most: int, says: Any) -> None:
        made = Number(0, most, says)
        made.initial = initial
        self.fields[name] = made

    def _refuses(self, field: Field) -> str:
        return why_not_mine(field, self.values)

    def _refuse(self, field: Field) -> None:
        number = 0
        while (name := f"{field.id}-{number}-words") in self.fields:
            if means_oneself(field, self.cleaned_data.get(name, "").strip()):
                self.add_error(name, f"{self._refuses(field)} {_NOT_MINE}")
            number += 1

    def _asked(self, field: Field) -> Asked:
        if not field.answers:
            return Asked(field)
        if field.kind in _ROWS:
            return Asked(field, rows=tuple(self._rows(field)), refused=self._refuses(field))
        if field.kind is Kind.GRID:
            return Asked(field, lines=tuple(self[f"{field.id}-{one.id}"] for one in field.lines))
        own = self[f"{field.id}-own"] if f"{field.id}-own" in self.fields else None
        return Asked(field, self[field.id], own)

    def _rows(self, field: Field) -> Iterable[Row]:
        for option in field.options:
            if f"{field.id}-{option.id}" in self.fields:
                yield Row(option.label, None, self[f"{field.id}-{option.id}"])
        number = 0
        while f"{field.id}-{number}-words" in self.fields:
            yield Row("", self[f"{field.id}-{number}-words"], self[f"{field.id}-{number}-size"])
            number += 1

    def _answer(self, field: Field) -> Any:
        value = self._typed(field)
        match field.kind:
            case Kind.PIE:
                value = self._slices(field)
            case Kind.GRID:
                value = self._chosen(field)
            case Kind.LADDER | Kind.CONDITIONS:
                pairs = [[text, _beside(size)] for text, size in self._pairs(field)]
                begun = self._begun(field)
                value = [one for one in pairs if one[1] is not None or one[0] not in begun]
            case Kind.LIST:
                lines = [line.strip() for line in (value or "").splitlines()]
                value = [line for line in lines if line]
            case Kind.FEELINGS | Kind.PEOPLE:
                value = list(dict.fromkeys([*(value or ()), *self._own_words(field)]))
            case Kind.TIMER:
                value = "done" if value else ""
            case Kind.PERCENT:
                value = None if value is None else round(value)
            case Kind.DAY:
                value = value.isoformat() if value else ""
            case Kind.SCRIPT if value == self.composed.get(field.id) and OPEN in (value or ""):
                value = ""  # nothing of it was written by the person yet
        return value

    def _typed(self, field: Field) -> Any:
        """Return what was sent; a boundary that was chosen, where no other words were typed."""
        typed, chosen = self.cleaned_data.get(field.id), self.cleaned_data.get(f"{field.id}-own")
        if not field.boundaries or not chosen:
            return typed
        before = self.values.get(field.id, self.begins.get(field.id)) or ""
        known = {*self.boundaries.values(), before, ""}
        return self.boundaries[chosen] if typed in known else typed

    def _chosen(self, field: Field) -> dict[str, str]:
        said = {o.id: self.cleaned_data.get(f"{field.id}-{o.id}") for o in field.lines}
        return {name: chosen for name, chosen in said.items() if chosen}

    def _slices(self, field: Field) -> dict[str, Any]:
        given = {o.id: self.cleaned_data.get(f"{field.id}-{o.id}") for o in field.options}
        return slices(field, given, self._pairs(field))

    def _own_words(self, field: Field) -> list[str]:
        given = [word.strip() for word in self.cleaned_data.get(f"{field.id}-own", "").split(",")]
        if field.kind is Kind.PEOPLE:
            return [name for name in given if name]
        found = [(vocabulary.find_feeling(word), word) for word in given if word]
        return [one.key if one else word for one, word in found]

    def _pairs(self, field: Field) -> Iterable[tuple[str, Any]]:
        number = 0
        while f"{field.id}-{number}-words" in self.fields:
            text = self.cleaned_data.get(f"{field.id}-{number}-words", "").strip()
            if text:
                yield text, self.cleaned_data.get(f"{field.id}-{number}-size")
            number += 1


def _beside(size: Any) -> Any:
    """Return what stands beside the words of a row: a number, an option, or nothing."""
    return size or None if isinstance(size, str) or size is None else sized(size)


_ROWS = frozenset({Kind.LADDER, Kind.PIE, Kind.CONDITIONS})
_WITH_OWN = {
    Kind.FEELINGS: _("Words of your own"),
    Kind.PEOPLE: _("Somebody or something else, with commas between"),
}


def _text(field: Field) -> forms.Field:
    area = forms.Textarea(attrs={"rows": field.rows or 3, "dir": "auto", "maxlength": None})
    return Text(max_length=LONGEST, widget=area)


def _one(field: Field) -> forms.Field:
    return _radios({option.id: option.label for option in field.options}, str, "")


def _scale(field: Field) -> forms.Field:
    del field
    return _radios({number: str(number) for number in range(11)}, int, None)


def _radios(labels: dict[Any, str], coerce: Any, empty: Any) -> forms.Field:
    made = OneOf(labels, coerce, empty)
    choices = [("", _NOT_SAID), *((str(key), label) for key, label in labels.items())]
    made.choices, made.widget = choices, forms.RadioSelect(choices=choices)
    return made


def _some(field: Field) -> forms.Field:
    made = Some(option.id for option in field.options)
    labels = [(option.id, option.label) for option in field.options]
    made.widget = forms.CheckboxSelectMultiple(choices=labels)
    return made


def _day(field: Field) -> forms.Field:
    del field
    day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(required=False, widget=day, error_messages={"invalid": _NO_DAY})


_MAKERS: dict[Kind, Any] = {
    Kind.TEXT: _text,
    Kind.SCRIPT: _text,
    Kind.LIST: _text,
    Kind.CHOICE: _one,
    Kind.SCALE: _scale,
    Kind.PERCENT: lambda _: Number(0, 100, _SHARE),
    Kind.DAY: _day,
    Kind.SEVERAL: _some,
    Kind.CHECKLIST: _some,
    Kind.FEELINGS: lambda _: Some(vocabulary.feelings()),
    Kind.NEEDS: lambda _: Some(vocabulary.needs()),
    Kind.TIMER: lambda _: forms.BooleanField(required=False),
}
