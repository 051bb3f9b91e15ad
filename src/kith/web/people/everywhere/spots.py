"""Every place of a life where somebody's words can stand, found by looking at the tables themselves.

A table that is added later is looked through without a word here: what is left out is named, and
why. So a name cannot hide in a column that this list forgot.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import CharField, Field, ForeignKey, JSONField, Model, TextField

from kith import practices, vocabulary
from kith.mentions import free, mentions, replaced, texts
from kith.records import Kind, Support
from kith.web.boundaries.codes import Sort
from kith.web.keep.models import KeptRow
from kith.web.plan import kept
from kith.web.shell import inside
from kith.web.shell.models import Space
from kith.web.today.words import FIVE

OURS = "kith.web."
BOUNDARIES = ("Boundary", "BoundaryEvent", "TheirLimit", "Apology", "Ground", "Commitment")
APART = frozenset({"Fit", "TakenOut"})  # worked out anew; what an undo needs: `doing` sees to both
CODES = frozenset(
    {
        *("Space.zone", "CheckIn.zone", "Contact.zone", "Writing.zone"),
        *("CheckIn.source_id", "Contact.source_id", "Writing.source_id"),  # digests
        *("Response.zone", "Response.source_id", "Response.measure", "Response.answers"),
        *("Experiment.zone", "Experiment.source_id", "Experiment.question"),
        *(
            "PractiseChoice.not_now",
            "Run.zone",
            "Run.source_id",
            "Run.practice",
            "Answer.step",
            "Definition.digest",
        ),
        *("Definition.text", "Intention.zone", "Intention.source_id"),  # a file of Kith's own
        *("Picture.zone", "Picture.source_id", "Picture.form"),
        *("Experiment.coins", "Experiment.did"),
        *("Wording.zone", "Wording.source_id", "Wording.sort"),
        *("Shared.form", "Shared.parts", "Shared.names", "Schedule.measure"),
        *(f"{name}.{column}" for name in BOUNDARIES for column in ("zone", "source_id")),
        *("CardSort.card", "Commitment.days"),
        *("ImportBatch.format", "ImportBatch.counts", "KeptRow.why", "Brought.table"),
        *("Rotation.trying", "Rotation.problem", "RotatedBackup.name", "RotatedBackup.digest"),
        *("Brought.mark", "SavedMapping.key", "Draft.page", "PlanPart.part", "CareSetting.state"),
        *("Compartment.locks", "Compartment.gone"),  # a locked key; uids
    }
)
"""Columns that Kith alone fills, with codes, digests and addresses of its own pages."""
CODED_KEYS = {
    "Answer.values": 1,  # the id of a field; below it stand the slices of a pie as they were named
    "PlanPart.content": 9,
    "SafetyNote.content": 9,
    "Draft.fields": 9,
    "Intention.looks": 9,
    "Brought.was": 9,
}
"""How far down the keys of a column are Kith's own. Everywhere else a key is read as words are."""


@cache
def _known() -> dict[str, frozenset[str]]:
    """Return the codes that stand among words of the person's own; Joy is a name, `joy` a code."""
    feelings = frozenset(vocabulary.feelings())
    supports = frozenset(one.value for one in Support)
    return {
        "Person.kinds": frozenset(one.value for one in Kind),
        "Boundary.sort": frozenset(one.value for one in Sort),
        "Ground.sort": frozenset(one.value for one in Sort),
        "CheckIn.feelings": feelings,
        "CheckIn.needs": frozenset(vocabulary.needs()),
        "CheckIn.mood_word": frozenset(FIVE),
        "Contact.gave": supports,
        "Contact.got": supports,
    }


