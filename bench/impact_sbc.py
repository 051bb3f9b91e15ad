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
from dataclasses import replace

import numpy as np
from impact_recovery import life_of
from scipy.stats import chi2

from kith.impact.design import Design, build_design, over_the_record
from kith.impact.dose import HOURS_A_DAY, FloatArray, window_average
from kith.impact.likelihood import SIG_E, SIG_S, SIG_U, TAU_C, TAU_U, columns, traces
from kith.impact.paths import on_grid, posterior
from kith.impact.prior import (
    DRIFT_WEIGHTS,
    LASTING_WEIGHTS,
    NAMES,
    OWN_SCALES,
    TAU_S,
    Hyperprior,
)

BINS = 20
GRID = (np.arange(60) + 0.5) / 60
HALF_HOUR_DAYS = 0.5 / HOURS_A_DAY


def from_the_prior(
    design: Design, prior: Hyperprior, rng: np.random.Generator
) -> tuple[Design, FloatArray, FloatArray]:
    """The design with outcomes drawn from the model, hyperparameters, and effects (U, B) behind it."""
    theta = prior.mean + prior.sd * rng.standard_normal(len(NAMES))
    value = dict(zip(NAMES, np.exp(theta), strict=True))
    units, nodes = design.units, design.nodes
    effects = np.repeat((value["s_k"] * rng.standard_normal(units.n_kinds))[units.kind, None], len(nodes), axis=1)  # fmt: skip
    own = value["s_p"] * rng.choice(OWN_SCALES, p=LASTING_WEIGHTS, size=units.n)
    drift = value["s_d"] * rng.choice(OWN_SCALES, p=DRIFT_WEIGHTS, size=units.n)
    lag = np.abs(nodes[:, None] - nodes[None, :])
    root = np.linalg.cholesky(np.exp(-lag / value["tau_p"]) + 1e-10 * np.eye(len(nodes)))
    effects = effects + (own * rng.standard_normal(units.n))[:, None]
    moved = drift[:, None] * (rng.standard_normal(effects.shape) @ root.T)
    effects = effects + moved - (moved @ over_the_record(len(nodes)))[:, None]
    x, _ = traces(design, value["tau_c"])
    seen = columns(design, x)[:, :-1]
    g = design.fixed_sd * rng.standard_normal(design.fixed.shape[1])
    y = seen @ np.concatenate([g, (effects @ np.linalg.inv(design.basis).T).ravel()])
    y += _ornstein_uhlenbeck(design.dt, np.exp(theta[SIG_U]), np.exp(theta[TAU_U]), rng)
    y += _ornstein_uhlenbeck(design.dt, np.exp(theta[SIG_S]), TAU_S, rng)
    y += np.exp(theta[SIG_E]) * rng.standard_normal(len(y))
    effects = effects * design.size[:, None]
    return replace(design, y=y, center=0.0, scale=1.0), theta, effects


def _ornstein_uhlenbeck(
    dt: FloatArray, sd: float, tau: float, rng: np.random.Generator
) -> FloatArray:
    out = np.empty(len(dt))
    value = sd * rng.standard_normal()
    for i, step in enumerate(dt):
        fade = np.exp(-step / tau)
        value = value * fade + sd * np.sqrt(1.0 - fade**2) * rng.standard_normal()
        out[i] = value
    return out


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
        design, theta, effects = from_the_prior(build_design(life.diary()), prior, rng)
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
        truth = told(effects[None], design, np.exp(theta[[TAU_C]]))
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
