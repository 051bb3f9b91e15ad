"""Reverse cause: how contact with each person depends on the mood before it.

Fitted after the effects and without touching them. Each person's contacts are a point process whose
rate may depend on the mood (as told at the last check-in, at most BEFORE_HOURS ago, or as inertia that
the fit supposes behind it), beside the time of day, the day of the week, the season, and whether
the person was met in the last day. Contacts of which only the check-in tells that they go on are
seen as having begun since the check-in before; then only whether they began is known.

The lead placebo asks whether a contact that is still to come "moves" the mood before it. The
sensitivity says how strongly an unrecorded mood would have to decide on contacts for the bound of
the effect that is nearest to zero to be zero (docs/impact.md, "Reverse cause").
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import erf, sqrt
from typing import Literal, NamedTuple

import numpy as np

from kith.impact.begun import Moments, Starts
from kith.impact.diary import Diary
from kith.impact.dose import FloatArray
from kith.impact.placebo import White
from kith.impact.rates import LogRates, log_rates
from kith.impact.seen_course import seen_course
from kith.impact.summary import Summary, effect_factor
from kith.impact.values import Effect, Interval
from kith.impact.verdict import LARGEST_FALSE_SIGN, SURE_THAT_IT_MATTERS, Z90

FEWEST_STARTS = 20
SMALLEST_LOG_RATIO = float(np.log(1.1))
LARGEST_LOG = 5.0  # a factor of 150 is said to be no less
Before = Literal["lower_before", "higher_before", "cannot_tell", "too_few"]


class Ratio(NamedTuple):
    """A factor with its 90 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BeforeContact:
    """What the record says of the mood before contacts with one person.

    starts : contacts that began with a mood told at most 12 hours before
    observed : by what factor contact is more frequent when the mood last told was one SD higher
    latent : the same of the inertia that the fit supposes at that moment, in its own SD
    false_sign_rate : probability that `observed` lies on the other side of 1
    placebo : mood in the four hours before a contact, beyond what was to be expected; in the
        outcome's unit
    shift : how far off the effect would be for each unit of the log of that factor by an unrecorded
        mood, in the outcome's unit
    needed : by what factor an unrecorded mood one SD lower or higher would have to change contacts
        for the near bound of the effect to be zero; None where that bound is beyond zero already.
        Below 1, low mood would have to bring contact
    could_explain : whether the interval of `latent` reaches `needed`, so that an unrecorded mood
        could be all there is to the effect; None where `needed` is
    said : which way it goes, where that may be said
    """

    person: str
    starts: int
    observed: Ratio | None = None
    latent: Ratio | None = None
    false_sign_rate: float | None = None
    placebo: Interval | None = None
    shift: float | None = None
    needed: float | None = None
    could_explain: bool | None = None
    said: Before = "too_few"

    @property
    def sure(self) -> bool:
        """Whether something is said of the mood before."""
        return self.said in {"lower_before", "higher_before"}


def before_contacts(
    diary: Diary, summary: Summary, parameters: Mapping[str, float]
) -> tuple[BeforeContact, ...]:
    """Return for everybody, alphabetical, what comes before contacts with them."""
    if not diary.people:
        return ()
    seen = seen_course(diary, summary, parameters)
    white = White.of(seen)
    common = Moments.of(diary, seen)
    factors = effect_factor(summary.typical, np.array([parameters["tau_c"]]), summary.estimands)[0]
    effects = summary.effects()
    found = []
    for j, effect in enumerate(effects):
        mine = Starts.of(diary, j)
        many = mine.measured(diary)
        if many < FEWEST_STARTS or summary.units.pooled[j]:
            found.append(BeforeContact(effect.person, many))
            continue
        told = _log_rates(common, mine, common.mood)
        observed = _log_ratio(told)
        latent = _ratio(*_log_ratio(_log_rates(common, mine, common.inertia, told.mean)))
        wrong, said = _said(*observed)
        shift = factors[j] * white.bias(seen, mine) * summary.scale
        needed = _needed(effect, shift)
        found.append(
            BeforeContact(
                person=effect.person,
                starts=many,
                observed=_ratio(*observed),
                latent=latent,
                false_sign_rate=wrong,
                placebo=white.placebo(diary, seen, mine, summary.scale),
                shift=shift,
                needed=needed,
                could_explain=None if needed is None else _reaches(latent, needed),
                said=said,
            )
        )
    return tuple(found)


def _log_rates(
    common: Moments, mine: Starts, mood: FloatArray, near: FloatArray | None = None
) -> LogRates:
    pieces, prior_sd = common.pieces(mine, mood)
    return log_rates(pieces, prior_sd, near)


def _log_ratio(found: LogRates) -> tuple[float, float]:
    """Mean and sd of the log factor for one SD of mood."""
    return float(found.mean[-1]), float(found.sd[-1])


def _ratio(mean: float, sd: float) -> Ratio:
    return Ratio(*(float(np.exp(mean + z * sd)) for z in (0.0, -Z90, Z90)))


def _said(mean: float, sd: float) -> tuple[float, Before]:
    """Return how likely the other sign is, and what may be said, as sure as of an effect."""
    side = 1.0 if mean > 0.0 else -1.0
    wrong = _below(-side * mean / sd)
    matters = _below((side * mean - SMALLEST_LOG_RATIO) / sd)
    if wrong > LARGEST_FALSE_SIGN or matters < SURE_THAT_IT_MATTERS:
        return wrong, "cannot_tell"
    return wrong, "higher_before" if side > 0.0 else "lower_before"


def _below(z: float) -> float:
    """Probability that a standard normal value lies below z."""
    return 0.5 * (1.0 + erf(z / sqrt(2.0)))


def _needed(effect: Effect, shift: float) -> float | None:
    """Return the factor at which the bound of the effect that is nearest to zero becomes zero."""
    if effect.low <= 0.0 <= effect.high or not shift > 0.0:
        return None
    near = effect.low if effect.low > 0.0 else effect.high
    return float(np.exp(np.clip(near / shift, -LARGEST_LOG, LARGEST_LOG)))


def _reaches(ratio: Ratio, needed: float) -> bool:
    return ratio.high >= needed if needed > 1.0 else ratio.low <= needed
