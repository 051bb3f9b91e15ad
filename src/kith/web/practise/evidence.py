"""What was ticked in runs of a practice, along time: a row for each thing, a mark for each time.

There is no sum and no share: a person sees what they noted, for and against, and when.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith import plots
from kith.practices import Field, Practice
from kith.practices.running import chosen
from kith.web.boundaries.pictures import Picture, date_said, drawn_twice
from kith.web.people.models import Person
from kith.web.practise import doors, looking_back
from kith.web.shell.models import Space

MOST = 60  # runs
SHAPES = (plots.Mark.DOT, plots.Mark.DIAMOND, plots.Mark.RING)
SIGNS = ("●", "◇", "○")


@dataclass(frozen=True, slots=True)
class Line:
    """One row in words: what it is, and what was said of it when, the earliest first."""

    label: str
    said: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The picture, what its marks mean, and the same in words."""

    ask: str
    picture: Picture
    legend: tuple[str, ...]
    lines: tuple[Line, ...]


def evidence(space: Space, person: Person | None, field: Field, now: datetime) -> Evidence | None:
    """Return what runs of the practice that a field names hold about somebody; None without any."""
    rows = doors.runs_of(space).filter(practice=field.practice, ended_at__isnull=False)
    if person is not None:
        rows = rows.filter(person=person)
    held: dict[str, list[tuple[datetime, int, str]]] = {}
    labels: dict[int, str] = {}
    for run, practice, values in looking_back.may_be_shown(space, rows[:MOST]):
        for row, number, label in _of(practice, field, values):
            held.setdefault(row, []).append((timezone.localtime(run.at), number, label))
            labels.setdefault(number, label)
    if not held:
        return None
    lines = tuple(
        Line(row, tuple((at, label) for at, _n, label in sorted(marks)))
        for row, marks in held.items()
    )
    legend = tuple(f"{SIGNS[_shape(n)]} {labels[n]}" for n in sorted(labels))
    return Evidence(field.ask, _drawn(field.ask, held, legend, now), legend, lines)


def told(found: Evidence) -> Iterable[str]:
    """Yield it as lines of text."""
    for line in found.lines:
        marks = ", ".join(f"{date_format(at, 'j M')}: {said}" for at, said in line.said)
        yield f"  {line.label}: {marks}"


def _of(
    practice: Practice, field: Field, values: dict[str, object]
) -> Iterable[tuple[str, int, str]]:
    """Yield what was ticked in one run, with the number and the words of the mark it got."""
    known = {one.id: one for one in practice.fields()}
    rows, marks = (known.get(name) for name in field.of)
    if rows is None or marks is None:
        return
    picked = chosen(marks, values.get(marks.id))
    for row in chosen(rows, values.get(rows.id)):
        for mark in picked:
            yield row.label, marks.options.index(mark), mark.label


def _shape(number: int) -> int:
    return min(number, len(SHAPES) - 1)


def _drawn(
    ask: str,
    held: dict[str, list[tuple[datetime, int, str]]],
    legend: Iterable[str],
    now: datetime,
) -> Picture:
    rows = [
        plots.Row(
            name,
            f"{name}: " + ", ".join(f"{date_format(at, 'j M')} {said}" for at, _n, said in marks),
            [(at, SHAPES[_shape(number)]) for at, number, _said in marks],
        )
        for name, marks in held.items()
    ]
    first = min(at for marks in held.values() for at, *_rest in marks)
    words = plots.RowsWords(
        title=ask,
        description=_("A row for each thing. %(legend)s") % {"legend": ", ".join(legend)},
        date=date_said,
    )

    def draw(width: float, key: str) -> str:
        return plots.rows(
            rows,
            first=first,
            last=timezone.localtime(now),
            words=words,
            width=width,
            key=f"evidence-{key}",
        )

    return drawn_twice(draw)
