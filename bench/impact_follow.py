"""How long a fit takes to take in one more check-in, and how far that is from a new fit.

    python bench/impact_follow.py

Simulated lives, the last check-ins taken in one by one; `away` is the distance of followed means
from those of a new fit in SDs of the effect, `still` that of the means before, and `seeds` that of
two new fits with different seeds.
"""

import time
import warnings

import numpy as np
from impact_speed import reference

from kith.impact import Diary, ImpactModel, simulate
from kith.impact.following import Following
from kith.impact.forecasts import upto

SIZES = ((430, 8), (1500, 8), (3000, 40))
NEW = 100


def main() -> None:
    """Print one line a size."""
    warnings.simplefilter("ignore")
    product, loop = reference()
    print(f"reference: numpy product {product:.0f} ms, Python loop {loop:.0f} ms")
    print(f"{'check-ins':>9} {'people':>6} {'starting':>9} {'median':>8} {'p99':>8} {'processor':>9} "
          f"{'away':>6} {'still':>6} {'seeds':>6}")  # fmt: skip
    for n, people in SIZES:
        life = simulate(seed=2, days=round(n / 4.0), people=people, checkins_per_day=5.0)
        whole = life.diary()
        model = ImpactModel().fit(upto(whole, whole.n_checkins - NEW))
        Following.of(model, 2).tell(whole)  # compiles
        start = time.process_time()
        live = Following.of(model)
        starting = time.process_time() - start
        wall, cpu = _followed(live, whole)
        was = {e.person: e.mean for e in model.effects()}
        new, other = (_means(whole, seed) for seed in (0, 1))
        sd = {one.person: one.sd for one in live.now(model)}
        now = {one.person: one.mean for one in live.now(model)}
        away, still, seeds = (
            np.mean([abs(a[name] - b[name]) / sd[name] for name in sd])
            for a, b in ((now, new), (was, new), (other, new))
        )
        print(f"{n:>9} {people:>6} {starting:>7.2f} s {np.median(wall):>5.2f} ms "
              f"{np.quantile(wall, 0.99):>5.2f} ms {np.quantile(cpu, 0.99):>6.2f} ms "
              f"{away:>6.3f} {still:>6.3f} {seeds:>6.3f}")  # fmt: skip


def _followed(live: Following, whole: Diary) -> tuple[list[float], list[float]]:
    """Milliseconds by the clock and of the processor for each of the last check-ins."""
    wall, cpu = [], []
    for n in range(whole.n_checkins - NEW, whole.n_checkins):
        longer = upto(whole, n + 1)
        start, used = time.perf_counter(), time.process_time()
        if not live.tell(longer):
            raise SystemExit("a check-in was not taken in")
        wall.append((time.perf_counter() - start) * 1e3)
        cpu.append((time.process_time() - used) * 1e3)
    return wall, cpu


def _means(diary: Diary, seed: int) -> dict[str, float]:
    return {e.person: e.mean for e in ImpactModel(seed=seed).fit(diary).effects()}


if __name__ == "__main__":
    main()
