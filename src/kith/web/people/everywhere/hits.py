"""What a name stands in, as a page shows it before anything changes: each place, with its words."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CASCADE, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from kith.mentions import mentions
from kith.web.people.everywhere.spots import Spot, spots
from kith.web.people.models import Person

AROUND = 60  # letters before and after a name
MOST_SHOWN = 3  # pieces of one text
COLUMNS = frozenset(
    {"CheckIn.outcomes", "OutcomeName.column", "OutcomeWay.column"}
)  # one name in three tables
WHOLE_ROWS = frozenset(
    {"SavedMapping", "Rotation", "RotatedBackup"}
)  # of no use with half of their words
CALLED = {
    "CheckIn": noop("check-in"),
    "Contact": noop("contact"),
    "Writing": noop("writing"),
    "Person": noop("somebody on your map"),
    "Tie": noop("how a tie stood"),
    "Run": noop("a practice"),
    "Answer": noop("what you wrote in a practice"),
    "Intention": noop("something you want to try"),
    "Picture": noop("what a picture shows"),
    "Experiment": noop("something you try out"),
    "Wording": noop("words you kept in Talk"),
    "Boundary": noop("boundary"),
    "BoundaryEvent": noop("what happened to a boundary"),
    "TheirLimit": noop("limit of somebody else"),
    "Apology": noop("words to make up for something"),
    "Ground": noop("what is comfortable for you"),
    "Commitment": noop("what takes your time"),
    "SessionPage": noop("questions for a session"),
    "Shared": noop("line about what you shared"),
    "PlanPart": noop("plan for bad days"),
    "SafetyNote": noop("safety note"),
    "KeptRow": noop("row kept from an import"),
    "ImportBatch": noop("name of an imported file"),
    "SavedMapping": noop("which column is what, for a table"),
    "Brought": noop("settings from before an import"),
    "OutcomeName": noop("your name for a number"),
    "OutcomeWay": noop("which way of a number is better"),
    "Draft": noop("something you were still typing"),
    "Space": noop("settings"),
    "Rotation": noop("the folder for backups by themselves, which are then off"),
    "RotatedBackup": noop("list of the backups that were made"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a text: before the name, the name as it is written there, after it."""

    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What is changed by one tick: one text, or all places where a column of an import stands.

    `key` says the place and what stood there when the page was made: a text that was changed since
    is not the one that was shown.
    """

    key: str
    what: str
    at: Any  # datetime, None where the row has no time
    spots: tuple[Spot, ...] = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    more: int  # pieces that are not shown
    theirs: bool  # it goes with the person where the person is deleted
    ticked: bool

    @property
    def row(self) -> tuple[type[Model], int]:
        """Return the row that it stands in (of several, the first)."""
        return self.spots[0].model, self.spots[0].pk


def found(person: Person, names: Sequence[str]) -> list[Hit]:
    """Return every place of a life where one of the names stands, but for the person's own name."""
    wanted = tuple(names)
    own = Spot(Person, person.pk, "name", person.name)
    held = [
        spot
        for spot in spots(person.space)
        if (spot.pk, spot.name) != (own.pk, own.name) and spot.mentions(wanted)
    ]
    return [_hit(person, group, wanted) for group in _grouped(held)]


def _grouped(held: Iterable[Spot]) -> Iterator[tuple[Spot, ...]]:
    columns: list[Spot] = []
    whole: dict[tuple[str, int], list[Spot]] = {}
    for spot in held:
        if spot.name in COLUMNS:
            columns.append(spot)
        elif spot.model.__name__ in WHOLE_ROWS:
            whole.setdefault((spot.model.__name__, spot.pk), []).append(spot)
        else:
            yield (spot,)
    yield from map(tuple, whole.values())
    if columns:
        yield tuple(columns)


def _hit(person: Person, group: tuple[Spot, ...], names: tuple[str, ...]) -> Hit:
    first = group[0]
    row = first.model._default_manager.get(pk=first.pk)  # noqa: SLF001
    if first.name in COLUMNS:
        what = _("name of a number from an import (in %(n)d places)") % {"n": len(group)}
        at = None
    else:
        what = _(CALLED.get(first.model.__name__, noop("elsewhere in Kith")))
        at = getattr(row, "at", None) or getattr(row, "saved_at", None)
    if getattr(row, "deleted_at", None):
        what = _("%(what)s, deleted") % {"what": what}
    pieces = [*_pieces(first if first.name in COLUMNS else group, names)]
    return Hit(
        key=_key(group),
        what=what,
        at=at,
        spots=group,
        pieces=tuple(pieces[:MOST_SHOWN]),
        more=max(0, len(pieces) - MOST_SHOWN),
        theirs=_is_theirs(person, row),
        ticked=not _is_a_namesake(first, names),
    )


def _key(group: tuple[Spot, ...]) -> str:
    said = json.dumps([[spot.name, spot.pk, spot.value] for spot in group], sort_keys=True)
    digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{group[0].model.__name__}.{group[0].pk}.{group[0].column}.{digest}"


def _is_theirs(person: Person, row: Model) -> bool:
    """Say whether a row goes with somebody; one that only lets go of them stays, with its words."""
    if row == person:
        return True
    if getattr(row, "person_id", None) not in {person.pk} - {None}:
        return False
    link: Any = row._meta.get_field("person")  # noqa: SLF001 (Django's documented way to the fields)
    return bool(link.remote_field.on_delete is CASCADE)


def _is_a_namesake(spot: Spot, names: tuple[str, ...]) -> bool:
    """Say whether somebody else bears just this name."""
    if spot.name != "Person.name":
        return False
    found = mentions(spot.value, names)
    return [spot.value[one.start : one.end] for one in found] == [spot.value.strip()]


def _pieces(group: Spot | tuple[Spot, ...], names: tuple[str, ...]) -> Iterator[Piece]:
    for spot in (group,) if isinstance(group, Spot) else group:
        for text in spot.words():
            for one in mentions(text, names):
                before, after = max(0, one.start - AROUND), one.end + AROUND
                yield Piece(
                    ("…" if before else "") + text[before : one.start],
                    text[one.start : one.end],
                    text[one.end : after] + ("…" if after < len(text) else ""),
                )
