"""Whether the days of one stretch of time were higher or lower than those before, beyond chance.

Days that follow each other are alike, so a month holds less than thirty separate answers. With the
correlation `r` of one day with the next, `n` days count as `n (1 - r) / (1 + r)` (Bayley and
Hammersley, 1946, for a course in which only the day before tells of the next).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

FEWEST = 7  # days on either side
LEVEL = 0.90
MOST_ALIKE = 0.85
Days = Mapping[date, float]


@dataclass(frozen=True, slots=True)
class Compared:
    """Means of the days of two stretches, and the interval of their difference (90 of 100).

    `before` is None where there are no days before; the interval where either has too few.
    """

    now: float
    before: float | None
    difference: tuple[float, float] | None

    @property
    def direction(self) -> int:
        """Return 1 where it is likely higher than before, -1 where lower, 0 where neither is clear."""
        if self.difference is None:
            return 0
        low, high = (round(end, 1) for end in self.difference)  # as it is told
        return 1 if low > 0 else -1 if high < 0 else 0


def compared(now: Days, before: Days) -> Compared | None:
    """Compare the days of one stretch with the days before; None where it has no day at all."""
    if not now:
        return None
    mean = _mean(now)
    if not before:
        return Compared(mean, None, None)
    earlier = _mean(before)
    if min(len(now), len(before)) < FEWEST:
        return Compared(mean, earlier, None)
    half = _half_width(now, before)
    return Compared(mean, earlier, (mean - earlier - half, mean - earlier + half))


def _half_width(now: Days, before: Days) -> float:
    from scipy.stats import t as students  # heavy, and only who compares needs it

    alike = _alike(now, before)
    counts = [len(days) * (1 - alike) / (1 + alike) for days in (now, before)]
    spread = [np.var([*days.values()], ddof=1) for days in (now, before)]
    error = float(np.sqrt(sum(one / count for one, count in zip(spread, counts, strict=True))))
    freedom = max(2.0, sum(counts) - 2)
    return error * float(students.ppf((1 + LEVEL) / 2, freedom))


def _alike(now: Days, before: Days) -> float:
    """Return how alike a day and the next one are, 0 to 0.85, with what few days hide added."""
    pairs: list[tuple[float, float]] = []
    squares: list[float] = []
    for days in (now, before):
        mean = _mean(days)
        left = {day: value - mean for day, value in days.items()}
        squares += [value**2 for value in left.values()]
        one = timedelta(days=1)
        pairs += [(value, left[day + one]) for day, value in left.items() if day + one in left]
    if len(pairs) < FEWEST or not sum(squares):
        return 0.5  # too few days in a row to see it
    both: npt.NDArray[np.float64] = np.array(pairs)
    found = float(np.mean(both[:, 0] * both[:, 1]) / np.mean(squares))
    # In a short course it comes out too small by about (1 + 4 r) / n (Marriott and Pope, 1954); each
    # of the two stretches has a mean of its own.
    return float(np.clip(found + (1 + 4 * found) / (len(pairs) / 2), 0.0, MOST_ALIKE))


def _mean(days: Days) -> float:
    return float(np.mean([*days.values()]))
