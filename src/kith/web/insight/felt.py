"""How it feels: a person's own ratings, their mean from five contacts on and how they went over time.

It is there from the first weeks, while an effect on mood is still unknown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, F, FloatField, Func, Max, Sum

from kith.records import Mode
from kith.web.insight.gather import person_key
from kith.web.shell.models import Space
from kith.web.today.models import Contact

if TYPE_CHECKING:
    from kith.impact import FeltCourse

FEWEST = 5  # as kith.impact.felt_summary
JULIAN_EPOCH = 2440587.5  # the julian day at which 1970 began


@dataclass(frozen=True, slots=True)
class Felt:
    """The mean of the ratings of contacts with one person, −3..3, and how many there are."""

    mean: float
    n: int


def felt_by_person(space: Space) -> dict[int, Felt]:
    """Return the mean rating of everybody with five rated contacts or more."""
    rows = _rated(space).values("people").annotate(mean=Avg("felt"), n=Count("pk"))
    rows = rows.filter(n__gte=FEWEST)
    return {r["people"]: Felt(r["mean"], r["n"]) for r in rows if r["people"] is not None}


def courses_of(space: Space) -> "Mapping[str, FeltCourse]":
    """Return how it felt over time with everybody, by their key in a fit.

    It is smoothed anew only when a rating has changed; the last answer is kept in memory.
    """
    mark = _mark(space)
    if mark not in _smoothed:
        _smoothed.clear()
        _smoothed[mark] = _smooth(space)
    return _smoothed[mark]


_smoothed: "dict[tuple[Any, ...], Mapping[str, FeltCourse]]" = {}


def _smooth(space: Space) -> "Mapping[str, FeltCourse]":
    from kith.impact.felt_course import Rating, felt_courses

    rows = _rated(space).annotate(day=_day()).order_by("at", "pk")
    ratings = [
        Rating(person_key(pk), day - JULIAN_EPOCH, float(felt))
        for pk, day, felt in rows.values_list("people", "day", "felt")
        if pk is not None
    ]
    return {course.person: course for course in felt_courses(ratings)}


def _mark(space: Space) -> tuple[Any, ...]:
    sums = _rated(space).aggregate(
        n=Count("people"),
        last=Max("pk"),
        felt=Sum(F("felt") * (F("pk") % 97 + 1)),
        days=Sum(_day() * (F("pk") % 89 + 1), output_field=FloatField()),
        who=Sum(F("people") * (F("pk") % 97 + 1)),
    )
    return (str(space.uid), *sums.values())


def _day() -> Any:
    return Func(F("at"), function="julianday", output_field=FloatField())


def _rated(space: Space) -> Any:
    rated = Contact.objects.filter(space=space, deleted_at=None, felt__isnull=False)
    return rated.exclude(mode=Mode.THOUGHT)
