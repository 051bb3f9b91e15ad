"""What a weekly questionnaire could say of people: simulated weeks, and the most that they allow.

    python bench/impact_weekly.py --lives 200 --seed 1

A life of the simulator with eight others. The total of a week is its mean mood, in its own SD, told
with a reliability of .86, as good questionnaires have. An effect is what one more contact in a week
does to that week's total, in SDs. `momentary`: nothing but what contacts do to mood around them.
`standing`: each contact of a week moves its total by so many SDs, a different number for each
person. `low weeks`: nobody does anything, and low mood that nobody told brings company.

The regression is given what nobody has: the true spread of effects as its prior. Last week's total
is a column. What is said follows the rule of the page (false sign rate at most .05, beyond 0.1 SD
with a probability of .8). No fit of the model is made.
"""

import argparse
import time
from dataclasses import dataclass

import numpy as np
from loops import reference

from kith.impact import Life, simulate
from kith.impact.dose import FloatArray, whole_area_hours, window_average
from kith.impact.evidence import estimands_of
from kith.impact.simulated_days import Nature
from kith.impact.simulated_selection import Selection
from kith.impact.summary import typical_contacts
from kith.impact.values import Verdict
from kith.impact.verdict import verdict

WEEKS = (13, 26, 52, 104)
RELIABILITY = 0.86
AWAKE_HOURS = 7 * 16.0
PEOPLE, DRAWS, LOWEST_SPREAD = 8, 800, 1e-3
SCENES = {
    "momentary, effects of 0.12 SD": {"effect_sd": 0.21},
    "momentary, effects of 0.39 SD": {"effect_sd": 0.70},
    "standing, 0.1 SD a contact": {"standing": 0.1},
    "standing, 0.3 SD a contact": {"standing": 0.3},
    "low weeks bring company": {"selection": Selection("latent", -0.74)},
}


@dataclass(frozen=True)
class Week:
    """Contacts (W, J) and totals (W,) of a life, and the true effect of each person (J,)."""

    contacts: FloatArray
    totals: FloatArray
    truth: FloatArray


def weeks_of(seed: int, weeks: int, scene: dict[str, object]) -> Week:
    """Simulate a life, and what its weeks would have been called."""
    rng = np.random.default_rng([seed, weeks])
    standing = float(scene.get("standing", 0.0))  # type: ignore[arg-type]
    life = simulate(
        seed=seed, days=7 * weeks, people=PEOPLE, story=False,
        effect_sd=float(scene.get("effect_sd", 0.0)),  # type: ignore[arg-type]
        selection=scene.get("selection"),  # type: ignore[arg-type]
    )  # fmt: skip
    diary = life.diary()
    begin = np.floor(diary.time[0])
    which = np.minimum((diary.time - begin) // 7, weeks - 1).astype(int)
    many = np.maximum(np.bincount(which, minlength=weeks), 1)
    mood = np.bincount(which, weights=diary.y, minlength=weeks) / many
    sd = float(mood.std())
    contacts = np.zeros((weeks, len(diary.people)))
    mine = diary.stays.counts
    at = np.clip((diary.stays.start[mine] - begin) // 7, 0, weeks - 1).astype(int)
    np.add.at(contacts, (at, diary.stays.person[mine]), 1.0)
    truth = _momentary(life) / sd
    totals = mood / sd
    if standing:
        truth = standing * rng.standard_normal(len(truth))
        totals = totals + contacts @ truth
        truth, totals = truth / totals.std(), totals / totals.std()
    totals = totals + np.sqrt(1.0 / RELIABILITY - 1.0) * rng.standard_normal(weeks)
    return Week(contacts, (totals - totals.mean()) / totals.std(), truth * np.sqrt(RELIABILITY))


def _momentary(life: Life) -> FloatArray:
    """(J,) what one contact's whole trace adds to the mean mood of a week's waking hours."""
    diary, tau = life.diary(), np.array([Nature().tau_c])
    typical = typical_contacts(diary, estimands_of(diary))
    area = whole_area_hours(typical.dose, typical.days, tau)
    over = window_average(typical.dose, typical.days, tau)
    effect = np.array([life.truth[name].effect for name in diary.people])
    return np.asarray(effect / over * area / AWAKE_HOURS)


def told(week: Week, spread: float) -> tuple[FloatArray, FloatArray]:
    """Mean and sd (J,) of everybody's effect: weighted least squares with a prior of this spread."""
    y, people = week.totals[1:], week.contacts.shape[1]
    X = np.column_stack([week.contacts[1:], np.ones(len(y)), week.totals[:-1]])
    prior = np.concatenate([np.full(people, max(spread, LOWEST_SPREAD) ** -2.0), [1.0, 4.0]])
    noise = 1.0
    for _ in range(20):
        precision = X.T @ X / noise + np.diag(prior)
        covariance = np.linalg.inv(precision)
        mean = covariance @ X.T @ y / noise
        used = len(prior) - float(np.sum(prior * np.diag(covariance)))
        noise = float(np.sum((y - X @ mean) ** 2)) / max(len(y) - used, 1.0)
    return mean[:people], np.sqrt(np.diag(covariance)[:people])


def row(name: str, weeks: int, lives: int, seed: int) -> None:
    """Print one line."""
    scene, rng = SCENES[name], np.random.default_rng(seed)
    found = [weeks_of(10_000 * seed + i, weeks, scene) for i in range(lives)]
    truth = np.concatenate([week.truth for week in found])
    spread = float(np.sqrt(np.mean(truth**2)))
    assumed = spread if spread > LOWEST_SPREAD else 0.1
    mean, sd = map(np.concatenate, zip(*(told(w, assumed) for w in found), strict=True))
    inside = np.mean(np.abs(mean - truth) <= 1.6449 * sd)
    said = wrong = 0
    for m, s, t in zip(mean, sd, truth, strict=True):
        drawn = m + s * rng.standard_normal(DRAWS)
        verdict_ = verdict(
            drawn, data_sd=np.inf, contacts=99, measured=99, higher_is_better=True, compared=99.0
        )
        if verdict_ in {Verdict.NOURISHING, Verdict.DRAINING}:
            said += 1
            wrong += int(m * t <= 0.0)
    print(
        f"{name:32}{weeks:6}{spread:9.3f}{np.mean(sd):9.3f}{np.mean(inside):9.3f}"
        f"{said:6} of {len(truth)}{wrong:7}"
    )


def main() -> None:
    """Print a line a scene and number of weeks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lives", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    print("reference: numpy product {:.3f} s, Python loop {:.3f} s".format(*reference()))
    start = time.process_time()
    print(f"{'':32}{'weeks':>6}{'truth':>9}{'sd left':>9}{'held':>9}{'said':>12}{'wrong':>9}")
    for name in SCENES:
        for weeks in WEEKS:
            row(name, weeks, args.lives, args.seed)
    print(f"{args.lives} lives a row, {time.process_time() - start:.0f} s of the processor")


if __name__ == "__main__":
    main()
