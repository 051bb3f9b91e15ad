"""Records that nobody would make on purpose end in an answer of finite numbers, or in a code."""

import math
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from kith.impact import Diary, DiaryError, ImpactModel
from kith.records import CheckIn, Contact

START = datetime(2025, 1, 6, 7, 30, tzinfo=UTC)
MOST_MB = 1000
QUICK = {"draws": 24, "paths": 12, "pairs": 1, "grid": 8}
CODES = {
    *("no_checkins", "no_outcome", "too_few_checkins", "constant_outcome", "outcome_not_finite"),
    *("outcome_beyond_precision", "covariate_is_outcome"),
}
VALUES = [0.0, 1.0, -1.0, 0.3, 5.0, 1e-9, -1e9, 1e300, None, float("nan"), float("inf")]
COMMON = [p for p in range(len(VALUES)) if p != 10]  # an infinite mood ends it at once, by its code


def drawn(seed: int) -> tuple[list[CheckIn], list[Contact], tuple[str, ...]]:
    """A record drawn to be trouble: what its columns, times and people are is drawn first."""
    rng = np.random.default_rng([seed, 4])
    n = int(rng.choice([1, 2, 3, 5, 12, 40, 90]))
    names = [f"p{j}" for j in range(int(rng.choice([1, 2, 6, 80])))]
    hours = _hours(rng, n)
    allowed = COMMON if rng.random() < 0.6 else range(len(VALUES))
    pool = [VALUES[k] for k in rng.choice(list(allowed), int(rng.integers(1, 5)))]
    if rng.random() < 0.5:
        pool = [*rng.normal(0.0, 0.4, 8).tolist(), *pool[:1]]
    always = rng.random() < 0.3  # one is there at every check-in
    checkins = []
    for hour in hours:
        here = {names[int(rng.integers(len(names)))] for _ in range(int(rng.integers(0, 4)))}
        here |= {names[0]} if always else set()
        value, beside = (pool[int(rng.integers(len(pool)))] for _ in range(2))
        given = {} if value is None else {"asked": value}
        checkins.append(
            CheckIn(
                at=START + timedelta(hours=float(hour)),
                outcomes=given | ({} if beside is None else {"beside": beside}),
                with_people=None if rng.random() < 0.1 else tuple(sorted(here)),
            )
        )
    lengths = [None, 0.0, -5.0, 30.0, 600.0, 1e6, float("nan")]
    contacts = [
        Contact(
            start=START + timedelta(hours=float(rng.choice(hours) + rng.normal(0, 40))),
            people=(names[int(rng.integers(len(names)))],),
            minutes=lengths[int(rng.integers(len(lengths)))],
        )
        for _ in range(int(rng.choice([0, 1, 30])))
    ]
    contacts += contacts[: int(rng.integers(3))]  # the same twice
    rng.shuffle(checkins)
    return checkins, contacts, ("beside",) if rng.random() < 0.5 else ()


def _hours(rng: np.random.Generator, n: int) -> np.ndarray:
    """All at once, within minutes, over weeks, or over a century."""
    span = float(rng.choice([0.0, 0.2, 24.0 * 9, 24.0 * 90, 24.0 * 36_500]))
    hours = rng.uniform(0.0, 1.0, n) * span
    return np.round(hours, 1) if rng.random() < 0.5 else hours


def numbers(model: ImpactModel) -> list[float]:
    """Every number that is told of anybody."""
    found: list[float] = []
    for effect in model.effects():
        found += [effect.mean, effect.low, effect.high, effect.sd_units, effect.p_positive]
        found += [effect.false_sign_rate, *effect.mood_hours]
        if effect.change is not None:
            found += [getattr(effect.change, part) for part in ("mean", "low", "high", "p")]
        path = model.path(effect.person)
        found += [*path.mean, *path.low, *path.high]
    for before in model.before():
        for told in (before.observed, before.latent, before.placebo):
            found += [] if told is None else [*told]
        found += [x for x in (before.shift, before.needed) if x is not None]
    return found


