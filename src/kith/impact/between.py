"""How much an effect changed between two stretches of time, from joint draws of its whole path.

A date stands for SPAN_DAYS of record around it, pushed inside the record where it lies at an end.
An event stands for up to AROUND_DAYS of record before it and as many after it. Nothing is told
where somebody was met too seldom in a stretch: there the path is a line drawn between others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np

from kith.impact.diary import as_datetime, days_since_epoch
from kith.impact.dose import FloatArray
from kith.impact.joint import JointPath
from kith.impact.values import Change, Interval

SPAN_DAYS = 28.0
AROUND_DAYS = 90.0
SHORTEST_SPAN_DAYS = 7.0
SHORTEST_RECORD_DAYS = 28.0
FEWEST_A_SPAN = 3
LARGE_CHANGE = 0.2
SURE = 0.8
TAILS = (0.05, 0.95)
Moment = date | datetime
Span = Moment | tuple[Moment, Moment]
Refusal = Literal[
    "record_too_short",
    "not_identified",
    "outside_record",
    "spans_overlap",
    "few_contacts_first",
    "few_contacts_second",
    "few_contacts",
]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One of two stretches: from when to when (UTC), how many contacts began in it, the effect.

    `effect` is None where nothing is told of the change.
    """

    begin: datetime
    end: datetime
    contacts: int
    effect: Interval | None


@dataclass(frozen=True, slots=True)
class Between:
    """An effect's change from a first to a second stretch, in the outcome's own unit.

    `change` is second minus first; its `p` is P(|change| > 0.2 SD). It is None where `refused`
    says why nothing is told. `false_sign_rate` is the probability that its sign is wrong.
    """

    person: str
    first: Stretch
    second: Stretch
    change: Change | None
    false_sign_rate: float | None
    refused: Refusal | None = None

    @property
    def sure(self) -> bool:
        """Whether it may be said to have changed: no zero in the interval, and probably large."""
        found = self.change
        return found is not None and found.p >= SURE and not found.low <= 0.0 <= found.high


def between(path: JointPath, person: str, first: Span, second: Span) -> Between:
    """Return the change from one stretch to another; a lone date is SPAN_DAYS of record around it.

    Moments without a zone are UTC. Stretches are cut at the ends of the record.

    Raises
    ------
    ValueError
        When a stretch ends before it begins, or the second begins before the first.
    """
    one, two = part_of(path, first), part_of(path, second)
    if two[0] < one[0]:
        raise ValueError("the second stretch begins before the first")
    return _told(path, person, one, two)


def around(path: JointPath, person: str, event: Moment, days: float = AROUND_DAYS) -> Between:
    """Return the change from the days of record before an event to as many after it."""
    at = path.days_of_record(_days(event))
    before, after = (max(at - days, 0.0), at), (at, min(at + days, path.length))
    return _told(path, person, before, after)


def part_of(path: JointPath, span: Span) -> tuple[float, float]:
    """Return a span as days of record."""
    if isinstance(span, tuple):
        begin, end = (_days(moment) for moment in span)
        if end < begin:
            raise ValueError("a stretch ends before it begins")
        return path.days_of_record(begin), path.days_of_record(end)
    at, half = _days(span), SPAN_DAYS / 2.0
    if not path.moments[0] - half <= at <= path.moments[-1] + half:
        day = path.days_of_record(at)
        return day, day
    middle = path.days_of_record(at)
    begin = min(max(middle - half, 0.0), max(path.length - SPAN_DAYS, 0.0))
    return begin, min(begin + SPAN_DAYS, path.length)


def _told(
    path: JointPath, person: str, one: tuple[float, float], two: tuple[float, float]
) -> Between:
    counts = contacts_in(path, one, last=False), contacts_in(path, two, last=True)
    refused = _refusal(path, one, two, counts)
    if refused is not None:
        first, second = (
            stretch_of(path, *parts, None) for parts in ((one, counts[0]), (two, counts[1]))
        )
        return Between(person, first, second, None, None, refused)
    before, after = path.over(*one), path.over(*two)
    change = after - before
    up = float(np.mean(change > 0.0))
    return Between(
        person,
        stretch_of(path, one, counts[0], interval_of(before * path.scale)),
        stretch_of(path, two, counts[1], interval_of(after * path.scale)),
        Change(*interval_of(change * path.scale), p=float(np.mean(np.abs(change) > LARGE_CHANGE))),
        min(up, 1.0 - up),
    )


def _refusal(
    path: JointPath, one: tuple[float, float], two: tuple[float, float], counts: tuple[int, int]
) -> Refusal | None:
    few = [n < FEWEST_A_SPAN for n in counts]
    reasons: dict[Refusal, bool] = {
        "record_too_short": path.length < SHORTEST_RECORD_DAYS or len(path.shares) < 2,
        "outside_record": any(end - begin < SHORTEST_SPAN_DAYS for begin, end in (one, two)),
        "spans_overlap": two[0] < one[1] - 1e-9,
        "not_identified": not path.told,
        "few_contacts": all(few),
        "few_contacts_first": few[0],
        "few_contacts_second": few[1],
    }
    return next((code for code, holds in reasons.items() if holds), None)


def contacts_in(path: JointPath, part: tuple[float, float], *, last: bool) -> int:
    """Return how many contacts began in part of the recorded time; its end belongs to the next."""
    days = np.interp(path.starts, path.moments, path.recorded)
    inside = (days >= part[0]) & ((days <= part[1]) if last else (days < part[1]))
    within = (path.starts >= path.moments[0]) & (path.starts <= path.moments[-1])
    return int(np.sum(inside & within))


def stretch_of(
    path: JointPath, part: tuple[float, float], contacts: int, effect: Interval | None
) -> Stretch:
    """Return part of the recorded time as a stretch between two moments."""
    begin, end = (as_datetime(float(np.interp(d, path.recorded, path.moments))) for d in part)
    return Stretch(begin, end, contacts, effect)


def interval_of(drawn: FloatArray) -> Interval:
    """Return the mean of draws with their 90 % interval."""
    low, high = np.quantile(drawn, TAILS)
    return Interval(float(drawn.mean()), float(low), float(high))


def _days(moment: Moment) -> float:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, datetime.min.time())
    return days_since_epoch(moment)
