"""Changes between any two stretches: from joint draws, with a reason where nothing is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from kith.impact import ImpactModel, simulate
from kith.impact.between import SPAN_DAYS, around, between
from kith.impact.joint import JointPath

START = datetime(2025, 3, 3, tzinfo=UTC)
FIRST = (START - datetime(1970, 1, 1, tzinfo=UTC)).days
DAYS = 120


def path(slope=1.0, starts=None, told=True, sd=0.2, gap=0.0):
    """An effect that rises in a straight line over 120 days of record, half of them after a gap."""
    shares = np.array([0.0, 0.5, 1.0])
    noise = np.random.default_rng(1).normal(0.0, sd, (2000, 1))
    moments = FIRST + np.array([0.0, 60.0, 60.0 + gap, 120.0 + gap])
    if starts is None:
        starts = FIRST + np.arange(0.5, DAYS, 2.0)
    return JointPath(
        nodes=noise + slope * shares[None, :],
        shares=shares,
        scale=2.0,
        moments=moments,
        recorded=np.array([0.0, 60.0, 60.0, 120.0]),
        starts=np.asarray(starts, dtype=float),
        told=told,
    )


def day(n):
    return START + timedelta(days=n)


@pytest.fixture(scope="module")
def fitted():
    life = simulate(seed=3, days=120, people=4, checkins_per_day=4.0)
    return ImpactModel(draws=16, paths=40).fit(life.diary())


def test_a_change_is_second_minus_first_in_the_outcomes_unit():
    """Four weeks around each date: the line rises by 60 of 120 days, in SDs of two."""
    found = between(path(), "Ana", day(30), day(90))
    assert found.change.mean == pytest.approx(2.0 * 0.5, abs=0.02)
    assert found.change.low <= found.change.mean <= found.change.high
    assert found.first.effect.mean == pytest.approx(2.0 * 0.25, abs=0.05)
    assert found.change.p == 1.0
    assert found.false_sign_rate == 0.0
    assert found.sure


def test_what_both_stretches_share_does_not_blur_the_change():
    """Joint draws: a level that nobody knows well leaves the difference as it is."""
    found = between(path(sd=5.0), "Ana", day(30), day(90))
    assert found.change.high - found.change.low < 0.01
    assert found.first.effect.high - found.first.effect.low > 5.0


def test_an_event_belongs_to_the_time_after_it():
    """A contact that begins at the event is counted after it, and not twice."""
    starts = FIRST + np.array([40.0, 50.0, 59.0, 60.0, 61.0, 62.0])
    found = around(path(starts=starts), "Ana", day(60))
    assert (found.first.contacts, found.second.contacts) == (3, 3)
    assert (found.first.begin, found.first.end, found.second.end) == (day(0), day(60), day(120))


def test_a_date_at_an_end_stands_for_four_weeks_inside_the_record():
    """The first day has no two weeks before it; the stretch is pushed in, not cut."""
    found = between(path(), "Ana", day(0), day(119))
    assert found.first.end - found.first.begin == timedelta(days=SPAN_DAYS)
    assert found.second.end == day(120)


@pytest.mark.parametrize(
    ("code", "given", "first", "second"),
    [
        ("spans_overlap", {}, 30, 50),
        ("outside_record", {}, 30, 400),
        ("outside_record", {}, -60, 90),
        ("not_identified", {"told": False}, 30, 90),
        ("few_contacts_first", {"starts": FIRST + np.arange(80.0, 110.0)}, 30, 90),
        ("few_contacts_second", {"starts": FIRST + np.arange(20.0, 40.0)}, 30, 90),
        ("few_contacts", {"starts": FIRST + np.array([1.0, 60.0])}, 30, 90),
    ],
)
def test_nothing_is_told_without_contacts_to_tell_it_from(code, given, first, second):
    """Each reason has its own code, and no number comes with it."""
    found = between(path(**given), "Ana", day(first), day(second))
    assert found.refused == code
    assert found.change is None
    assert found.first.effect is None
    assert not found.sure


def test_a_short_record_tells_no_change():
    """Below four weeks effects have one node and stand still."""
    short = replace(
        path(),
        nodes=np.ones((10, 1)),
        shares=np.array([0.5]),
        moments=FIRST + np.array([0.0, 20.0]),
        recorded=np.array([0.0, 20.0]),
    )
    assert between(short, "Ana", day(2), day(18)).refused == "record_too_short"


def test_weeks_without_a_record_are_no_part_of_a_stretch():
    """A date after a gap of 100 days stands for recorded time on both sides of the gap."""
    gap = path(gap=100.0, starts=FIRST + np.array([50.0, 55.0, 161.0, 165.0]))
    found = between(gap, "Ana", (day(0), day(20)), day(161))
    assert found.second.begin == day(47)
    assert found.second.end == day(175)
    assert found.second.contacts == 4


def test_stretches_the_wrong_way_round_are_a_mistake():
    """Nobody asks for a change back in time."""
    with pytest.raises(ValueError, match="before the first"):
        between(path(), "Ana", day(90), day(30))
    with pytest.raises(ValueError, match="ends before"):
        between(path(), "Ana", (day(20), day(10)), day(90))


def test_joint_paths_are_the_fits_own_and_outlive_being_kept(fitted):
    """At the grid they are the draws of the fit; kept and read again they differ by rounding only."""
    from kith.impact.design import hats

    grid = (np.arange(fitted.grid) + 0.5) / fitted.grid
    for person in fitted.diary_.people:
        joint = fitted.joint(person)
        drawn = fitted.summary_.drawn(person)
        assert np.abs(joint.nodes @ hats(grid, joint.shares).T - drawn).max() < 1e-5
        again = JointPath.of_kept(joint.kept())
        assert np.abs(again.nodes - joint.nodes).max() <= np.abs(joint.nodes).max() / 32767
        assert np.abs(again.starts - joint.starts).max() < 1.0 / 1440.0
        assert np.allclose(again.moments, joint.moments)


def test_quarters_give_the_change_that_the_effects_hold(fitted):
    """The same question asked in two ways has one answer."""
    quarters = [fitted.diary_.time[0] + s * np.ptp(fitted.diary_.time) for s in (0, 0.25, 0.75, 1)]
    ends = [datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=float(d)) for d in quarters]
    told = [e for e in fitted.effects() if e.change is not None]
    assert told
    for effect in told:
        found = fitted.change(effect.person, tuple(ends[:2]), tuple(ends[2:]))
        assert found.change.mean == pytest.approx(effect.change.mean, abs=1e-3)
        assert found.change.p == pytest.approx(effect.change.p, abs=0.02)


def test_nobody_of_that_name_is_a_mistake(fitted):
    """As with paths."""
    with pytest.raises(KeyError):
        fitted.change("Nobody", date(2025, 3, 20), date(2025, 6, 1))
