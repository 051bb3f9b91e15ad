"""How often an experiment of one finds what is there, and what is not: the score beside day means.

    python bench/impact_experiment.py                 the table of docs/measured.md
    python bench/impact_experiment.py --fades 6       done things whose trace fades in six hours
    python bench/impact_experiment.py --bare          no check-in from before: the course is fitted under the null

Days are those of the simulator (`kith.impact.simulated_days`: inertia, slow level, rhythm, sleep,
noise), four check-ins a day on average; what is done at 15:00 lifts mood at once by the effect, in
SDs of about 1, and its trace fades as a contact's does. 28 days come before the first coin.
One-sided at 5 %. The same days and coins serve every effect and both statistics.
"""

import argparse
from dataclasses import dataclass, replace

import numpy as np
from loops import reference

from kith.impact.dose import FloatArray
from kith.impact.experiments import Record, analysed, course_of, planned
from kith.impact.simulated_days import Nature, moments, mood_and_sleep

LENGTHS, EFFECTS = (14, 28, 56), (0.0, 0.3, 0.6, 1.0)
BEFORE, HOUR, SURE = 28, 15.0, 0.05
MINUTES_A_DAY = 1440.0


@dataclass(frozen=True)
class Setting:
    """What a trial is like."""

    fades: float = 2.5
    per_day: float = 5.0
    answered: float = 0.8
    compliance: float = 1.0
    spread: float = 1.0  # hours around the planned one within which it is done
    bare: bool = False


def tried(seed: int, days: int, setting: Setting) -> list[tuple[float, float, float]]:
    """For each effect: found by the score, by day means, truth in the 90 % interval (NaN: none told)."""
    rng = np.random.default_rng([seed, days])
    whole = BEFORE + days
    minutes = moments(whole, setting.per_day, setting.answered, rng)
    mood, _ = mood_and_sleep(minutes, [], np.zeros((0, 240)), nature=Nature(), days=whole, rng=rng)
    at = minutes / MINUTES_A_DAY
    plan = planned(days, rng)
    done = [day.yes and rng.random() < setting.compliance for day in plan]
    hours = HOUR + setting.spread * rng.uniform(-1.0, 1.0, days)
    lift = lifted(at, done, hours, setting.fades / 24.0)
    # as `analysed` does by itself; once, since no effect comes before the first coin
    course = None if setting.bare else course_of(Record(at, mood).between(0, BEFORE))
    found = []
    for effect in EFFECTS:
        record = Record(at, mood + effect * lift)
        if setting.bare:
            record = record.between(BEFORE, whole)
        told = analysed(
            record,
            plan,
            first=BEFORE,
            hour=HOUR,
            rng=np.random.default_rng([seed, days, 1]),
            course=course,
        )
        if told.mean is None or told.low is None or told.high is None:
            found.append((0.0, 0.0, float("nan")))
            continue
        truth = effect * four_hours(setting.fades)
        higher = (told.day_mean or 0.0) > 0.0 and (told.p_day_mean or 1.0) <= SURE
        score = told.p_higher is not None and told.p_higher <= SURE
        found.append((float(score), float(higher), float(told.low <= truth <= told.high)))
    return found


def lifted(at: FloatArray, done: list[bool], hours: FloatArray, fades: float) -> FloatArray:
    """(N,) what doing it adds at each check-in, for an effect of 1."""
    found = np.zeros(len(at))
    for i, (was, hour) in enumerate(zip(done, hours, strict=True)):
        since = at - (BEFORE + i + hour / 24.0)
        if was:
            found += np.where(since >= 0.0, np.exp(-np.maximum(since, 0.0) / fades), 0.0)
    return found


def four_hours(fades: float) -> float:
    """The mean of a fading trace over its first four hours."""
    return fades / 4.0 * (1.0 - np.exp(-4.0 / fades))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--trials", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fades", type=float, default=2.5, help="hours")
    parser.add_argument("--per-day", type=float, default=5.0)
    parser.add_argument("--compliance", type=float, default=1.0)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--days", type=int, nargs="*", default=list(LENGTHS))
    said = parser.parse_args()
    setting = Setting(said.fades, said.per_day, compliance=said.compliance, bare=said.bare)
    print(
        replace(setting), f"trials {said.trials}, seed {said.seed}; share found: score / day mean"
    )
    print(
        "days  " + "  ".join(f"effect {effect:3.1f}      " for effect in EFFECTS) + "held by 90 %"
    )
    for days in said.days:
        found = np.array(
            [tried(said.seed * 100_000 + i, days, setting) for i in range(said.trials)]
        )
        share = np.nanmean(found, axis=0)
        cells = "  ".join(f"{score:.3f} / {plain:.3f}   " for score, plain, _ in share)
        print(f"{days:4d}  {cells}" + " ".join(f"{held:.3f}" for _, _, held in share))
        gains = [score / plain if plain else np.inf for score, plain, _ in share]
        silent = np.isnan(found[:, 0, 2]).mean()
        gained = "  ".join(f"{gain:.2f}" for gain in gains[1:])
        print(f"      gain    {gained}    not enough to say anything: {silent:.3f}", flush=True)
    print("reference loops (s):", reference())


if __name__ == "__main__":
    main()
