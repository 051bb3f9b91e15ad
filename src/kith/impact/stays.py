"""Who was there when: contacts from a log and from check-ins, joined so that none counts twice.

A *stay* is one person's presence from `start` to `end` (days since 1970 UTC) with a dose. A logged
contact starts when it says. Somebody named at a check-in was there up to that moment, for an
unknown time: the stay is a point with dose 1, and it refreshes the person's trace rather than
adding to it, because the record cannot tell one long visit from several short ones.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kith.impact.dose import MINUTES_A_DAY, FloatArray, dose

SAME_CONTACT_DAYS = (30.0 + 1.0 / 60.0) / MINUTES_A_DAY  # a second of grace for rounding


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's presence; `minutes` NaN when unknown, `counts` False when already counted."""

    start: float
    end: float
    person: str
    minutes: float = float("nan")
    logged: bool = True
    counts: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Stays:
    """Stays as columns in order of their start; `person` is an index into the diary's people."""

    start: FloatArray
    end: FloatArray
    person: NDArray[np.int64]
    dose: FloatArray
    minutes: FloatArray
    logged: NDArray[np.bool_]
    counts: NDArray[np.bool_]

    def __len__(self) -> int:
        """How many stays there are."""
        return len(self.start)


def logged_stay(start: float, person: str, minutes: float | None) -> Stay:
    """Return the stay of a logged contact; without a known length only its start is known."""
    length = float("nan") if minutes is None or not minutes > 0 else float(minutes)
    held = 0.0 if np.isnan(length) else length / MINUTES_A_DAY
    return Stay(start, start + held, person, length)


def join_stays(logged: Iterable[Stay], present: Iterable[tuple[float, str]]) -> list[Stay]:
    """Join logged contacts and people named at check-ins, nobody counted twice.

    Somebody named at a check-in within 30 minutes of a logged contact with the same person is
    that contact (of two, the nearer one), which is stretched to reach the check-in. Named again within 30 minutes of the
    last time, the person is still there and is not counted again.
    """
    log: dict[str, list[Stay]] = defaultdict(list)
    for stay in sorted(logged, key=_order):
        mine = log[stay.person]
        if mine and mine[-1].start == stay.start:
            mine.pop()  # the same person at the same moment is one contact; the longer one stands
        mine.append(stay)
    seen: dict[str, list[float]] = defaultdict(list)
    for time, person in sorted(set(present)):
        seen[person].append(time)
    joined: list[Stay] = []
    for person in sorted(log.keys() | seen.keys()):
        joined += _join_one(person, log.get(person, []), seen.get(person, []))
    return sorted(joined, key=_order)


def _order(stay: Stay) -> tuple[float, float, str]:
    return stay.start, stay.end, stay.person


def _join_one(person: str, log: list[Stay], times: list[float]) -> list[Stay]:
    """One person's stays; `log` and `times` in order."""
    log = list(log)
    starts = [stay.start for stay in log]
    longest = max((stay.end - stay.start for stay in log), default=0.0)
    points: list[Stay] = []
    last = -np.inf
    for time in times:
        low = bisect_left(starts, time - SAME_CONTACT_DAYS - longest)
        high = bisect_right(starts, time + SAME_CONTACT_DAYS)
        near = min(range(high - 1, low - 1, -1), key=lambda i: _away(log[i], time), default=None)
        if near is not None and _away(log[near], time) > SAME_CONTACT_DAYS:
            near = None
        if near is not None:
            stay = log[near]
            log[near] = replace(stay, start=min(stay.start, time), end=max(stay.end, time))
            longest = max(longest, log[near].end - log[near].start)
        else:
            again = time - last <= SAME_CONTACT_DAYS
            points.append(Stay(time, time, person, logged=False, counts=not again))
        last = time
    return log + points


def _away(stay: Stay, at: float) -> float:
    """Days between a check-in's moment and a logged contact; 0 while it lasts."""
    return max(stay.start - at, at - stay.end, 0.0)


def stays_as_columns(stays: Iterable[Stay], people: tuple[str, ...]) -> Stays:
    """Return the columns of a list of stays, by start."""
    rows = sorted(stays, key=_order)
    index = {person: i for i, person in enumerate(people)}
    minutes = np.array([stay.minutes for stay in rows], dtype=float)
    return Stays(
        start=np.array([stay.start for stay in rows], dtype=float),
        end=np.array([stay.end for stay in rows], dtype=float),
        person=np.array([index[stay.person] for stay in rows], dtype=np.int64),
        dose=dose(minutes),
        minutes=minutes,
        logged=np.array([stay.logged for stay in rows], dtype=bool),
        counts=np.array([stay.counts for stay in rows], dtype=bool),
    )