@cache
def _of_fields() -> dict[str, frozenset[str]]:
    """Return the codes that can be an answer, by the id of the field that they answer."""
    found: dict[str, frozenset[str]] = {}
    for practice in practices.library().practices.values():
        for one in practice.fields():
            codes = {option.id for option in (*one.options, *one.lines)}
            if one.kind is practices.Kind.FEELINGS:
                codes = {*vocabulary.feelings()}
            elif one.kind is practices.Kind.NEEDS:
                codes = {*vocabulary.needs()}
            found[one.id] = found.get(one.id, frozenset()) | codes
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """One column of one row, with what stands in it."""

    model: type[Model] = field(repr=False)
    pk: int
    column: str
    value: Any = field(repr=False)
    place: str = ""  # of the box that it came out of; empty where it lies in no box

    @property
    def name(self) -> str:
        """Return the column as it is called in lists: `CheckIn.note`."""
        return f"{self.model.__name__}.{self.column}"

    def words(self) -> Iterator[str]:
        """Yield each text of the person's own in it."""
        for value, codes, depth in self._parts().values():
            yield from (text for text in _own(value, depth) if text not in codes)

    def _by_field(self) -> bool:
        return self.name == "Answer.values" and isinstance(self.value, dict)

    def _parts(self) -> dict[str, tuple[Any, frozenset[str], int]]:
        """Return what is in it with the codes that may stand there, and how far keys are codes.

        Answers come field by field: what is a code in one is a name in another.
        """
        depth = CODED_KEYS.get(self.name, 0)
        if self._by_field():
            known = _of_fields()
            return {
                key: (inner, known.get(key, frozenset()), depth - 1)
                for key, inner in self.value.items()
            }
        return {"": (self.value, _known().get(self.name, frozenset()), depth)}

    def mentions(self, names: tuple[str, ...]) -> bool:
        """Say whether one of the names stands in it."""
        return any(mentions(text, names) for text in self.words())

    def stored(self, value: Any) -> Any:
        """Return a value as it is to lie there: in a box where this one did."""
        return inside.sealed(value, self.place) if self.place else value

    def with_word(self, names: tuple[str, ...], word: str) -> Any:
        """Return what would stand there with the word in place of the names."""
        made = {
            key: _changed(value, names, word, codes, depth)
            for key, (value, codes, depth) in self._parts().items()
        }
        return made if self._by_field() else made[""]


_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # by which a plan names people


def _own(value: Any, depth: int) -> Iterable[str]:
    if isinstance(value, str) and _UID.fullmatch(value):
        return ()
    if isinstance(value, dict) and depth > 0:
        return (text for inner in value.values() for text in _own(inner, depth - 1))
    if isinstance(value, list):
        return (text for inner in value for text in _own(inner, depth))
    return texts(value)


def _changed(
    value: Any, names: tuple[str, ...], word: str, codes: frozenset[str], depth: int
) -> Any:
    if isinstance(value, str):
        return value if value in codes or _UID.fullmatch(value) else replaced(value, names, word)
    if isinstance(value, list):
        return [_changed(inner, names, word, codes, depth) for inner in value]
    if not isinstance(value, dict):
        return value
    made: dict[str, Any] = {}
    for key, inner in value.items():
        ours = depth > 0 or key in codes
        name = key if ours else free(replaced(key, names, word), made)
        made[name] = _changed(inner, names, word, codes, depth - 1)
    return made


def models() -> list[type[Model]]:
    """Return every table of Kith that holds words."""
    ours = [one for one in apps.get_models() if one.__module__.startswith(OURS)]
    return [one for one in ours if one.__name__ not in APART and columns(one)]


def columns(model: type[Model]) -> list[str]:
    """Return the columns of a table in which a person's words can stand."""
    return [
        one.name
        for one in model._meta.concrete_fields  # noqa: SLF001 (Django's documented way)
        if isinstance(one, CharField | TextField | JSONField)
        and not one.choices
        and f"{model.__name__}.{one.name}" not in CODES
    ]


@cache
def to_space(model: type[Model]) -> str:
    """Return how a row of a table is asked for its space: `space`, or by way of another row."""
    if model is Space:
        return "pk"
    keys = [one for one in _fields(model) if isinstance(one, ForeignKey)]
    for one in keys:
        if one.related_model is Space:
            return one.name
    for one in keys:
        further = to_space(one.related_model)
        if further:
            return f"{one.name}__{further}"
    return ""


def _fields(model: type[Model]) -> list["Field[Any, Any]"]:
    return list(model._meta.concrete_fields)  # noqa: SLF001


def opened(model: type[Model], pk: int, column: str, box: Any) -> Spot | None:
    """Return what a box of a row holds; None where there is no such row to say where it belongs."""
    row: Any = model._default_manager.filter(pk=pk).first()  # noqa: SLF001
    return None if row is None else Spot(model, pk, column, inside.read(box, row.place), row.place)


def spots(space: Space) -> Iterator[Spot]:
    """Yield every place of a life with something in it, table by table.

    What a second passphrase has sealed is looked through while that is open, and not while shut:
    `unseen` says whether anything was not.
    """
    is_open = inside.is_open(space)
    for model in models():
        names = columns(model)
        rows = model._default_manager.filter(**{to_space(model): space.pk}).order_by("pk")  # noqa: SLF001
        for pk, *values in rows.values_list("pk", *names).iterator():
            for name, value in zip(names, values, strict=True):
                if not inside.is_sealed(value):
                    spot = Spot(model, pk, name, value) if value else None
                else:
                    spot = opened(model, pk, name, value) if is_open else None
                if spot is not None:
                    yield spot


def unseen(space: Space) -> tuple[bool, bool]:
    """Say what cannot be looked through now: what is shut, and locked parts that imports brought."""
    brought = KeptRow.objects.filter(batch__space=space, why__in=kept.LOCKED)
    return inside.is_shut(space), brought.exists()
