"""How much of what is said would be expected to be wrong, over everything that is said at once.

Each statement has a local false sign rate, the probability that its direction is wrong. Their sum
is the number of wrong directions to expect among them. Statements are kept, surest first, as long
as the mean of those kept is at most MOST, which bounds the share of wrong ones whatever the number
of people and outcomes looked at (Stephens 2017, doi 10.1093/biostatistics/kxw041).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MOST = 0.05


@dataclass(frozen=True, slots=True)
class Chance:
    """How many statements there are, and how many of their directions may be wrong by chance."""

    said: int
    wrong: float


def kept(false_sign_rates: Sequence[float], most: float = MOST) -> tuple[bool, ...]:
    """Return which statements may stand; `most` is the largest mean false sign rate of all kept.

    Equal rates stand or fall together.
    """
    rates = np.array(false_sign_rates, dtype=float)
    if not len(rates):
        return ()
    order = np.sort(rates)
    mean = np.cumsum(order) / np.arange(1, len(order) + 1)
    within = np.flatnonzero(mean <= most)
    if not len(within):
        return (False,) * len(rates)
    last = order[within[-1]]
    if within[-1] + 1 < len(order) and order[within[-1] + 1] == last:
        last = np.nextafter(last, -np.inf)
    return tuple(bool(rate <= last) for rate in rates)


def chance(false_sign_rates: Sequence[float]) -> Chance:
    """Return the number of statements and the sum of their false sign rates."""
    return Chance(len(false_sign_rates), float(sum(false_sign_rates)))
