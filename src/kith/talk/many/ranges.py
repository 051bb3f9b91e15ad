"""Ranges of numbers, one after another, without a loop."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def ranges(begin: Ints, count: Ints) -> Ints:
    """Give all numbers of ranges, of which each begins somewhere and has so many numbers."""
    total = np.cumsum(count)
    found = np.arange(total[-1] if len(total) else 0)
    return np.asarray(found + np.repeat(begin - total + count, count))


def numbered(begin: Ints) -> Ints:
    """Give for each place the number of the part in which it lies; the last row is where parts end."""
    return np.repeat(np.arange(len(begin) - 1), np.diff(begin))
