"""The plan of an experiment: days in pairs, and a coin for each pair.

In each pair one day is a yes day and the other is not; a fair coin says which. Pairs are drawn
within stretches of four days (two pairs each), so that the second day of a pair is not known as
such: with neighbours as pairs, every second day would be known the day before (decision 180).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kith.impact.experiments.record import ExperimentError

STRETCH = 4
MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the plan: which pair it belongs to (from 0), and whether it is a yes day."""

    pair: int
    yes: bool


def planned(days: int, rng: np.random.Generator) -> tuple[Day, ...]:
    """Draw the plan of an even number of days.

    `rng` decides everything: a seeded one for a trial that is to be repeated, one from the
    system's own entropy for a person's experiment.

    Raises
    ------
    ExperimentError
        "days_out_of_range" (below 2 or above 366) or "days_not_even".
    """
    if not 2 <= days <= MOST_DAYS:
        raise ExperimentError("days_out_of_range")
    if days % 2:
        raise ExperimentError("days_not_even")
    found: list[Day] = []
    for begin in range(0, days, STRETCH):
        size = min(STRETCH, days - begin)
        drawn: list[Day | None] = [None] * size
        order = rng.permutation(size)
        for k in range(size // 2):
            one, other = order[2 * k], order[2 * k + 1]
            yes = bool(rng.integers(2))
            pair = (begin + 2 * k) // 2
            drawn[one], drawn[other] = Day(pair, yes), Day(pair, not yes)
        found += [day for day in drawn if day is not None]
    return tuple(found)


def pairs_of(days: Sequence[Day], lasted: int | None = None) -> list[tuple[int, int]]:
    """Return each pair of which both days came, as (the yes day, the other day).

    `lasted` is how many days the experiment has lasted; all of them when nobody says.

    Raises
    ------
    ExperimentError
        "coins_not_paired" where a pair does not have just one day of either kind.
    """
    yes: dict[int, int] = {}
    other: dict[int, int] = {}
    for i, day in enumerate(days):
        side = yes if day.yes else other
        if day.pair in side:
            raise ExperimentError("coins_not_paired")
        side[day.pair] = i
    if set(yes) != set(other):
        raise ExperimentError("coins_not_paired")
    last = len(days) if lasted is None else lasted
    found = [(yes[pair], other[pair]) for pair in sorted(yes)]
    return [(a, b) for a, b in found if max(a, b) < last]
