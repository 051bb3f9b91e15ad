"""Conditions of a way: how far each is met by now, since when, and how it stood before.

They are what a person would need or could bring, looked at on days of their own choice. Nothing
here is asked of anybody else, nothing counts them, and no way is put before another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kith.practices import Field, Kind, Practice
from kith.web.people.models import Person
from kith.web.practise import course, doors, telling
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.shell.models import Space

ARTICLE = "T2"  # the part of the article that they belong to
MOST_BEFORE = 4  # earlier marks that are shown of one


@dataclass(frozen=True, slots=True)
class Condition:
    """One: its words, how far it is met (empty: not said), since when, and what was said before."""

    text: str
    now: str
    since: datetime
    before: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Board:
    """What one field holds of them."""

    ask: str
    rows: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One way: its practice, its number on the page, the last run, and its boards."""

    practice: Practice
    number: int
    run: Run | None
    boards: tuple[Board, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that were looked at about one person, and when each part was gone through last."""

    person: Person | None
    ways: tuple[Way, ...]
    parts: tuple[tuple[str, datetime], ...]


def boards(run: Run, practice: Practice) -> tuple[Board, ...]:
    """Return the conditions of a finished run, each with the runs before it."""
    asked = [field for field in practice.fields() if field.kind is Kind.CONDITIONS]
    held = course.times(run) if asked else []
    found = (Board(field.ask, tuple(_rows(field, held))) for field in asked)
    return tuple(board for board in found if board.rows)


def _rows(field: Field, held: list[course.Time]) -> Iterable[Condition]:
    labels = {option.id: option.label for option in field.options}
    told = [(time.at, _marks(field, time.values)) for time in held]
    for text in told[-1][1] if told else ():
        points = [(at, labels.get(marks[text] or "", "")) for at, marks in told if text in marks]
        now = points[-1][1]
        last = next((n for n, (_, mark) in enumerate(reversed(points)) if mark != now), len(points))
        since, earlier = points[-last][0], points[: len(points) - last]
        changes = [p for n, p in enumerate(earlier) if n == 0 or p[1] != earlier[n - 1][1]]
        yield Condition(text, now, since, tuple(changes[-MOST_BEFORE:]))


def _marks(field: Field, values: Mapping[str, Any]) -> dict[str, str | None]:
    return dict(values.get(field.id) or ())


def are_kept(space: Space) -> bool:
    """Say whether a way with conditions was looked at to its end."""
    return doors.runs_of(space).filter(practice__in=_ways(), ended_at__isnull=False).exists()


def all_ways(space: Space) -> list[Ways]:
    """Return the ways by person, in the order in which people were met last; none that is held."""
    names = [one.id for one in library().practices.values() if ARTICLE in one.article]
    rows = doors.runs_of(space).filter(practice__in=names, ended_at__isnull=False)
    last: dict[int | str, dict[str, telling.Standing]] = {}
    for found in telling.standings(space, rows):
        if found.practice is not None:
            whose = found.run.person_id or found.run.source_id
            last.setdefault(whose, {}).setdefault(found.run.practice, found)
    by_person = [_of(held) for held in last.values() if held.keys() & _ways().keys()]
    return [one for one in by_person if one.ways]


def _of(last: Mapping[str, telling.Standing]) -> Ways:
    """Return the ways with one person; where words name somebody feared, only those that are not held.

    A way that was not looked at stands there to be looked at, so it goes where another one is held.
    """
    person = next(iter(last.values())).run.person
    held = {name for name, found in last.items() if found.held}
    ways = [
        _way(one, last.get(name))
        for name, one in _ways().items()
        if doors.is_offered(one.gate, person) and name not in held and (name in last or not held)
    ]
    parts = [
        (library().practices[name].title, found.run.ended_at)
        for name, found in last.items()
        if name not in {*_ways(), *held} and name in library().practices and found.run.ended_at
    ]
    return Ways(person, tuple(ways), tuple(sorted(parts, key=lambda one: one[1])))


def _way(practice: Practice, found: telling.Standing | None) -> Way:
    number = doors.number_of(practice.id) or 0
    if found is None or found.practice is None:
        return Way(practice, number, None, ())
    return Way(practice, number, found.run, boards(found.run, found.practice))


def _ways() -> dict[str, Practice]:
    """Return the practices that ask for conditions, by title: their order means nothing."""
    found = [
        one
        for one in library().practices.values()
        if ARTICLE in one.article and any(f.kind is Kind.CONDITIONS for f in one.fields())
    ]
    return {one.id: one for one in sorted(found, key=lambda one: one.title)}
