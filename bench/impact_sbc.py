"""Whether Impact's posterior is the right one when the model is true (simulation-based calibration).

    python bench/impact_sbc.py --sets 200 --seed 1 --days 300

For each data set the hyperparameters, everybody's scales and effects, and the course of mood are
drawn from the prior of docs/impact.md, on the times and contacts of a simulated life; then the
model is fitted. Printed for each reported quantity: how often the 90 % interval holds the truth,
with a standard error over data sets, and the p of a chi-square test that the truth's rank among
the draws is uniform over 20 bins (one person a data set, so that ranks are independent). The
smallest p is to be read against .01 over the number of quantities.
"""

import argparse
import time
from collections import defaultdict

import numpy as np
from impact_recovery import life_of
from scipy.stats import chi2

from kith.impact.checks.prior_draws import from_the_prior, tau_c_of
from kith.impact.design import Design, build_design
from kith.impact.dose import HOURS_A_DAY, FloatArray, window_average
from kith.impact.paths import on_grid, posterior
from kith.impact.prior import NAMES, TAU_C, Hyperprior

BINS = 20
GRID = (np.arange(60) + 0.5) / 60
HALF_HOUR_DAYS = 0.5 / HOURS_A_DAY


def told(effects: FloatArray, design: Design, tau_c: FloatArray) -> dict[str, FloatArray]:
    """What is reported of each unit, (S, U), from (S, U, B) effects."""
    over = on_grid(design, effects, GRID)
    factor = window_average(1.0, HALF_HOUR_DAYS, tau_c)[:, None]
    quarter = len(GRID) // 4
    mean = over.mean(axis=1)
    return {
        "effect over 4 h": mean * factor,
        "effect while together": mean,
        "mood-hours": mean * (HALF_HOUR_DAYS + tau_c[:, None]) * HOURS_A_DAY,
        "effect at the end": over[:, -1] * factor,
        "change": (over[:, -quarter:].mean(axis=1) - over[:, :quarter].mean(axis=1)) * factor,
    }


def main() -> None:
    """Run the data sets that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365, help="longest record")
    parser.add_argument("--draws", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=200)
    chosen = parser.parse_args()
    prior = Hyperprior.of({})
    ranks: dict[str, list[FloatArray]] = defaultdict(list)
    inside: dict[str, list[FloatArray]] = defaultdict(list)
    start, approximate = time.perf_counter(), 0
    for i in range(chosen.sets):
        seed = chosen.seed * 10_000 + i
        rng = np.random.default_rng([seed, 5])
        life = life_of(seed, "small", longest=chosen.days)
        true_draw = from_the_prior(build_design(life.diary()), prior, rng)
        design, theta = true_draw.design, true_draw.theta
        found = posterior(
            design,
            prior,
            rng,
            draws=chosen.draws,
            rounds=chosen.rounds,
            pairs=2,
            progress=lambda _: None,
        )
        approximate += found.approximate
        drawn = told(found.nodes, design, np.exp(found.theta[:, TAU_C]))
        truth = told(true_draw.effects[None], design, tau_c_of(true_draw))
        for name, true in truth.items():
            _put(name, drawn[name], true[0], ranks, inside)
        for k, name in enumerate(NAMES):
            _put(name, found.theta[:, [k]], theta[[k]], ranks, inside)
    print(
        f"{chosen.sets} data sets, seed {chosen.seed}, up to {chosen.days} days, "
        f"{time.perf_counter() - start:.0f} s, approximate {approximate}"
    )
    print(f"{'quantity':>22} {'n':>6} {'cover90':>8} {'se':>6} {'below':>6} {'above':>6} {'p':>7}")
    pick = np.random.default_rng(chosen.seed)
    for name, found_ranks in ranks.items():
        _line(name, found_ranks, inside[name], pick)


def _put(
    name: str,
    drawn: FloatArray,
    truth: FloatArray,
    ranks: dict[str, list[FloatArray]],
    inside: dict[str, list[FloatArray]],
) -> None:
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    ranks[name].append((drawn < truth).mean(axis=0))
    inside[name].append((low <= truth) & (truth <= high))


def _line(
    name: str, ranks: list[FloatArray], inside: list[FloatArray], pick: np.random.Generator
) -> None:
    share = np.concatenate(inside).mean()
    away = np.array([np.sum(one - share) for one in inside])
    n = sum(len(one) for one in inside)
    one = np.array([pick.choice(r) for r in ranks if len(r)])
    counts = np.bincount(np.minimum((one * BINS).astype(int), BINS - 1), minlength=BINS)
    statistic = np.sum((counts - len(one) / BINS) ** 2) / (len(one) / BINS)
    every = np.concatenate(ranks)
    print(
        f"{name:>22} {n:>6} {share:>8.3f} {np.sqrt(np.sum(away**2)) / n:>6.3f} "
        f"{np.mean(every < 0.05):>6.3f} {np.mean(every > 0.95):>6.3f} "
        f"{chi2.sf(statistic, BINS - 1):>7.3f}"
    )


if __name__ == "__main__":
    main()
