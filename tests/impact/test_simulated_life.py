"""A simulated life looks like a person's records, and its truth is what a fit should say."""

from collections import Counter

import numpy as np
import pytest

from kith.impact import simulate
from kith.impact.simulated_days import Nature

QUIET = Nature(sig_u=1e-6, sig_s=1e-6, sig_e=1e-6, rhythm=0.0, by_sleep=0.0, valence_mean=0.0)


def test_the_same_seed_is_the_same_life():
    """To the last row; another seed is another life."""
    assert simulate(seed=4, days=30) == simulate(seed=4, days=30)
    assert simulate(seed=4, days=30) != simulate(seed=5, days=30)


def test_a_life_has_what_a_person_records():
    """Check-ins with feelings, sleep and company; contacts with how they felt; ties that change."""
    life = simulate(seed=1, days=60)
    assert all(-1.0 <= row.valence <= 1.0 for row in life.checkins)
    assert any(row.feelings for row in life.checkins)
    assert any(row.with_people for row in life.checkins)
    assert any(row.with_people == () for row in life.checkins)
    mornings = Counter(row.at.date() for row in life.checkins if row.sleep_hours is not None)
    assert set(mornings.values()) == {1}
    assert {c.felt for c in life.contacts} <= {None, -3, -2, -1, 0, 1, 2, 3}
    assert all(c.minutes > 0 and c.mode and c.started_by for c in life.contacts)
    assert {p.name for p in life.people} == set(life.kinds) == set(life.truth)
    healing = [tie for tie in life.ties if tie.person == "Ben"]
    assert healing[0].circle > healing[-1].circle


def test_one_relationship_heals_one_drains_one_does_nothing():
    """And the truth says so in the outcome's unit."""
    truth = simulate(seed=2, days=180).truth
    assert truth["Ben"].change > 0.1
    assert truth["Cass"].effect < -0.05
    assert truth["Noor"].effect == truth["Noor"].change == 0.0
    assert truth["Ana"].effect > 0.05


def test_days_run_from_the_first_to_the_last_by_the_clock_on_the_wall():
    """Also over the change of the clocks in spring."""
    life = simulate(seed=3, days=60, tz="Europe/London")
    hours = [row.at.hour + row.at.minute / 60.0 for row in life.checkins]
    assert min(hours) >= 8.0
    assert max(hours) <= 22.01
    assert len({row.at.utcoffset() for row in life.checkins}) == 2


def test_mood_without_noise_is_made_of_traces_only():
    """Where nobody was met for a day mood is flat; with one person it is that person's effect."""
    life = simulate(seed=6, days=60, people=1, nature=QUIET, story=True)
    valence = np.array([row.valence for row in life.checkins])
    assert (valence >= -0.002).all()
    together = [row.valence for row in life.checkins if row.with_people]
    assert min(together) > 0.0


def test_more_people_than_the_cast_have_names_of_their_own():
    """Forty and eighty people, all different."""
    for people in (40, 80):
        assert len(simulate(seed=1, days=3, people=people).kinds) == people


@pytest.mark.parametrize("logged", [True, False])
def test_a_diary_of_it_has_the_estimand_of_its_truth(logged):
    """With a log over four hours, without one while together."""
    life = simulate(seed=7, days=20, logged=logged)
    assert life.diary().has_log is logged
    assert bool(life.contacts) is logged


def test_noise_with_heavy_tails_is_as_wide_as_without():
    """The same sd, and now and then a check-in far from all others."""
    options = {"days": 400, "people": 0, "story": False}
    still = {"sig_u": 1e-6, "sig_s": 1e-6, "rhythm": 0.0, "by_sleep": 0.0, "valence_sd": 0.1}
    plain, heavy = (
        np.array([row.valence for row in simulate(seed=3, nature=nature, **options).checkins])
        for nature in (Nature(**still), Nature(**still, tails=4.0))
    )
    assert heavy.std() == pytest.approx(plain.std(), rel=0.1)
    assert np.abs(heavy - heavy.mean()).max() > 1.5 * np.abs(plain - plain.mean()).max()
