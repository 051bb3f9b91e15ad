"""How much of what is said would be expected to be wrong, over everything that is said at once.

Each statement has a local false sign rate, the probability that its direction is wrong. Nothing is
said whose own rate is above `verdict.LARGEST_FALSE_SIGN`, so the mean rate of all that is said, which
is the share of wrong directions to expect, is at most that, whatever the number of people and
outcomes looked at (Stephens 2017, doi 10.1093/biostatistics/kxw041). The sum of the rates is their
expected number.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Chance:
    """How many things are said, and how many of their directions may be wrong by chance."""

    said: int
    wrong: float

    def __add__(self, other: "Chance") -> "Chance":
        """Return both together."""
        return Chance(self.said + other.said, self.wrong + other.wrong)


def chance(false_sign_rates: Iterable[float]) -> Chance:
    """Return the number of things said and the sum of their false sign rates."""
    rates = list(false_sign_rates)
    return Chance(len(rates), float(sum(rates)))


def either(*false_sign_rates: float) -> float:
    """Return the probability that the direction of any of these is wrong, at most (their sum)."""
    return min(1.0, sum(false_sign_rates))
