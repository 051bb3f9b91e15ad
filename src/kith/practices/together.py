"""Whether two of a person's own marks moved together, from one time to the next.

Only changes count, so that two marks which both drift slowly do not look tied. Of the times at which
both changed, it is counted how often they went the same way; that is held against a fair coin. It
says nothing about what brings what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import comb

LEAST = 8  # times at which both changed
# How often a fair coin may do as much, both ways taken together. Neighbouring changes share a mark,
# so the bar is below .05: with it at most one in twenty unrelated pairs is called, up to 100 marks.
CHANCE = 0.03


class Moved(StrEnum):
    """What can be said."""

    TOO_FEW = "too_few"
    TOGETHER = "together"
    AGAINST = "against"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Together:
    """How often both changed, how often the same way, and what can be said of it."""

    moved: Moved
    both: int
    same: int


def together(marks: Sequence[tuple[int, int]]) -> Together:
    """Compare two marks that were given at the same times, the earliest first."""
    steps = [
        (later[0] - earlier[0]) * (later[1] - earlier[1]) for earlier, later in pairwise(marks)
    ]
    both = sum(step != 0 for step in steps)
    same = sum(step > 0 for step in steps)
    if both < LEAST:
        return Together(Moved.TOO_FEW, both, same)
    if _by_chance(both, same) > CHANCE:
        return Together(Moved.UNCLEAR, both, same)
    return Together(Moved.TOGETHER if 2 * same > both else Moved.AGAINST, both, same)


def _by_chance(tosses: int, heads: int) -> float:
    """Return how often a fair coin lands at least as far from half, either way."""
    most = max(heads, tosses - heads)
    ways: int = sum(comb(tosses, k) for k in range(most, tosses + 1))
    return float(min(1.0, 2 * ways / 2**tosses))
