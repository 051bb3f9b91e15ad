"""What may be said about an effect, and about how many more contacts it would take.

All numbers here are in SDs of the outcome.
"""

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.values import Verdict

LARGEST_FALSE_SIGN = 0.05
SMALLEST_THAT_MATTERS = 0.1
SURE_THAT_IT_MATTERS = 0.8
NEGLIGIBLE = 0.3
FEWEST_CONTACTS = 5
MOST_MORE = 500
Z90 = 1.6448536269514722
Z_MATTERS = 0.8416212335729143


def false_sign_rate(draws: FloatArray) -> float:
    """Probability that the likelier sign is the wrong one."""
    positive = float(np.mean(draws > 0.0))
    return min(positive, 1.0 - positive)


def verdict(draws: FloatArray, *, data_sd: float, contacts: int, higher_is_better: bool) -> Verdict:
    """Decide what the draws of one effect allow to be said.

    `data_sd` is how well the record alone, without the prior, would tell the effect: nobody is
    said to have no clear effect merely because few contacts left the prior where it was.
    """
    if contacts < FEWEST_CONTACTS:
        return Verdict.NOT_ENOUGH_YET
    side = 1.0 if np.mean(draws > 0.0) >= 0.5 else -1.0
    matters = float(np.mean(side * draws > SMALLEST_THAT_MATTERS))
    if false_sign_rate(draws) <= LARGEST_FALSE_SIGN and matters >= SURE_THAT_IT_MATTERS:
        good = (side > 0.0) == higher_is_better
        return Verdict.NOURISHING if good else Verdict.DRAINING
    low, high = np.quantile(draws, [0.05, 0.95])
    if low > -NEGLIGIBLE and high < NEGLIGIBLE and data_sd * Z90 < NEGLIGIBLE:
        return Verdict.NO_CLEAR_EFFECT
    return Verdict.NOT_ENOUGH_YET


def sd_from_data(sd: float, prior_sd: float) -> float:
    """Return the standard error that the record alone would give: precisions subtract."""
    precision = 1.0 / sd**2 - 1.0 / prior_sd**2
    return float(1.0 / np.sqrt(precision)) if precision > 0.0 else float("inf")


def more_contacts(mean: float, *, data_sd: float, prior_sd: float, contacts: int) -> int | None:
    """About how many more contacts until something could be said; None past 500 or unknown.

    It supposes that more contacts are as telling as those so far, and that they say the same.
    """
    if contacts < 1 or not np.isfinite(data_sd):
        return None
    more = np.arange(1, MOST_MORE + 1)
    error2 = data_sd**2 * contacts / (contacts + more)
    told = mean * (data_sd**2 + prior_sd**2) / prior_sd**2
    future_mean = np.abs(told) * prior_sd**2 / (prior_sd**2 + error2)
    future_sd = np.sqrt(prior_sd**2 * error2 / (prior_sd**2 + error2))
    clear = future_mean >= np.maximum(
        Z90 * future_sd, SMALLEST_THAT_MATTERS + Z_MATTERS * future_sd
    )
    small = future_mean + Z90 * future_sd < NEGLIGIBLE
    absent = small & (np.sqrt(error2) * Z90 < NEGLIGIBLE)
    enough = (clear | absent) & (contacts + more >= FEWEST_CONTACTS)
    return int(more[np.argmax(enough)]) if enough.any() else None
