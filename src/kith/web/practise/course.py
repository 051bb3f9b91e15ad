"""The same practice at several times: its numbers and ticks beside each other, without a judgement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from kith.practices import Field, Kind, Practice
from kith.practices.carrying import carried
from kith.practices.definition import Figure
from kith.practices.running import middle
from kith.practices.together import Together, together
from kith.web.practise import doors, leaving, library, telling, words
from kith.web.practise.models import Run

MOST = 12  # runs that are shown
MOST_MARKS = 200
FEWEST = 5  # runs, from which on an average is said


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
        practice=run.practice, ended_at__isnull=False, at__lte=run.at, **leaving.beside(run)
    )
    held = list(rows.prefetch_related("answers")[:most])
    asks = library.practice_of(run)
    return [Time(one.at, _as_asked(one, asks)) for one in reversed(held)]


def _as_asked(run: Run, asks: Practice | None) -> dict[str, Any]:
    """Return the answers of a run to what a practice asks now, which may be another way."""
    values, practice = values_of(run), library.practice_of(run)
    if asks is None or practice is None or practice.version == asks.version:
        return values
    then = {field.id: field for field in practice.fields()}
    now = {field.id: field for field in asks.fields()}
    known = {
        name: carried(now[name], then.get(name), value) if name in now else value
        for name, value in values.items()
    }
    return {name: value for name, value in known.items() if value is not None}


def values_of(run: Run) -> dict[str, Any]:
    """Return every answer of a run by the id of its field."""
    practice = library.practice_of(run)
    answers = {one.step: one.values for one in run.answers.all()}
    if practice is None:
        return {name: value for one in answers.values() for name, value in one.items()}
    return telling.values_of(practice, answers)


def courses(practice: Practice, run: Run) -> list[Course]:
    """Return what can be followed through time; nothing before the second run."""
    held = times(run)
    if len(held) < 2:
        return []
    found = [course for field in practice.fields() for course in _of(field, held)]
    found += [course for figure in practice.end.figures for course in _figured(figure, held)]
    return [course for course in found if len(course.points) > 1 or course.points[0][0] is None]


def earlier(practice: Practice, run: Run) -> dict[str, Any]:
    """Return with what fields begin that ask for what was answered the last time."""
    again = {field.id for field in practice.fields() if field.again}
    last = times(run, 1) if again else []
    found = {name: value for time in last for name, value in time.values.items() if name in again}
    for field in practice.fields():
        if field.takes and (value := _taken(run, field)) is not None:
            found[field.id] = value
    return found


def _taken(run: Run, field: Field) -> Any:
    """Return the last answer to a field of another practice, about the same person.

    One that was asked in another way then, by an older file, is none.
    """
    practice_id, name = field.takes
    rows = doors.runs_of(run.space).filter(
        practice=practice_id, ended_at__isnull=False, at__lte=run.at, **leaving.beside(run)
    )
    one = rows.prefetch_related("answers").first()
    known = library.practice_of(one) if one else None
    if (
        one is None
        or known is None
        or all((f.id, f.kind) != (name, field.kind) for f in known.fields())
    ):
        return None
    return values_of(one).get(name)


def moved(practice: Practice, run: Run) -> Together | None:
    """Return whether the two marks moved together that a practice names; None where it names none."""
    if not practice.end.together:
        return None
    one, other = practice.end.together
    pairs = [(time.values.get(one), time.values.get(other)) for time in times(run, MOST_MARKS)]
    return together([(a, b) for a, b in pairs if isinstance(a, int) and isinstance(b, int)])


def _of(field: Field, held: list[Time]) -> Iterator[Course]:
    said = [(time.at, time.values[field.id]) for time in held if field.id in time.values]
    if field.kind in {Kind.SCALE, Kind.PERCENT}:
        yield from _course(field.ask, ((at, str(value)) for at, value in said))
    elif field.kind is Kind.GRID and field.axis:
        places = [(at, words.place(field, middle(field, value))) for at, value in said]
        yield from _course(field.axis, places)
    elif field.kind is Kind.LADDER:
        yield from _rungs(said)
    elif field.kind is Kind.CHECKLIST and len(said) > 1:
        yield from _course(field.ask, _ticked(field, said))


def _figured(figure: Figure, held: list[Time]) -> Iterator[Course]:
    """Yield what is reckoned in each run; from five runs on, what it is on average."""
    groups: dict[str, list[tuple[datetime, list[int]]]] = {}
    for time in held:
        numbers = [time.values.get(name) for name in figure.of]
        by = str(time.values.get(figure.by, "")).strip() if figure.by else ""
        known = [one for one in numbers if isinstance(one, int)]
        if len(known) == len(numbers) and (by or not figure.by):
            groups.setdefault(by, []).append((time.at, known))
    for by, rows in groups.items():
        points: list[tuple[datetime | None, str]] = [
            (at, words.figure(figure.kind, numbers)) for at, numbers in rows
        ]
        if len(rows) >= FEWEST:
            points.append((None, words.figure_mean(figure.kind, [numbers for _, numbers in rows])))
        yield Course(f"{figure.ask} {by}".strip(), tuple(points))


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
