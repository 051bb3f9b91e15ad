"""The suite passes what is right and finds what is broken, each break by the check that is for it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

import numpy as np
import pytest

from kith.impact import ImpactModel, check_model
from kith.impact.checks import FromPrior, World, checked, report_of
from kith.impact.checks.calibration import Test as OneTest
from kith.impact.checks.calibration import at_least, corrected
from kith.impact.checks.invariance import other_name

PEOPLE = ("Ana", "Ben", "Cass")
SETS = 300


def plain_world(rng):
    """Moods of sd 1 around 0 at noon; each person, there or not, adds an effect of sd 0.5."""
    effects = 0.5 * rng.standard_normal(len(PEOPLE))
    rows = []
    for day in range(40):
        here = rng.random(len(PEOPLE)) < 0.4
        rows.append(
            {
                "time": f"2025-01-{day % 28 + 1:02d}T{8 + day // 28:02d}:00:00+01:00",
                "mood": float(here @ effects + rng.standard_normal()),
                "with": ";".join(n for n, there in zip(PEOPLE, here, strict=True) if there),
                "with_kind": "",
            }
        )
    truth = {name: {"effect": float(e)} for name, e in zip(PEOPLE, effects, strict=True)}
    return World(rows, [], truth)


@dataclass
class Exact:
    """The posterior of plain worlds, worked out; the settings break it in one way each.

    The noise is known, so moods on the other scale have to be brought back first.
    """

    narrow: float = 1.0
    off: float = 0.0
    broken: str = ""

    def fit(self, checkins, contacts):
        self.told = self._told(checkins)
        if self.broken == "people_differ":
            self.told.pop()
        if self.broken == "interval_turned":
            self.told[0].low, self.told[0].high = self.told[0].high, self.told[0].low
        if self.broken == "raised: ZeroDivisionError":
            raise ZeroDivisionError
        return self

    def effects(self):
        return self.told

    def _told(self, checkins):
        rows = [row for row in checkins if row["mood"] is not None]
        if self.broken == "order":
            rows = rows[: len(rows) - 5]
        y = np.array([row["mood"] for row in rows])
        unit = 20.0 if y.std() > 7.0 and self.broken != "scale" else 1.0
        y = (y - (300.0 if unit > 1.0 else 0.0)) / unit + self._by_time(rows)
        here = [set((row["with"] or "").split(";")) for row in rows]
        names = sorted(set().union(*here) - {""})
        X = np.array([[name in group for name in names] for group in here], float)
        precision = X.T @ X + 4.0 * np.eye(len(names))
        mean = np.linalg.solve(precision, X.T @ y) + self.off
        sd = self.narrow * np.sqrt(np.diag(np.linalg.inv(precision)))
        mean, sd = self._broken(mean, sd, len(checkins) - len(rows))
        return [
            SimpleNamespace(person=n, mean=m, low=m - 1.645 * s, high=m + 1.645 * s)
            for n, m, s in zip(names, mean * unit, sd * unit, strict=True)
        ]

    def _by_time(self, rows):
        """What no clock and no calendar should do."""
        moments = [datetime.fromisoformat(row["time"]) for row in rows]
        if self.broken == "zone":
            return np.array([at.utcoffset().total_seconds() > 7200 for at in moments])
        return np.array([self.broken == "calendar" and at.year > 2025 for at in moments])

    def _broken(self, mean, sd, blank):
        return {
            "names": (mean + 0.3 * (np.arange(len(mean)) == 0), sd),
            "mirror": (np.abs(mean), sd),
            "missing": (mean * (1.0 - 0.05 * blank), sd),
            "again": (mean + 0.5 * np.random.default_rng().standard_normal(len(mean)), sd),
            "not_finite": (mean, sd * np.nan),
        }.get(self.broken, (mean, sd))


def check(fit, **options):
    return check_model(fit, sets=SETS, worlds=plain_world, seed=4, **options)


def test_the_exact_posterior_passes_with_nothing_but_three_numbers_a_person():
    """Neither draws nor a verdict are asked for; nothing moves where nothing should."""
    report = check(Exact().fit)
    assert report.passed, report.failed
    assert report.sets == SETS
    assert {one.what for one in report.tests} == {"coverage", "tails"}
    assert report.calibrations[0].people == len(PEOPLE) * SETS
    assert all(one.away < 1e-9 for one in report.invariances)
    told = json.loads(json.dumps(report.as_json()))
    assert told["passed"] is True
    assert len(told["invariances"]) == 8


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        (Exact(narrow=0.8), "effect: coverage"),
        (Exact(narrow=1.4), "effect: coverage"),
        (Exact(off=0.08), "effect: tails"),
        *((Exact(broken=name), name) for name in ("again", "order", "zone", "calendar", "scale")),
        *((Exact(broken=name), name) for name in ("mirror", "names", "missing")),
        *((Exact(broken=name), name) for name in ("not_finite", "people_differ")),
        (Exact(broken="interval_turned"), "interval_turned"),
        (Exact(broken="raised: ZeroDivisionError"), "raised: ZeroDivisionError"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_break_is_found_by_what_looks_for_it(broken, found):
    """Too narrow, too wide, off to one side, moved by what says nothing, or not an answer at all."""
    report = check(broken.fit)
    assert found in report.failed
    assert not report.passed


class WithRanks:
    """The exact posterior with draws, of which the middle half is missing when `hollow`."""

    def __init__(self, *, hollow):
        self._hollow = hollow

    def __call__(self, checkins, contacts):
        answer = Exact().fit(checkins, contacts)
        quantiles = np.linspace(-3, 3, 601)
        weight = np.exp(-0.5 * quantiles**2)
        if self._hollow:
            weight *= np.abs(quantiles) > 0.674
        rng = np.random.default_rng(len(checkins))
        z = rng.choice(quantiles, p=weight / weight.sum(), size=(400, 1))
        for told in answer.effects():
            told.p_positive = 0.5 if self._hollow else float(np.mean(told.mean + (told.high - told.mean) / 1.645 * z > 0))  # fmt: skip
            told.false_sign_rate, told.verdict = (
                0.001,
                "nourishing" if told.mean > 0 else "draining",
            )
        each = {t.person: t.mean + (t.high - t.mean) / 1.645 * np.repeat(z, 4, 1) for t in answer.effects()}  # fmt: skip
        return SimpleNamespace(effects=answer.effects, over_time=each.get)


def test_draws_are_looked_at_where_there_are_any():
    """Uneven ranks are found though intervals hold; so are signs that are said too surely."""
    told = check(WithRanks(hollow=False))
    assert "effect: ranks" not in told.failed
    assert "effect: wrong_signs" in told.failed
    assert "effect: ranks" in check(WithRanks(hollow=True)).failed


def test_p_values_are_corrected_for_their_number():
    """Holm: the smallest times all, never falling, never above one; told in the order they came."""
    tests = [OneTest("a", "x", p) for p in (0.04, 0.001, 0.5, 0.02)]
    assert [one.corrected for one in corrected(tests)] == pytest.approx([0.08, 0.004, 0.5, 0.06])
    assert corrected([OneTest("a", "x", 0.9)] * 3)[0].corrected == 1.0
    assert at_least(np.array([0.5, 0.5]), 1) == pytest.approx(0.75)
    assert at_least(np.array([0.1]), 0) == 1.0


def test_worlds_come_one_by_one_whatever_their_number():
    """A long run can be stopped, and its parts put together, with the same report."""
    fit = Exact().fit
    whole = check_model(fit, sets=30, worlds=plain_world, seed=9, tried=0)
    parts = [checked(fit, plain_world, 9, number) for number in range(29, -1, -1)][::-1]
    assert replace(whole, invariances=()) == report_of(parts, seed=9)


def test_names_are_turned_round_and_stay_apart():
    """The new names sort the other way, and no two are the same."""
    names = ["Ana", "Ben", "Cass", "Dao", "Dara"]
    new = [other_name(name) for name in names]
    assert len(set(new)) == len(names)
    assert sorted(new[:4]) == new[3::-1]


@pytest.mark.slow
def test_impact_itself_passes_and_a_narrower_one_does_not():
    """A short form of bench/impact_check.py: worlds of the model's own prior."""
    said = []

    def fit(checkins, contacts):
        said.append(ImpactModel(draws=32, paths=60).fit(checkins, contacts).effects())
        return SimpleNamespace(effects=lambda: said[-1])

    def surer(effects):
        narrow = [
            (e.mean, 0.6 * e.mean + 0.4 * e.low, 0.6 * e.mean + 0.4 * e.high) for e in effects
        ]
        told = [
            SimpleNamespace(person=e.person, mean=mean, low=low, high=high)
            for e, (mean, low, high) in zip(effects, narrow, strict=True)
        ]
        return SimpleNamespace(effects=lambda: told)

    worlds = FromPrior(checkins=(40, 70))
    report = check_model(fit, sets=20, worlds=worlds, seed=2, tried=1, allowed=0.4)
    assert report.passed, report.failed
    assert {line.quantity for line in report.calibrations} == {"effect", "mood_hours", "change"}
    again = iter(said)
    broken = check_model(lambda *_: surer(next(again)), sets=20, worlds=worlds, seed=2, tried=0)
    assert "effect: coverage" in broken.failed


@pytest.mark.filterwarnings("ignore::kith.impact.ImpactWarning")
def test_impact_gives_the_draws_that_it_summed_up():
    """`over_time` is in the outcome's unit, and its mean and quantiles are what is told."""
    world = FromPrior(checkins=(40, 50))(np.random.default_rng(1))
    model = ImpactModel(draws=16, paths=20, grid=8).fit(world.checkins, world.contacts)
    for effect in model.effects():
        average = model.over_time(effect.person).mean(axis=1)
        told = (average.mean(), *np.quantile(average, [0.05, 0.95]))
        assert told == pytest.approx((effect.mean, effect.low, effect.high))
    with pytest.raises(KeyError):
        model.over_time("Nobody")
