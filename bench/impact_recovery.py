"""How well Impact finds the truth of simulated lives: coverage, error, what it declares, and wrongly.

    python bench/impact_recovery.py --lives 40 --seed 1 --scenario small

Scenarios: `small` (effects as in the published record, 0.12 SD over four hours), `large` (0.39 SD),
`story` (one heals, one drains, one does nothing), `with` (no log of contacts, large effects),
`tails` (large effects, noise with the tails of a t of four degrees of freedom), `ratings` (large
effects, told as 1 to 5) and `ceiling` (the same, and every second rating is a 5). These are lives of
45 to 365 days. `short` (small effects) and `short_with` (no log of contacts, small effects) are
lives of 5 to 14 days with 3 to 6 people. Everything here rests on simulation.
"""

import argparse
import time
import warnings
from dataclasses import dataclass

import numpy as np

from kith.impact import Diary, ImpactModel, Life, Verdict, simulate
from kith.impact.evidence import estimands_of
from kith.impact.simulated_days import Nature, valence_of
from kith.impact.summary import typical_contacts

SCENARIOS = {
    "small": {"effect_sd": 0.21, "story": False},
    "large": {"effect_sd": 0.70, "story": False},
    "story": {"effect_sd": 0.12, "story": True},
    "with": {"effect_sd": 0.39, "story": False, "logged": False},
    "tails": {"effect_sd": 0.70, "story": False, "nature": Nature(tails=4.0)},
    "ratings": {"effect_sd": 0.70, "story": False, "nature": Nature(steps=5)},
    "ceiling": {"effect_sd": 0.70, "story": False, "nature": Nature(steps=5, valence_mean=0.7)},
    "short": {"effect_sd": 0.21, "story": False},
    "short_with": {"effect_sd": 0.12, "story": False, "logged": False},
}
STRATA = ((3, 15), (15, 60), (60, 10**9))


@dataclass(frozen=True)
class Row:
    """One person of one life: truth and answer in SDs of the outcome."""

    contacts: int
    truth: float
    mean: float
    low: float
    high: float
    verdict: str
    change: tuple[float, float, float, float] | None  # truth, mean, low, high


def life_of(seed: int, scenario: str, longest: int = 365, nature: Nature | None = None) -> Life:
    """A life of 45 to 365 days, 3 to 15 people, 3 to 7 check-ins a day of which 30 % are missed."""
    if scenario.startswith("short"):
        return _short_life(seed, scenario)
    rng = np.random.default_rng([seed, 77])
    return simulate(
        seed=seed,
        days=int(np.exp(rng.uniform(np.log(45), np.log(longest)))),
        people=int(rng.integers(3, 16)),
        checkins_per_day=float(rng.integers(3, 8)),
        answered=0.7,
        meeting_rate=float(np.exp(rng.uniform(np.log(0.4), np.log(1.6)))),
        **SCENARIOS[scenario] | ({} if nature is None else {"nature": nature}),
    )


def _short_life(seed: int, scenario: str) -> Life:
    """A life of 5 to 14 days, 3 to 6 people, 3 to 6 check-ins a day of which 30 % are missed."""
    rng = np.random.default_rng([seed, 78])
    return simulate(
        seed=seed,
        days=int(rng.integers(5, 15)),
        people=int(rng.integers(3, 7)),
        checkins_per_day=float(rng.integers(3, 7)),
        answered=0.7,
        meeting_rate=float(np.exp(rng.uniform(np.log(0.6), np.log(1.6)))),
        **SCENARIOS[scenario],
    )


class Rating:
    """What an effect on the mood behind ratings is of the ratings: less near an end of the scale.

    The moods are those of the same life, told without steps or ends. For each person the ones
    without them, or their contacts in the twelve hours before, are moved by a typical contact's
    trace over four hours.
    """

    def __init__(self, life: Life, plain: Life, nature: Nature) -> None:
        diary = life.diary()
        self._nature = nature
        self._mood = plain.diary().y / UNCUT.valence_sd
        self._apart = {name: _apart(diary, j) for j, name in enumerate(diary.people)}
        typical = typical_contacts(diary, estimands_of(diary))
        hours = (np.arange(24) + 0.5) / 6.0
        after = np.maximum(hours[:, None] / 24.0 - typical.days, 0.0)
        traces = np.exp(-after / nature.tau_c)
        self.trace = dict(zip(diary.people, (traces / traces.mean(axis=0)).T, strict=True))

    def effect(self, person: str, valence: float) -> float:
        """The mean over four hours, of an effect that is `valence` before it is rounded and cut."""
        mood = self._mood[self._apart[person]]
        moved = self.trace[person][:, None] * valence / self._nature.valence_sd
        told = valence_of(mood + moved, self._nature) - valence_of(mood, self._nature)
        return float(told.mean())


UNCUT = Nature(valence_sd=0.05, valence_mean=0.0)


