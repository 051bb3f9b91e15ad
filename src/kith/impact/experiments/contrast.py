"""The statistic of the test: the model's score for the days' traces, one part a pair.

`x(t)` is the trace of doing it, which fades as the trace of a contact does, in such a size that
its mean over the first four hours is 1. With `V` the covariance of the record under the course
(level, rhythm and the trace of a day of either kind among it) and `W = V^-1`, the score for the
effect `b` of the coins is, up to what the coins do not change,

    T = sum_k s_k c_k,    c_k = D_k' W (y - b x) / 2,

where `D_k` is the trace of one day of pair k less that of the other, and `s_k` what the coin said.
`c_k` does not depend on the coins under the hypothesis that the effect is `b`, so the other
outcomes of the coins say how large `T` is by chance (Fisher 1935; Rosenbaum 2002 on scores).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS, FloatArray, window_average
from kith.impact.experiments.course import Course
from kith.impact.experiments.record import checked_hour

FADES = 2.0 / HOURS_A_DAY  # days: the prior median of tau_c in docs/impact.md
ABOUT = (-1.0, -0.5, 0.0, 0.5, 1.0)  # hours around the planned one at which it may be done
REACH = 1.5  # days after which nothing is left of a trace
MOST_EXACT = 14  # pairs for which every outcome of the coins is looked at
CHANCES = 9_999  # drawn ones, beyond
BOTH_SD = 1.0  # prior of what a day of either kind does, in SDs of the outcome


def trace(
    at: FloatArray, day: float, hour: float, *, fades: float = FADES, about: Sequence[float] = ABOUT
) -> FloatArray:
    """(N,) trace at moments of having done it on one day at about that hour; mean 1 over 4 hours."""
    found = np.zeros(len(at))
    for offset in about:
        since = at - (day + (checked_hour(hour) + offset) / HOURS_A_DAY)
        on = (since >= 0.0) & (since < REACH)
        found[on] += np.exp(-since[on] / fades)
    size = float(window_average(1.0, 0.0, fades, hours=WINDOW_HOURS))
    return np.asarray(found / (len(about) * size))


def traces(
    at: FloatArray, first: float, days: int, hour: float, *, fades: float = FADES
) -> FloatArray:
    """(D, N) trace of each day of an experiment, had it been done on that day."""
    return np.array([trace(at, first + i, hour, fades=fades) for i in range(days)]).reshape(
        days, len(at)
    )


def weights(course: Course, at: FloatArray, traced: FloatArray) -> FloatArray:
    """(N, N) inverse of the record's covariance, with what a day of either kind does left open."""
    both = traced.sum(axis=0) / 2.0 * BOTH_SD
    found = np.linalg.inv(course.with_rhythm(at, both))
    return np.asarray((found + found.T) / 2.0)


def signs(pairs: int, rng: np.random.Generator) -> FloatArray:
    """(M, K) outcomes of the coins, as 1 and -1: all of them, or drawn ones for many pairs."""
    if pairs <= MOST_EXACT:
        bits = (np.arange(2**pairs)[:, None] >> np.arange(pairs)) & 1
        return np.asarray(1.0 - 2.0 * bits)
    return np.asarray(1.0 - 2.0 * rng.integers(0, 2, (CHANCES, pairs)))


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """Parts of the statistic, yes day less other day: of the outcome and of the trace itself, (K,).

    `outcome_by_chance` and `effect_by_chance` (M,) are their sums as the coins could have said;
    `exact` that these are all that the coins could have said.
    """

    outcome: FloatArray
    effect: FloatArray
    outcome_by_chance: FloatArray
    effect_by_chance: FloatArray
    exact: bool

    @classmethod
    def of(cls, outcome: FloatArray, effect: FloatArray, rng: np.random.Generator) -> "Contrasts":
        """Put the parts together with the outcomes of their coins."""
        pairs = len(outcome)
        coins = signs(pairs, rng)
        return cls(outcome, effect, coins @ outcome, coins @ effect, exact=pairs <= MOST_EXACT)

    def p_higher(self, b: float = 0.0) -> float:
        """Return how often chance alone gives as large a statistic, if the effect is `b`."""
        return self._p(b, 1.0)

    def p_lower(self, b: float = 0.0) -> float:
        """Return how often chance alone gives as small a statistic, if the effect is `b`."""
        return self._p(b, -1.0)

    def estimate(self) -> float:
        """Return the effect at which the statistic is nothing; NaN where the trace tells nothing."""
        size = float(self.effect.sum())
        return float(self.outcome.sum()) / size if size > 0.0 else float("nan")

    def _p(self, b: float, side: float) -> float:
        parts = self.outcome - b * self.effect
        observed = side * float(parts.sum())
        chance = side * (self.outcome_by_chance - b * self.effect_by_chance)
        near = 1e-9 * float((np.abs(self.outcome) + abs(b) * np.abs(self.effect)).sum())
        as_large = int((chance >= observed - near).sum())  # ties are as large
        total = len(chance)
        return as_large / total if self.exact else (1 + as_large) / (1 + total)
