"""How long an Impact fit takes, and how much memory; with a reference for the machine beside it.

python bench/impact_speed.py
"""

import os
import resource
import sys
import time
from collections.abc import Callable

os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np

from kith.impact import Diary, ImpactModel, simulate
from kith.impact.design import build_design
from kith.impact.gradient import value_and_gradient
from kith.impact.likelihood import log_likelihood
from kith.impact.prior import DEFAULTS, as_theta

FITS = 3
SIZES = ((430, 8), (1500, 8), (3000, 40), (10_000, 40))


def reference() -> tuple[float, float]:
    """Milliseconds of a fixed numpy product and of a fixed pure-Python loop."""
    start = time.perf_counter()
    a = np.ones((600, 600))
    for _ in range(5):
        a = a @ np.full((600, 600), 1.0 / 600)
    middle = time.perf_counter()
    total = 0
    for i in range(1_000_000):
        total += i
    end = time.perf_counter()
    return (middle - start) * 1e3, (end - middle) * 1e3


def memory() -> float:
    """Peak resident memory in MB; the largest record comes first, so that its peak can be seen."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print one line a size."""
    product, loop = reference()
    print(f"reference: numpy product {product:.0f} ms, Python loop {loop:.0f} ms")
    theta = as_theta({name: median for name, (median, _) in DEFAULTS.items()})
    ImpactModel(draws=20, paths=5).fit(simulate(seed=0, days=30).diary())
    print(
        f"{'check-ins':>9} {'people':>6} {'columns':>7} {'likelihood':>11} {'gradient':>9} "
        f"{'fit':>9} {'processor':>9} {'memory before, after':>17}"
    )
    print(f"with everything loaded and compiled {memory():.0f} MB")
    for n, people in SIZES[::-1]:
        life = simulate(seed=1, days=round(n / 4.0), people=people, checkins_per_day=5.0)
        diary = life.diary()
        before = memory()
        fits = [_fit(diary) for _ in range(FITS)]
        fitted = memory()
        design = build_design(diary)
        columns = design.fixed.shape[1] + design.units.n * len(design.nodes)
        one = _best(lambda d=design: log_likelihood(d, theta))
        two = _best(lambda d=design: value_and_gradient(d, theta))
        wall, cpu = (min(column) for column in zip(*fits, strict=True))
        kept = f"{before:>7.0f} {fitted:>6.0f} MB" if n == SIZES[-1][0] else ""
        print(
            f"{diary.n_checkins:>9} {people:>6} {columns:>7} {one * 1e3:>8.2f} ms "
            f"{two * 1e3:>6.1f} ms {wall:>7.3f} s {cpu:>7.3f} s {kept}"
        )


def _fit(diary: Diary) -> tuple[float, float]:
    """Seconds by the clock and of the processor that one whole fit takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    ImpactModel().fit(diary)
    return time.perf_counter() - wall, time.process_time() - cpu


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
