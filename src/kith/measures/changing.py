"""Whether a total has moved by more than noise: against one's own beginning, in three states only.

Two totals differ reliably where they lie at least the file's threshold apart (Jacobson and Truax,
1991: 1.96 standard errors of a difference, from a standard deviation and a reliability; or a
published smallest detectable change of one person). Nobody is called better, worse, well or cured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kith.measures.loading import measure

LEAST_FOR_A_LINE = 3


class Change(StrEnum):
    """How the newest total stands to the first one."""

    HIGHER = "clearly_higher"
    NO_CLEAR_CHANGE = "no_clear_change"
    LOWER = "clearly_lower"


@dataclass(frozen=True, slots=True)
class Point:
    """One total and when it was given; None where there was no total."""

    at: datetime
    total: float | None


def too_early(name: str, points: Sequence[Point]) -> tuple[bool, ...]:
    """Say of each point, oldest first, whether it asks about days that were asked about already.

    A point counts as too early where less than `Measure.apart_days` has passed since the last one
    that was not.
    """
    span, last = timedelta(days=measure(name).apart_days), None
    found = []
    for point in points:
        early = last is not None and point.at - last < span
        last = last if early else point.at
        found.append(early)
    return tuple(found)


def counting(name: str, points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points that may be compared: with a total, and not too early."""
    held = tuple(point for point in points if point.total is not None)
    early = too_early(name, held)
    return tuple(point for point, is_early in zip(held, early, strict=True) if not is_early)


def change(name: str, points: Sequence[Point]) -> Change | None:
    """Compare the newest total with the first one, oldest first.

    None where there are not two that may be compared, or where nobody knows how much noise there
    is, or where a questionnaire only leads to help.
    """
    reliable, held = measure(name).reliable, counting(name, points)
    if reliable is None or len(held) < 2:
        return None
    first, newest = held[0].total or 0, held[-1].total or 0
    if abs(newest - first) < reliable.threshold:
        return Change.NO_CLEAR_CHANGE
    return Change.HIGHER if newest > first else Change.LOWER


def trend(name: str, points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points of a line over time; () under three, and for what only leads to help."""
    held = counting(name, points)
    drawn = len(held) >= LEAST_FOR_A_LINE and measure(name).use == "trend"
    return held if drawn else ()
