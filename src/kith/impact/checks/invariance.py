"""Whether an answer stays the same where the record says the same in another way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

import numpy as np

from kith.impact.checks.face import Bounds, Fit, bounds_of
from kith.impact.checks.worlds import Row, World

ANOTHER_ZONE = timedelta(hours=9, minutes=30)
YEAR_OF_WEEKS = timedelta(days=364)
TIMES, PLUS = 20.0, 300.0
BLANK = (0.4, 0.6)
ByPerson = dict[str, dict[str, Bounds]]


class Tables(NamedTuple):
    """Rows of both tables."""

    checkins: list[Row]
    contacts: list[Row]


@dataclass(frozen=True, slots=True)
class Invariance:
    """How far answers moved where they should have stayed.

    `away` is the root mean square over means and ends of intervals of everybody in all worlds that
    were tried, in SDs of what was told; `furthest` the largest. `holds` when `away` is at most
    `allowed`.
    """

    name: str
    worlds: int
    away: float
    furthest: float
    allowed: float

    @property
    def holds(self) -> bool:
        """Whether answers stayed where they were, as far as is allowed."""
        return self.away <= self.allowed


@dataclass(frozen=True, slots=True)
class Change:
    """One way to say the same: `made` of tables, and how to read the answer.

    `against` is what the tables are compared with, themselves unless given; `names` are what people
    are called in the new ones; what is told is `times` as large.
    """

    made: Callable[[Tables, np.random.Generator], Tables]
    against: Callable[[Tables], Tables] = lambda tables: tables
    names: Callable[[str], str] = lambda person: person
    times: float = 1.0


def _moved(tables: Tables, how: Callable[[datetime], datetime]) -> Tables:
    return Tables(
        *(
            [{**row, "time": how(datetime.fromisoformat(row["time"])).isoformat()} for row in rows]
            for rows in tables
        )
    )


def _shuffled(tables: Tables, rng: np.random.Generator) -> Tables:
    return Tables(*([rows[i] for i in rng.permutation(len(rows))] for rows in tables))


def _elsewhere(at: datetime) -> datetime:
    """Return the same by the clock on the wall, in a zone further to the east."""
    return at.replace(tzinfo=timezone((at.utcoffset() or timedelta()) + ANOTHER_ZONE))


def _told_as(tables: Tables, times: float, plus: float) -> Tables:
    rows = [
        {**row, "mood": None if row["mood"] is None else plus + times * row["mood"]}
        for row in tables.checkins
    ]
    return Tables(rows, tables.contacts)


def other_name(person: str) -> str:
    """Return a name that sorts the other way round, with letters that few names have."""
    turned = "".join(chr(0x3B1 + 25 - (ord(letter) % 26)) for letter in person[:3].lower())
    return f"{turned} 'Ñ' {person[::-1]}"


def _renamed(tables: Tables) -> Tables:
    def cell(names: str | None) -> str | None:
        return ";".join(other_name(name) for name in names.split(";")) if names else names

    return Tables(
        [{**row, "with": cell(row["with"])} for row in tables.checkins],
        [{**row, "person": cell(row["person"])} for row in tables.contacts],
    )


def _block(tables: Tables) -> range:
    return range(*(int(share * len(tables.checkins)) for share in BLANK))


def _blank(tables: Tables) -> Tables:
    """Return check-ins of a fifth of the record that say nothing but when they were."""
    inside = _block(tables)
    rows = [
        {**row, "mood": None, "with": None, "with_kind": ""} if i in inside else row
        for i, row in enumerate(tables.checkins)
    ]
    return Tables(rows, tables.contacts)


def _left_out(tables: Tables) -> Tables:
    inside = _block(tables)
    return Tables([r for i, r in enumerate(tables.checkins) if i not in inside], tables.contacts)


CHANGES: dict[str, Change] = {
    "again": Change(lambda tables, _: tables),
    "order": Change(_shuffled),
    "zone": Change(lambda tables, _: _moved(tables, _elsewhere)),
    "calendar": Change(lambda tables, _: _moved(tables, lambda at: at + YEAR_OF_WEEKS)),
    "scale": Change(lambda tables, _: _told_as(tables, TIMES, PLUS), times=TIMES),
    "mirror": Change(lambda tables, _: _told_as(tables, -1.0, 0.0), times=-1.0),
    "names": Change(lambda tables, _: _renamed(tables), names=other_name),
    "missing": Change(lambda tables, _: _blank(tables), against=_left_out),
}
"""The same again; rows in another order; everything in another time zone, and a year of weeks
later, at the same hours by the clock on the wall; the outcome on another scale; more of it being
less; people called otherwise; and check-ins that say nothing instead of none."""


def invariances(
    fit: Fit, worlds: Sequence[World], *, allowed: float, rng: np.random.Generator
) -> list[Invariance]:
    """Fit each world as it is and in every other way, and say how far answers moved."""
    moved: dict[str, list[float]] = {name: [] for name in CHANGES}
    for world in worlds:
        tables = Tables(world.checkins, world.contacts)
        plain = _told(fit, tables)
        for name, change in CHANGES.items():
            same = change.against(tables)
            before = plain if same is tables else _told(fit, same)
            moved[name] += _away(before, _told(fit, change.made(tables, rng)), change)
    return [
        Invariance(
            name=name,
            worlds=len(worlds),
            away=float(np.sqrt(np.mean(np.square(away)))) if away else 0.0,
            furthest=max(away, default=0.0),
            allowed=allowed,
        )
        for name, away in moved.items()
    ]


def _told(fit: Fit, tables: Tables) -> ByPerson:
    """Fit tables and read everything off at once: many estimators return themselves."""
    answer = fit(list(tables.checkins), list(tables.contacts))
    return {told.person: bounds_of(told) for told in answer.effects()}


def _away(before: ByPerson, after: ByPerson, change: Change) -> list[float]:
    """How far each number moved, in SDs; what is lost is as far as can be."""
    found: list[float] = []
    for person, told in before.items():
        new = after.get(change.names(person), {})
        for name, bounds in told.items():
            if name not in new:
                found.append(float("inf"))
                continue
            now = _carried(bounds, change.times)
            sd = max(abs(now.sd), 1e-300)
            found += [abs(a - b) / sd for a, b in zip(now, new[name], strict=True)]
    return found


def _carried(bounds: Bounds, times: float) -> Bounds:
    """Carry what is told on the first scale to the second."""
    mean, *ends = (times * value for value in bounds)
    return Bounds(mean, min(ends), max(ends))