def _apart(diary: Diary, j: int) -> np.ndarray:
    """(N,) check-ins far from somebody's contacts; all of them where there are hardly any."""
    mine = diary.stays.person == j
    near = np.zeros(diary.n_checkins, dtype=bool)
    for start, end in zip(diary.stays.start[mine], diary.stays.end[mine], strict=True):
        near |= (diary.time >= start) & (diary.time <= end + 0.5)
    return ~near if (~near).sum() > 20 else np.ones_like(near)


def truth_of(life: Life, seed: int, scenario: str) -> dict[str, tuple[float, float]]:
    """Everybody's effect and change in the outcome's own unit."""
    nature = SCENARIOS[scenario].get("nature", Nature())
    if nature.steps is None:
        return {name: (t.effect, t.change) for name, t in life.truth.items()}
    rating = Rating(life, life_of(seed, scenario, nature=UNCUT), nature)
    truths = {}
    for name, t in life.truth.items():
        if name in rating.trace:
            half = t.change / 2
            change = rating.effect(name, t.effect + half) - rating.effect(name, t.effect - half)
            truths[name] = rating.effect(name, t.effect), change
    return truths


def rows_of(seed: int, model: ImpactModel, scenario: str) -> list[Row]:
    """Fit one life and put truth beside answer."""
    life = life_of(seed, scenario)
    diary = life.diary()
    sd = float(diary.y.std())
    truths = truth_of(life, seed, scenario)
    rows = []
    for e in model.fit(diary).effects():
        true_effect, true_change = truths[e.person]
        change = None
        if e.change is not None:
            change = (true_change / sd, e.change.mean / sd, e.change.low / sd, e.change.high / sd)
        rows.append(
            Row(
                e.contacts,
                true_effect / sd,
                e.mean / sd,
                e.low / sd,
                e.high / sd,
                str(e.verdict),
                change,
            )
        )
    return rows


def table(rows: list[Row]) -> None:
    """Print one line a stratum."""
    print(f"{'contacts':>10} {'n':>5} {'cover90':>8} {'rmse':>6} {'zero':>6} {'width':>6} "
          f"{'declared':>8} {'wrong':>5} {'no clear':>8}")  # fmt: skip
    for low, high in (*STRATA, (3, 10**9)):
        part = [r for r in rows if low <= r.contacts < high]
        if not part:
            continue
        truth = np.array([r.truth for r in part])
        mean = np.array([r.mean for r in part])
        cover = np.mean([r.low <= r.truth <= r.high for r in part])
        said = [r for r in part if r.verdict in (Verdict.NOURISHING, Verdict.DRAINING)]
        wrong = sum((r.mean > 0) != (r.truth > 0) for r in said)
        print(
            f"{low:>4}-{'' if high > 10**8 else high:<5} {len(part):>5} {cover:>8.3f} "
            f"{np.sqrt(np.mean((mean - truth) ** 2)):>6.3f} {np.sqrt(np.mean(truth**2)):>6.3f} "
            f"{np.mean([r.high - r.low for r in part]):>6.3f} {len(said):>8} {wrong:>5} "
            f"{sum(r.verdict == Verdict.NO_CLEAR_EFFECT for r in part):>8}"
        )
    big = [r for r in rows if r.verdict == Verdict.NO_CLEAR_EFFECT and abs(r.truth) > 0.3]
    print(f"said to have no clear effect, truth beyond 0.3 SD: {len(big)}")
    for least in (0.3, 0.5):
        part = [r for r in rows if r.contacts >= 100 and abs(r.truth) >= least]
        told = sum(r.verdict in (Verdict.NOURISHING, Verdict.DRAINING) for r in part)
        if part:
            print(
                f"declared of true |effect| >= {least} SD with >= 100 contacts: {told}/{len(part)}"
            )
    every = [r.change for r in rows if r.change is not None]
    turned = [change for change in every if abs(change[0]) > 0.3]
    for what, some in (
        ("change, last minus first quarter", every),
        ("of them truly > 0.3 SD", turned),
    ):
        if not some:
            continue
        changes = np.array(some)
        cover = np.mean((changes[:, 2] <= changes[:, 0]) & (changes[:, 0] <= changes[:, 3]))
        error = np.sqrt(np.mean((changes[:, 1] - changes[:, 0]) ** 2))
        print(
            f"{what}: n {len(changes)} cover90 {cover:.3f} rmse {error:.3f}, "
            f"of zero {np.sqrt(np.mean(changes[:, 0] ** 2)):.3f}"
        )


def main() -> None:
    """Run the scenarios that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lives", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenario", choices=[*SCENARIOS, "all"], default="all")
    chosen = parser.parse_args()
    for scenario in SCENARIOS if chosen.scenario == "all" else [chosen.scenario]:
        rows: list[Row] = []
        codes: list[str] = []
        start = time.perf_counter()
        for i in range(chosen.lives):
            model = ImpactModel(seed=i)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows += rows_of(chosen.seed * 10_000 + i, model, scenario)
            codes += model.notes_
        seconds = time.perf_counter() - start
        print(f"\n{scenario}: {chosen.lives} lives, seed {chosen.seed}, {seconds:.0f} s, "
              f"approximate {codes.count('hyperparameters_approximate')}")  # fmt: skip
        table(rows)


if __name__ == "__main__":
    main()
