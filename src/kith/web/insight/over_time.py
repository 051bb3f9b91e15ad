"""One person's effect over the record, as a picture, as a table and in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.plots import Event
from kith.web.insight import fitting, pictures, words
from kith.web.insight.models import Fit
from kith.web.insight.moments import moments_of
from kith.web.insight.outcomes import MOOD, Outcome
from kith.web.insight.told import Course, Told, answer_of, course_of
from kith.web.shell.models import Space

MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Stop:
    """One row of the table: an effect at one time and its interval, as they are shown."""

    at: datetime
    mean: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """A path, its heading, the same as a table, and in words what has moved."""

    title: str
    path: pictures.Picture
    stops: tuple[Stop, ...]
    change: str
    points: bool  # whether the numbers are points of 10
    marks: tuple[Event, ...]  # every one; the newest are on the picture as dotted lines
    not_drawn: str  # how many the picture has no room for, where it is so


def over_time(space: Space, fit: Fit, effect: Told, outcome: Outcome) -> OverTime | None:
    """Return how one effect ran over the record, None where the answer holds no path."""
    course = course_of(fit, effect.person)
    if course is None:
        return None
    span = course.times[0], course.times[-1]
    drawn, marks = (
        moments_of(space, effect.pk, within=span, every=every) for every in (False, True)
    )
    return OverTime(
        title=pictures.title(effect, course),
        path=pictures.path_of(effect, course, outcome, drawn),
        stops=_stops(course, outcome),
        change=words.change(effect, course, outcome),
        points=outcome.points,
        marks=tuple(marks),
        not_drawn=words.not_drawn(len(marks) - len(drawn)),
    )


def mood_over_time(space: Space, person_pk: int) -> OverTime | None:
    """Return how somebody's effect on the mood ran, from the last stored answer."""
    fit = fitting.latest_fit(space, MOOD)
    effect = answer_of(fit, MOOD).of(person_pk) if fit else None
    return over_time(space, fit, effect, MOOD) if fit and effect else None


def _stops(course: Course, outcome: Outcome) -> tuple[Stop, ...]:
    def said(value: float) -> str:
        return words.signed(value, outcome)

    rows = zip(course.times, course.mean, course.low, course.high, strict=True)
    stops = [Stop(at, said(mean), said(low), said(high)) for at, mean, low, high in rows]
    return tuple(stops[i] for i in _spread(len(stops)))


def _spread(n: int) -> Sequence[int]:
    """Return at most so many rows, evenly apart, the first and the last among them."""
    rows = min(n, MOST_ROWS)
    return sorted({round(i * (n - 1) / max(rows - 1, 1)) for i in range(rows)})
