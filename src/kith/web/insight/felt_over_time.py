"""How contacts with one person felt over time: a picture, the same as a table, and in a sentence."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kith.web.insight import pictures, words
from kith.web.insight.over_time import Stop
from kith.web.insight.told import Course, Told

if TYPE_CHECKING:
    from kith.impact import FeltCourse

SECONDS_A_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class FeltOverTime:
    """A path of own ratings, its table, and how it has felt lately."""

    path: pictures.Picture
    stops: tuple[Stop, ...]
    lately: str


def felt_over_time(effect: Told, course: "FeltCourse | None") -> FeltOverTime | None:
    """Return how it felt, None below five ratings or where all of them are of one day."""
    if course is None or course.level is None or course.days[-1] - course.days[0] < 1.0:
        return None
    times = tuple(datetime.fromtimestamp(day * SECONDS_A_DAY, UTC) for day in course.days)
    rows = zip(times, course.mean, course.low, course.high, strict=True)
    return FeltOverTime(
        path=pictures.felt_path_of(effect, Course(times, course.mean, course.low, course.high)),
        stops=tuple(Stop(at, *(words.signed(v) for v in values)) for at, *values in rows),
        lately=words.felt_lately(course),
    )
