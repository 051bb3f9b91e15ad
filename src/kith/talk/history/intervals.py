"""Intervals from weeks that are drawn again: what another stretch of the same time might have shown."""

import numpy as np
from numpy.typing import NDArray

from kith.talk.history.counting import Counts, median_of

DRAWS = 400
LEVEL = 0.9
FEWEST_WEEKS = 8
_SEED = 20_240


def drawn(weeks: int) -> NDArray[np.int64] | None:
    """Return how often each week stands in each draw; None where there are too few weeks.

    It depends on the number of weeks alone, so the same draws serve both sides.
    """
    if weeks < FEWEST_WEEKS:
        return None
    rng = np.random.default_rng(_SEED)
    return rng.multinomial(weeks, np.full(weeks, 1.0 / weeks), size=DRAWS).astype(np.int64)


def of_counts(draws: NDArray[np.int64], by_week: Counts) -> tuple[int, int]:
    """Return the interval of a count, by weeks."""
    low, high = np.quantile(draws @ by_week, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return int(np.floor(low)), int(np.ceil(high))


def of_median(draws: NDArray[np.int64], delays: Counts) -> tuple[float, float]:
    """Return the interval of the median time until an answer, of counts by week and bin."""
    medians = [median for one in draws @ delays if not np.isnan(median := median_of(one))]
    low, high = np.quantile(medians, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)
