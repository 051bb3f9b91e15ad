"""What somebody does over some days out of a record: told where those days tell it, else not enough yet."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kith.impact import ImpactModel, Verdict, simulate
from kith.impact.during import during
from kith.impact.joint import JointPath

START = datetime(2025, 3, 3, tzinfo=UTC)
FIRST = (START - datetime(1970, 1, 1, tzinfo=UTC)).days


def path(nodes=(0.2, 0.6, 1.0), sd=0.1, starts=None, told=True, length=120.0):
    """An effect along straight lines over a record, its draws moved together."""
    noise = np.random.default_rng(1).normal(0.0, sd, (2000, 1))
    shares = np.linspace(0.0, 1.0, len(nodes))
    if starts is None:
        starts = FIRST + np.arange(0.5, length, 2.0)
    return JointPath(
        nodes=noise + np.array(nodes)[None, :],
        shares=shares,
        scale=2.0,
        moments=FIRST + np.array([0.0, length]),
        recorded=np.array([0.0, length]),
        starts=np.asarray(starts, dtype=float),
        told=told,
    )


def day(n):
    return START + timedelta(days=n)


def test_the_effect_of_the_days_is_not_that_of_the_record():
    """It rises over the record, so the last month is above the first; in the outcome's unit."""
    first, last = (during(path(), "Ana", day(a), day(a + 30)) for a in (0, 90))
    assert first.stretch.effect.mean == pytest.approx(2.0 * 0.3, abs=0.03)
    assert last.stretch.effect.mean == pytest.approx(2.0 * 0.9, abs=0.03)
    assert last.verdict == Verdict.NOURISHING
    assert last.stretch.contacts == 15


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"starts": FIRST + np.array([91.0, 95.0, 99.0, 104.0])}, (90, 120)),
        ({"starts": FIRST + np.arange(1.0, 60.0)}, (90, 120)),
        ({}, (115, 120)),
        ({}, (300, 330)),
        ({"told": False}, (90, 120)),
        ({"length": 20.0}, (0, 20)),
    ],
)
def test_days_that_cannot_tell_say_not_enough_yet_and_no_number(given, days):
    """Four contacts, contacts at other times, less than a week, days without a record, never apart."""
    found = during(path(**given), "Ana", day(days[0]), day(days[1]))
    assert found.verdict == Verdict.NOT_ENOUGH_YET
    assert found.stretch.effect is None


def test_an_unsure_direction_has_its_interval_and_no_name():
    """Never "no clear effect": what the days alone say is not known so well."""
    for sd in (0.01, 0.6):
        found = during(path(nodes=(0.0, 0.0, 0.0), sd=sd), "Ana", day(0), day(120))
        assert found.verdict == Verdict.NOT_ENOUGH_YET
        assert found.stretch.effect.low < 0.0 < found.stretch.effect.high


def test_where_less_is_better_up_is_draining():
    """As with the effect over the whole record."""
    found = during(path(), "Ana", day(0), day(120), higher_is_better=False)
    assert found.verdict == Verdict.DRAINING


def test_the_whole_record_gives_the_effect_of_the_whole_record():
    """The same question asked in two ways has one answer."""
    life = simulate(seed=3, days=120, people=4, checkins_per_day=4.0)
    model = ImpactModel(draws=16, paths=40).fit(life.diary())
    first, last = life.checkins[0].at, life.checkins[-1].at
    known = [e for e in model.effects() if e.contacts >= 5]
    assert known
    for effect in known:
        found = model.during(effect.person, first, last)
        assert found.stretch.effect.mean == pytest.approx(effect.mean, abs=0.01)
    with pytest.raises(ValueError, match="ends before"):
        model.during(known[0].person, last, first)
