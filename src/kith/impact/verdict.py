"""What may be said about an effect, and about how many more contacts it would take.

All numbers here are in SDs of the outcome.
"""

from math import erf, sqrt

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.evidence import FEWEST_CONTACTS, FEWEST_TO_COMPARE
from kith.impact.values import Verdict

LARGEST_FALSE_SIGN = 0.05
SMALLEST_THAT_MATTERS = 0.1
SURE_THAT_IT_MATTERS = 0.8
NEGLIGIBLE = 0.3
MOST_MORE = 500
EVEN_ODDS = 0.5
Z90 = 1.6448536269514722
ENOUGH_FOR_NONE = 31  # (Z90 / NEGLIGIBLE)^2: a plain mean of so many is as precise
Z_MATTERS = 0.8416212335729143


def false_sign_rate(draws: FloatArray) -> float:
    """Probability that the likelier sign is the wrong one."""
    positive = float(np.mean(draws > 0.0))
    return min(positive, 1.0 - positive)


def verdict(
    draws: FloatArray,
    *,
    data_sd: float,
    contacts: int,
    measured: int,
    higher_is_better: bool,
    compared: float = float("inf"),
) -> Verdict:
    """Decide what the draws of one effect allow to be said.

    `data_sd` is how well the record alone, without the prior, would tell the effect: nobody is
    said to have no clear effect merely because few contacts left the prior where it was.
    `measured` is how many contacts have an outcome in the stretch that the effect is about: the
    shape of a trace is learnt from everybody, so a short one would acquit somebody whose own hours
    were hardly ever watched. `compared` is how many check-ins without the person there are to
    compare with: where there are few the prior, not the record, divides the outcome
    between its usual level and the person, however sure the draws look.
    """
    if contacts < FEWEST_CONTACTS or compared < FEWEST_TO_COMPARE:
        return Verdict.NOT_ENOUGH_YET
    side = 1.0 if np.mean(draws > 0.0) >= 0.5 else -1.0
    matters = float(np.mean(side * draws > SMALLEST_THAT_MATTERS))
    if false_sign_rate(draws) <= LARGEST_FALSE_SIGN and matters >= SURE_THAT_IT_MATTERS:
        good = (side > 0.0) == higher_is_better
        return Verdict.NOURISHING if good else Verdict.DRAINING
    low, high = np.quantile(draws, [0.05, 0.95])
    small = low > -NEGLIGIBLE and high < NEGLIGIBLE and data_sd * Z90 < NEGLIGIBLE
    if small and measured >= ENOUGH_FOR_NONE:
        return Verdict.NO_CLEAR_EFFECT
    return Verdict.NOT_ENOUGH_YET


def more_contacts(
    mean: float, *, data_sd: float, prior_sd: float, contacts: int, measured: int
) -> int | None:
    """About how many more contacts until something can be said, more likely than not.

    It supposes that more contacts are as telling, and as often measured, as those so far. What they would say is not
    known, so every effect that the record still allows is weighed: after more contacts the
    posterior mean will lie around today's with variance sd^2 - sd_later^2, and the number given is
    the first at which one of the verdicts has a chance of EVEN_ODDS. None past MOST_MORE.
    """
    if contacts < 1 or not np.isfinite(data_sd):
        return None
    more = np.arange(1, MOST_MORE + 1)
    one_contact = data_sd**2 * contacts
    sd2 = 1.0 / (1.0 / prior_sd**2 + 1.0 / data_sd**2)
    later2 = 1.0 / (1.0 / sd2 + more / one_contact)
    later, spread = np.sqrt(later2), np.sqrt(sd2 - later2)
    clear = np.maximum(Z90 * later, SMALLEST_THAT_MATTERS + Z_MATTERS * later)
    precise = Z90 * np.sqrt(one_contact / (contacts + more)) < NEGLIGIBLE
    watched = measured * (1.0 + more / contacts) >= ENOUGH_FOR_NONE
    small = np.where(precise & watched, NEGLIGIBLE - Z90 * later, 0.0)
    chance = 1.0 - _within(clear, mean, spread) + _within(np.minimum(small, clear), mean, spread)
    enough = (chance >= EVEN_ODDS) & (contacts + more >= FEWEST_CONTACTS)
    return int(more[np.argmax(enough)]) if enough.any() else None


def _within(bound: FloatArray, mean: float, spread: FloatArray) -> FloatArray:
    """Probability that a normal value lies within plus and minus `bound` (never below zero)."""
    wide = np.maximum(bound, 0.0)
    inside: FloatArray = _normal((wide - mean) / spread) - _normal((-wide - mean) / spread)
    return inside


def _normal(z: FloatArray) -> FloatArray:
    return np.array([0.5 * (1.0 + erf(value / sqrt(2.0))) for value in z])
