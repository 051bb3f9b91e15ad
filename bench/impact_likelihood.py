"""The same likelihood by Kith and by statsmodels' Kalman filter: is it equal, and how long does it take?

python bench/impact_likelihood.py

The state of the peer is the course of mood (u and s), everything in g and every unit's mean effect
and departures: the whole model at given hyperparameters, one row a check-in. Times are the best of
several of the processor, one thread; the peer's matrices are made before its clock starts.
"""

import time
from collections.abc import Callable

import numpy as np
from loops import reference
from statsmodels.tsa.statespace.kalman_filter import KalmanFilter

from kith.impact import simulate
from kith.impact.design import Design, build_design
from kith.impact.dose import FloatArray
from kith.impact.filtering import SMALLEST_NOISE, columns, traces
from kith.impact.likelihood import log_likelihood, prior_covariance
from kith.impact.prior import DEFAULTS, SIG_E, SIG_S, SIG_U, TAU_C, TAU_S, TAU_U, as_theta

SIZES = ((120, 2), (430, 8), (1500, 8), (1500, 40))  # check-ins, people
SEEDS = (1, 2)
DAYS = 4.0  # check-ins of a simulated day, about


def peer(design: Design, theta: FloatArray) -> KalmanFilter:
    """Give statsmodels' filter of the whole model at these hyperparameters."""
    value = np.exp(theta)
    x, _ = traces(design, float(value[TAU_C]))
    seen = columns(design, x)
    n, p = len(seen), seen.shape[1] - 1
    var = np.array([value[SIG_U] ** 2, value[SIG_S] ** 2])
    fade = np.exp(-design.dt[:, None] / np.array([value[TAU_U], TAU_S]))
    begin = np.zeros((p + 2, p + 2))
    begin[:2, :2] = np.diag(var)
    begin[2:, 2:] = prior_covariance(design, theta)
    # what leads from a row to the next stands at the row before it
    onward = np.vstack([fade[1:], np.ones(2)])
    transition = np.repeat(np.eye(p + 2)[:, :, None], n, axis=2)
    moved = np.zeros((2, 2, n))
    for one in range(2):
        transition[one, one] = onward[:, one]
        moved[one, one] = var[one] * (1.0 - onward[:, one] ** 2)
    selection = np.zeros((p + 2, 2))
    selection[0, 0] = selection[1, 1] = 1.0
    made = KalmanFilter(1, p + 2, k_posdef=2)
    made.bind(np.ascontiguousarray(seen[:, -1]))
    made["design"] = np.vstack([np.ones((2, n)), seen[:, :-1].T])[None]
    made["transition"], made["selection"], made["state_cov"] = transition, selection, moved
    made["obs_cov"] = np.array([[value[SIG_E] ** 2 + SMALLEST_NOISE]])
    made.tolerance = 0.0  # every step is worked out
    made.memory_no_smoothing = made.memory_no_predicted = made.memory_no_filtered = True
    made.memory_no_gain = True
    made.initialize_known(np.zeros(p + 2), begin)
    return made


def main() -> None:
    """Print one line a record: both likelihoods' difference, both times, their ratio."""
    product, loop = reference()
    print(f"reference: numpy product {product * 1e3:.0f} ms, Python loop {loop * 1e3:.0f} ms")
    theta = as_theta({name: median for name, (median, _) in DEFAULTS.items()})
    print("check-ins people states  difference  by size      Kith  statsmodels  ratio")
    for n, people in SIZES:
        for seed in SEEDS:
            days = round(n / DAYS)
            life = simulate(seed=seed, days=days, people=people, checkins_per_day=DAYS + 1.0)
            design = build_design(life.diary())
            filter_ = peer(design, theta)
            ours, theirs = log_likelihood(design, theta), float(filter_.loglike())
            quick = best(lambda d=design: log_likelihood(d, theta), 20)
            slow = best(filter_.loglike, 2)
            apart = abs(ours - theirs)
            print(
                f"{len(design.y):>9} {people:>6} {filter_.k_states:>6} {apart:>11.1e} "
                f"{apart / abs(theirs):>8.1e} {quick * 1e3:>6.2f} ms {slow * 1e3:>9.1f} ms "
                f"{slow / quick:>6.0f}",
                flush=True,
            )


def best(call: Callable[[], object], times: int) -> float:
    """Give the fewest processor seconds of several calls."""
    took = []
    for _ in range(times):
        start = time.process_time()
        call()
        took.append(time.process_time() - start)
    return min(took)


if __name__ == "__main__":
    main()
