"""How often an experiment would find a difference of a given size, told before it begins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.experiments.analysis import FEWEST_PAIRS, SURE
from kith.impact.experiments.coins import Day, pairs_of, planned
from kith.impact.experiments.contrast import FADES, traces, weights
from kith.impact.experiments.course import Course
from kith.impact.experiments.record import ExperimentError, tells_of

FADES_SD = 0.7  # log sd of how fast a trace fades, as in docs/impact.md
SCHEDULES, REPEATS, CHANCES = 12, 30, 499
MOST_A_DAY = 12  # check-ins of one day that are looked at


@dataclass(frozen=True, slots=True)
class Power:
    """The share of tries in which a difference is found and called higher, for one length.

    `by_effect` holds a pair (difference over four hours in the outcome's unit, share) each.
    """

    days: int
    by_effect: tuple[tuple[float, float], ...]

    def of(self, effect: float) -> float:
        """Return the share for one of the differences that were asked for."""
        return dict(self.by_effect)[effect]


def usual_days(at: FloatArray, *, last: int | None = None, most: int = 60) -> list[FloatArray]:
    """Return when somebody checked in on each of their last days, as shares of the day.

    Days without a check-in are among them. `last` is the day to end with; the last one with a
    check-in when nobody says.
    """
    if not len(at):
        return []
    day = np.floor(at).astype(np.int64)
    end = int(day.max()) if last is None else last
    begin = max(int(day.min()), end - most + 1)
    return [(at[day == one] - one)[-MOST_A_DAY:] for one in range(begin, end + 1)]


def power(
    course: Course,
    usual: Sequence[FloatArray],
    *,
    days: int,
    hour: float,
    effects: Sequence[float],
    rng: np.random.Generator,
    compliance: float = 0.8,
    schedules: int = SCHEDULES,
    repeats: int = REPEATS,
) -> Power:
    """Try an experiment out on made-up days that go as this person's do.

    Check-in times are drawn from the `usual` days, ups and downs from the course; on a yes day it
    is done with the chance `compliance`, on another day never; how fast its trace fades is drawn
    anew each time, since nobody knows. Read as the analysis reads it, by what the coins said.

    Raises
    ------
    ExperimentError
        "share_not_between", "repeats_below_one", "not_finite", and what `planned` raises.
    """
    if not 0.0 <= compliance <= 1.0:
        raise ExperimentError("share_not_between")
    if min(schedules, repeats) < 1:
        raise ExperimentError("repeats_below_one")
    sizes = np.asarray(effects, dtype=float)
    if not np.isfinite(sizes).all():
        raise ExperimentError("not_finite")
    found = np.zeros(len(sizes))
    for _ in range(schedules):
        plan = planned(days, rng)
        at = _drawn(usual, days, rng)
        found += _share(
            course,
            at,
            plan,
            hour=hour,
            sizes=sizes,
            compliance=compliance,
            repeats=repeats,
            rng=rng,
        )
    shares = (float(share) for share in found / schedules)
    return Power(days, tuple(zip((float(size) for size in sizes), shares, strict=True)))


def _drawn(usual: Sequence[FloatArray], days: int, rng: np.random.Generator) -> FloatArray:
    if not usual:
        return np.empty(0)
    chosen = rng.integers(0, len(usual), days)
    return np.concatenate([np.sort(usual[k]) + i for i, k in enumerate(chosen)])


def _share(
    course: Course,
    at: FloatArray,
    plan: Sequence[Day],
    *,
    hour: float,
    sizes: FloatArray,
    compliance: float,
    repeats: int,
    rng: np.random.Generator,
) -> FloatArray:
    """(E,) share of repeats on one set of check-in times in which each size is found."""
    traced = traces(at, 0.0, len(plan), hour)
    pairs = [pair for pair in pairs_of(plan) if all(tells_of(at, i, hour) for i in pair)]
    if len(pairs) < FEWEST_PAIRS:
        return np.zeros(len(sizes))
    fades = FADES * float(np.exp(FADES_SD * rng.standard_normal()))
    acted = traces(at, 0.0, len(plan), hour, fades=fades)
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    weighed = (traced[one] - traced[other]) / 2.0 @ weights(course, at, traced)
    noise = np.linalg.cholesky(course.covariance(at)) @ rng.standard_normal((len(at), repeats))
    coins = 1.0 - 2.0 * rng.integers(0, 2, (repeats, len(pairs)))
    yes = np.zeros((repeats, len(plan)))  # the coins of each repeat, on days of whole pairs
    yes[:, one], yes[:, other] = coins > 0.0, coins < 0.0
    done = yes * (rng.random(yes.shape) < compliance)
    by_noise = (weighed @ noise).T * coins  # (R, K): yes day less other day
    by_doing = (weighed @ (done @ acted).T).T * coins
    chance = np.asarray(1.0 - 2.0 * rng.integers(0, 2, (CHANCES, len(pairs))), dtype=float)
    parts: list[FloatArray] = [by_noise + float(b) * by_doing for b in sizes]
    return np.asarray([_found(part, chance) for part in parts], dtype=np.float64)


def _found(parts: FloatArray, chance: FloatArray) -> float:
    """Return the share of rows whose statistic is as large as chance makes it once in twenty."""
    observed = parts.sum(axis=1)
    as_large = (parts @ chance.T >= observed[:, None] - 1e-12).sum(axis=1)
    return float(((1 + as_large) / (1 + chance.shape[0]) <= SURE).mean())