@pytest.mark.filterwarnings("ignore::kith.impact.ImpactWarning")
@pytest.mark.parametrize("seed", range(25))
def test_whatever_is_told_is_a_number_and_else_there_is_a_code(seed):
    """Constant, missing, not a number, endless, twice, out of order, all at one moment."""
    checkins, contacts, covariates = drawn(seed)
    code = ""
    try:
        diary = Diary.from_records(checkins, contacts, outcome="asked", covariates=covariates)
        model = ImpactModel(**QUICK).fit(diary)
    except DiaryError as error:
        code = error.code
    if code:
        assert code in CODES
        return
    assert len(model.effects()) == len(diary.people)
    assert all(math.isfinite(number) for number in numbers(model))
    assert all(e.low <= e.mean <= e.high or e.low == e.high for e in model.effects())


def test_the_drawn_records_are_trouble_of_every_kind():
    """Some end by each of several codes, and some in an answer."""
    ends = set()
    for seed in range(40):
        checkins, contacts, covariates = drawn(seed)
        try:
            diary = Diary.from_records(checkins, contacts, outcome="asked", covariates=covariates)
            ends.add("short" if diary.n_checkins < 3 else "long")
        except DiaryError as error:
            ends.add(error.code)
    assert {"long", "short", "outcome_not_finite", "no_outcome"} <= ends


def crowded(n: int, people: int) -> Diary:
    """Ten check-ins a day for years, many people of whom few are met often, one always there."""
    rng = np.random.default_rng(0)
    days = n / 10.0
    at = np.sort(rng.uniform(0.0, days, n))
    mood = 0.3 * rng.standard_normal(n)
    whom = rng.zipf(1.3, n) % people
    checkins = [
        CheckIn(
            START + timedelta(days=float(day)),
            valence=float(np.clip(value, -1.0, 1.0)),
            with_people=("always", f"p{who}") if who % 2 else ("always",),
        )
        for day, value, who in zip(at, mood, whom, strict=True)
    ]
    contacts = [
        Contact(START + timedelta(days=float(day)), people=(f"p{who}",), minutes=float(length))
        for day, who, length in zip(
            rng.uniform(0.0, days, n // 4), rng.zipf(1.3, n // 4) % people,
            rng.uniform(5.0, 200.0, n // 4), strict=True,
        )
    ]  # fmt: skip
    return Diary.from_records(checkins, contacts)


@pytest.mark.filterwarnings("ignore::kith.impact.ImpactWarning")
def test_the_one_who_is_always_there_is_not_judged_among_many():
    """Two thousand check-ins, a hundred people: an answer for each, none for whom nothing compares."""
    model = ImpactModel(**QUICK).fit(crowded(2_000, 100))
    told = {effect.person: effect for effect in model.effects()}
    assert told["always"].verdict == "not enough yet"
    assert told["always"].more_contacts is None
    assert "not_identified" in model.notes_
    assert all(math.isfinite(e.mean) for e in told.values())


LARGE = """
import math, resource, sys, warnings
sys.path.insert(0, {folder!r})
from test_hostile_records import QUICK, crowded
from kith.impact import ImpactModel
warnings.simplefilter("ignore")
model = ImpactModel(**QUICK).fit(crowded(100_000, 500))
told = model.effects()
assert len(told) > 450 and all(math.isfinite(e.low) and math.isfinite(e.high) for e in told)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak / (1e6 if sys.platform == "darwin" else 1e3))
"""


@pytest.mark.long
def test_a_hundred_thousand_check_ins_of_five_hundred_people_fit_into_memory():
    """An answer for everybody, in a process of its own that never takes more than a gigabyte."""
    code = LARGE.format(folder=str(Path(__file__).parent))
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=3600
    )
    assert ran.returncode == 0, ran.stderr
    assert float(ran.stdout) < MOST_MB
