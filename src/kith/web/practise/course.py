"""The same practice at several times: its numbers and ticks beside each other, without a judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kith.practices import Field, Kind, Practice
from kith.practices.fitting import fits
from kith.practices.running import middle
from kith.practices.together import Together, together
from kith.web.practise import doors, library, words
from kith.web.practise.models import Run

MOST = 12  # runs that are shown
MOST_MARKS = 200


@dataclass(frozen=True, slots=True)
class Time:
    """One run that was finished: when, and every answer by the id of its field."""

    at: datetime
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Course:
    """One thing through time: what was asked, and what was said when, the earliest first."""

    ask: str
    points: tuple[tuple[datetime | None, str], ...]


def times(run: Run, most: int = MOST) -> list[Time]:
    """Return the finished runs of the same practice about the same person, the earliest first."""
    rows = doors.runs_of(run.space).filter(
        practice=run.practice, person=run.person, ended_at__isnull=False, at__lte=run.at
    )
    held = list(rows.prefetch_related("answers")[:most])
    return [Time(one.at, values_of(one)) for one in reversed(held)]


def values_of(run: Run) -> dict[str, Any]:
    """Return every answer of a run by the id of its field."""
    practice = library.practice_of(run)
    fields = {field.id: field for field in practice.fields()} if practice else {}
    return {
        name: value
        for one in run.answers.all()
        for name, value in one.values.items()
        if name not in fields or fits(fields[name], value)
    }


def courses(practice: Practice, run: Run) -> list[Course]:
    """Return what can be followed through time; nothing before the second run."""
    held = times(run)
    if len(held) < 2:
        return []
    found = [course for field in practice.fields() for course in _of(field, held)]
    return [course for course in found if len(course.points) > 1 or course.points[0][0] is None]


def earlier(practice: Practice, run: Run) -> dict[str, Any]:
    """Return with what fields begin that ask for what was answered the last time."""
    again = {field.id for field in practice.fields() if field.again}
    last = times(run, 1) if again else []
    return {name: value for time in last for name, value in time.values.items() if name in again}


def moved(practice: Practice, run: Run) -> Together | None:
    """Return whether the two marks moved together that a practice names; None where it names none."""
    if not practice.end.together:
        return None
    one, other = practice.end.together
    pairs = [(time.values.get(one), time.values.get(other)) for time in times(run, MOST_MARKS)]
    return together([(a, b) for a, b in pairs if isinstance(a, int) and isinstance(b, int)])


def _of(field: Field, held: list[Time]) -> Iterator[Course]:
    said = [(time.at, time.values[field.id]) for time in held if field.id in time.values]
    if field.kind is Kind.SCALE:
        yield from _course(field.ask, ((at, str(value)) for at, value in said))
    elif field.kind is Kind.GRID and field.axis:
        places = [(at, words.place(field, middle(field, value))) for at, value in said]
        yield from _course(field.axis, places)
    elif field.kind is Kind.LADDER:
        yield from _rungs(said)
    elif field.kind is Kind.CHECKLIST and len(said) > 1:
        yield from _course(field.ask, _ticked(field, said))


def _course(ask: str, points: Iterable[tuple[datetime | None, str]]) -> Iterator[Course]:
    if found := tuple(points):
        yield Course(ask, found)


def _rungs(said: list[tuple[datetime, Any]]) -> Iterator[Course]:
    """Yield each rung that stands in several runs, by its words."""
    by_text: dict[str, list[tuple[datetime, str]]] = {}
    for at, rows in said:
        for text, size in rows:
            if size is not None:
                by_text.setdefault(text, []).append((at, str(size)))
    for text, points in by_text.items():
        yield from _course(text, points)


def _ticked(field: Field, said: list[tuple[datetime, Any]]) -> Iterator[tuple[None, str]]:
    for option in field.options:
        count = sum(option.id in value for _at, value in said)
        if count:
            shown = {"what": option.label, "n": count, "of": len(said)}
            yield None, _("%(what)s: %(n)s of %(of)s") % shown
