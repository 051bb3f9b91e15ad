"""What an experiment found: by what the coins said, whatever was done (intention to treat)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.experiments.coins import Day, pairs_of
from kith.impact.experiments.contrast import Contrasts, traces, weights
from kith.impact.experiments.course import FEWEST_FOR_COURSE, Course, course_of
from kith.impact.experiments.record import Record, checked_hour, tells_of

FEWEST_PAIRS = 6
"""Telling pairs below which nothing is said: with five, one order of the coins is 1 in 32."""
SURE = 0.05  # on each side: a 90 % interval
DAYS_BEFORE = 60
MOST_BEFORE = 250  # check-ins from before that stand beside those of the experiment
WIDEST = 60  # doublings of the interval after which it has no end


class Outcome(StrEnum):
    """What may be said."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    NOT_ENOUGH_YET = "not enough yet"


@dataclass(frozen=True, slots=True)
class Found:
    """The result.

    `mean`, `low` and `high` (90 %) are the difference between yes days and the others over the four
    hours from the planned one, in the outcome's unit; None where not enough is there. `p_higher`
    and `p_lower` are how often the coins alone would give as much, one-sided. `day_mean` and
    `p_day_mean` are the plain yardstick: the difference of the means of whole days, and how often
    the coins alone would give as much as this. `pairs` came, `telling` of them have check-ins on
    both days; `exact` says that all outcomes of the coins were looked at.
    """

    outcome: Outcome
    pairs: int
    telling: int
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    p_higher: float | None = None
    p_lower: float | None = None
    day_mean: float | None = None
    p_day_mean: float | None = None
    exact: bool = True


def analysed(
    record: Record,
    days: Sequence[Day],
    *,
    first: int,
    hour: float,
    rng: np.random.Generator,
    lasted: int | None = None,
    course: Course | None = None,
) -> Found:
    """Work out the result of an experiment that began on day `first` and lasted `lasted` days.

    `record` may hold check-ins from before: they tell the course of mood and the level. The course
    is learnt from them where there are twenty or more, else from all check-ins as if nothing had
    an effect; neither depends on the coins if nothing has an effect, so chance is judged fairly
    either way. A check-in after the last day is left out.

    Raises
    ------
    ExperimentError
        "coins_not_paired" or "hour_not_in_day".
    """
    checked_hour(hour)
    came = len(days) if lasted is None else max(0, min(lasted, len(days)))
    every = pairs_of(days, came)
    pairs = [pair for pair in every if all(tells_of(record.at, first + i, hour) for i in pair)]
    if len(pairs) < FEWEST_PAIRS:
        return Found(Outcome.NOT_ENOUGH_YET, len(every), len(pairs))
    before = record.between(first - DAYS_BEFORE, first)
    looked_at = _looked_at(record, before, days, first, came)
    if course is None:
        course = course_of(before if len(before.at) >= FEWEST_FOR_COURSE else looked_at)
    found = contrasts(looked_at, days, pairs, first=first, hour=hour, course=course, rng=rng)
    plain = plain_contrasts(record, pairs, first, rng)
    return _found(found, plain, len(every))


def contrasts(
    record: Record,
    days: Sequence[Day],
    pairs: Sequence[tuple[int, int]],
    *,
    first: int,
    hour: float,
    course: Course,
    rng: np.random.Generator,
) -> Contrasts:
    """Return the parts of the score statistic, of these pairs (yes day, other day)."""
    traced = traces(record.at, first, len(days), hour)
    inverse = weights(course, record.at, traced)
    done = traced[[day.yes for day in days]].sum(axis=0)
    apart = np.array([traced[a] - traced[b] for a, b in pairs]) / 2.0
    weighed = apart @ inverse
    return Contrasts.of(weighed @ (record.y - record.y.mean()), weighed @ (done - done.mean()), rng)


def plain_contrasts(
    record: Record, pairs: Sequence[tuple[int, int]], first: int, rng: np.random.Generator
) -> Contrasts:
    """Return the parts of the yardstick: means of whole days, yes day less the other."""
    day = np.floor(record.at).astype(np.int64) - first
    means = {int(i): float(record.y[day == i].mean()) for i in np.unique(day)}
    told = [(a, b) for a, b in pairs if a in means and b in means]
    apart = np.array([means[a] - means[b] for a, b in told])
    return Contrasts.of(apart, np.ones(len(apart)), rng)


def _looked_at(
    record: Record, before: Record, days: Sequence[Day], first: int, came: int
) -> Record:
    """Return the check-ins that count: days whose pair never came to its end are left out."""
    whole = {i for pair in pairs_of(days, came) for i in pair}
    during = record.between(first, first + came)
    kept = np.array([int(np.floor(at)) - first in whole for at in during.at], dtype=bool)
    at = np.concatenate([before.at[-MOST_BEFORE:], during.at[kept]])
    return Record(at, np.concatenate([before.y[-MOST_BEFORE:], during.y[kept]]))


def _found(found: Contrasts, plain: Contrasts, pairs: int) -> Found:
    mean, telling = found.estimate(), len(found.outcome)
    low = _end(found.p_higher, mean, -1.0, found)
    high = _end(found.p_lower, mean, 1.0, found)
    if not np.isfinite(mean) or low is None or high is None:
        return Found(Outcome.NOT_ENOUGH_YET, pairs, telling)
    higher, lower = found.p_higher(), found.p_lower()
    outcome = Outcome.NO_CLEAR_DIFFERENCE
    if higher <= SURE:
        outcome = Outcome.HIGHER
    elif lower <= SURE:
        outcome = Outcome.LOWER
    return Found(
        outcome,
        pairs,
        telling,
        mean,
        low,
        high,
        higher,
        lower,
        plain.estimate(),
        min(plain.p_higher(), plain.p_lower()),
        found.exact,
    )


def _end(p: Callable[[float], float], mean: float, side: float, found: Contrasts) -> float | None:
    """Return the effect furthest from `mean` on one side that the coins do not speak against."""
    if not np.isfinite(mean):
        return None
    step = float(np.abs(found.outcome).sum()) / max(float(np.abs(found.effect).sum()), 1e-12)
    step = max(step, 1e-9)
    inside, outside = mean, mean + side * step
    for _ in range(WIDEST):
        if p(outside) <= SURE:
            break
        inside, outside = outside, mean + 2.0 * (outside - mean)
    else:
        return None
    for _ in range(24):
        middle = (inside + outside) / 2.0
        inside, outside = (inside, middle) if p(middle) <= SURE else (middle, outside)
    return (inside + outside) / 2.0


def arm_means(means: FloatArray, days: Sequence[Day]) -> tuple[float, float]:
    """Return the plain mean of yes days and of the others, of the days that have a check-in."""
    yes = np.array([day.yes for day in days[: len(means)]], dtype=bool)
    with_one = np.isfinite(means)
    sides = (means[yes & with_one], means[~yes & with_one])
    one, other = (float(side.mean()) if len(side) else float("nan") for side in sides)
    return one, other
