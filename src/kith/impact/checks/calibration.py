"""Whether what is told holds the truth as often as it says (simulation-based calibration)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from kith.impact.checks.face import Answer, bounds_of, by_person, draws_of
from kith.impact.checks.worlds import World
from kith.impact.dose import FloatArray

LEVEL, TAIL = 0.9, 0.05
MOST_BINS, A_BIN = 20, 5
FEWEST_SETS = 20  # of made-up records in which something is told, below which it is not tested
DECLARED = ("nourishing", "draining")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number told of one person in one made-up record, beside the truth.

    `rank` is the share of draws below the truth, None without draws; `p_positive` and `wrong_rate`
    (the false sign rate where something is declared) are told of the effect only.
    """

    world: int
    quantity: str
    truth: float
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    rank: float | None = None
    p_positive: float | None = None
    wrong_rate: float | None = None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How one quantity was told: `people` in `worlds`, the share of intervals that hold the truth.

    `below` and `above` are the shares with the truth below and above the interval, `se` the
    standard error of `coverage` over worlds, `error` the root mean square of mean minus truth over
    that of the truth, and `width` the mean width of intervals in the same measure. What has no
    interval has none of these.
    """

    quantity: str
    worlds: int
    people: int
    coverage: float | None
    se: float | None
    below: float | None
    above: float | None
    error: float | None
    width: float | None


@dataclass(frozen=True, slots=True)
class Test:
    """One test of one quantity; `corrected` is its p among all tests of a report (Holm).

    `what` is "coverage", "tails" (below as often as above), "ranks" (even among the draws), "signs"
    (P(effect > 0) is right on average) or "wrong_signs" (no more of them than was said).
    """

    quantity: str
    what: str
    p: float
    corrected: float = 1.0


def outcomes_of(answer: Answer, world: World, number: int) -> list[Outcome]:
    """Put what is told of everybody beside the truth."""
    rows = []
    for person, told in by_person(answer).items():
        truth = world.truth.get(person, {})
        bounds, draws = bounds_of(told), draws_of(answer, person)
        for name in sorted(truth.keys() & (bounds.keys() | draws.keys())):
            if name == "change" and name not in bounds:
                continue
            mean, low, high = bounds.get(name) or _bounds(draws[name])
            of_effect = name == "effect"
            rows.append(
                Outcome(
                    number, name, truth[name], mean, low, high,
                    rank=float(np.mean(draws[name] < truth[name])) if name in draws else None,
                    p_positive=getattr(told, "p_positive", None) if of_effect else None,
                    wrong_rate=_wrong_rate(told) if of_effect else None,
                )
            )  # fmt: skip
    return rows


def _bounds(draws: FloatArray) -> tuple[float, float, float]:
    low, high = np.quantile(draws, [TAIL, 1.0 - TAIL])
    return float(draws.mean()), float(low), float(high)


def _wrong_rate(told: object) -> float | None:
    if str(getattr(told, "verdict", "")) not in DECLARED:
        return None
    rate = getattr(told, "false_sign_rate", None)
    return None if rate is None else float(rate)


def calibrations(outcomes: Iterable[Outcome], seed: int) -> tuple[list[Calibration], list[Test]]:
    """Return a line and tests for each quantity; `seed` chooses the person whose rank counts."""
    rows = list(outcomes)
    lines: list[Calibration] = []
    tests: list[Test] = []
    for name in dict.fromkeys(row.quantity for row in rows):
        mine = [row for row in rows if row.quantity == name]
        line, found = _one(name, mine, np.random.default_rng([seed, len(lines)]))
        lines.append(line)
        if line.worlds >= FEWEST_SETS:
            tests += found
    return lines, tests


def _one(
    name: str, rows: list[Outcome], rng: np.random.Generator
) -> tuple[Calibration, list[Test]]:
    truth, mean, low, high = (
        np.array([getattr(row, part) for row in rows], dtype=float)
        for part in ("truth", "mean", "low", "high")
    )
    world = np.array([row.world for row in rows])
    below, above = (truth < low).astype(float), (truth > high).astype(float)
    inside = 1.0 - below - above
    size = max(float(np.sqrt(np.mean(truth**2))), 1e-12)
    line = Calibration(
        quantity=name,
        worlds=len(np.unique(world)),
        people=len(rows),
        coverage=float(inside.mean()),
        se=_error(inside - inside.mean(), world),
        below=float(below.mean()),
        above=float(above.mean()),
        error=float(np.sqrt(np.mean((mean - truth) ** 2))) / size,
        width=float(np.mean(high - low)) / size,
    )
    tests = [
        Test(name, "coverage", _normal_p(inside - LEVEL, world, LEVEL * (1.0 - LEVEL))),
        Test(name, "tails", _normal_p(below - above, world, 2.0 * TAIL)),
    ]
    ranked = [row for row in rows if row.rank is not None]
    if ranked:
        tests.append(Test(name, "ranks", _even(_one_a_world(ranked, rng))))
    return line, [*tests, *_signs(name, rows)]


def _signs(name: str, rows: list[Outcome]) -> list[Test]:
    """Test what is said of signs, where something is."""
    tests = []
    told = [row for row in rows if row.p_positive is not None]
    if told:
        p = np.array([row.p_positive for row in told], dtype=float)
        right = np.array([row.truth > 0.0 for row in told])
        world = np.array([row.world for row in told])
        tests.append(
            Test(name, "signs", _normal_p(right - p, world, float(np.mean(p * (1.0 - p)))))
        )
    said = [row for row in rows if row.wrong_rate is not None and row.mean is not None]
    if said:
        rates = np.array([row.wrong_rate for row in said], dtype=float)
        wrong = sum((row.mean or 0.0) * row.truth < 0.0 for row in said)
        tests.append(Test(name, "wrong_signs", at_least(rates, wrong)))
    return tests


def at_least(rates: FloatArray, count: int) -> float:
    """P that of independent events with these rates at least `count` happen."""
    chances = np.array([1.0])
    for rate in rates:
        chances = np.convolve(chances, [1.0 - rate, rate])
    return float(min(chances[count:].sum(), 1.0))


def _error(away: FloatArray, world: FloatArray) -> float:
    """Give the standard error of a mean whose terms hang together within a world."""
    _, of = np.unique(world, return_inverse=True)
    sums = np.bincount(of, weights=away)
    return float(np.sqrt(np.sum(sums**2)) / len(away))


def _normal_p(away: FloatArray, world: FloatArray, variance: float) -> float:
    """Two-sided p of a mean that should be zero.

    Its standard error is that over worlds, or of independent terms of `variance` if that is more.
    """
    from scipy.special import ndtr

    se = max(_error(away, world), float(np.sqrt(variance / len(away))), 1e-12)
    return float(2.0 * ndtr(-abs(float(away.mean())) / se))


def _one_a_world(rows: Sequence[Outcome], rng: np.random.Generator) -> FloatArray:
    """Give the rank of one person of each world, so that ranks are independent."""
    by_world: dict[int, list[float]] = {}
    for row in rows:
        by_world.setdefault(row.world, []).append(float(row.rank or 0.0))
    return np.array([rng.choice(by_world[world]) for world in sorted(by_world)])


def _even(ranks: FloatArray) -> float:
    """P of a chi-square test that ranks are even over bins, twenty where there are enough."""
    from scipy.special import chdtrc

    bins = int(np.clip(len(ranks) // A_BIN, 2, MOST_BINS))
    counts = np.bincount(np.minimum((ranks * bins).astype(int), bins - 1), minlength=bins)
    expected = len(ranks) / bins
    return float(chdtrc(bins - 1, float(np.sum((counts - expected) ** 2)) / expected))


def corrected(tests: Sequence[Test]) -> list[Test]:
    """Return the tests with p-values corrected for their number (Holm 1979): any of them, not each."""
    order = sorted(range(len(tests)), key=lambda i: tests[i].p)
    found, running = list(tests), 0.0
    for place, i in enumerate(order):
        running = max(running, min(1.0, (len(tests) - place) * tests[i].p))
        found[i] = Test(tests[i].quantity, tests[i].what, tests[i].p, running)
    return found
