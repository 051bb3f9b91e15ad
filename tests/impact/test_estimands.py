"""What an effect is said for, checked against the formulas of docs/impact.md by hand."""

import numpy as np
import pytest
from lives import START, plain_checkins

from kith.impact import Diary, ImpactModel
from kith.records import Contact

TAU_HOURS = 2.4
PINNED = {"tau_c": (TAU_HOURS / 24.0, 1e-5)}
QUICK = {"draws": 120, "paths": 20, "pairs": 2, "grid": 12, "hyperprior": PINNED}


def diary_with(minutes):
    """Six weeks with one person, whose contacts all last as long, or for as long as nobody knows."""
    rng = np.random.default_rng(3)
    checkins = plain_checkins(rng.normal(0.1, 0.3, 240).tolist(), hours=4.0)
    days = rng.choice(40, 25, replace=False)
    contacts = [Contact(checkins[6 * int(d) + 1].at, ("Ana",), minutes=minutes) for d in days]
    return Diary.from_records(checkins, contacts)


def effect(diary, estimand):
    (ana,) = ImpactModel(estimand=estimand, **QUICK).fit(diary).effects()
    return ana


@pytest.mark.parametrize(
    ("minutes", "dose", "hours"),
    [(30.0, 2 * 30 / 90, 0.5), (300.0, 2 * 300 / 360, 5.0), (None, 1.0, 0.0)],
)
def test_four_hours_and_mood_hours_are_the_formulas_of_the_docs(minutes, dose, hours):
    """Both are the same coefficient times what the trace of a median contact holds."""
    diary = diary_with(minutes)
    together, after = effect(diary, "while_together"), effect(diary, "after_4h")
    beta = together.mean / dose
    held = min(hours, 4.0)
    window = dose * (held + TAU_HOURS * (1.0 - np.exp(-(4.0 - held) / TAU_HOURS))) / 4.0
    assert after.mean == pytest.approx(beta * window, rel=1e-3)
    assert after.high == pytest.approx(together.high / dose * window, rel=1e-3)
    assert after.mood_hours.mean == pytest.approx(beta * dose * (hours + TAU_HOURS), rel=1e-3)
    assert (after.estimand, together.estimand) == ("after_4h", "while_together")


def test_mood_hours_of_company_are_of_one_hour_together():
    """And of what remains of it, because nobody knows how long they stayed."""
    rng = np.random.default_rng(4)
    people = [["Ana"] if rng.random() < 0.3 else [] for _ in range(240)]
    checkins = plain_checkins(rng.normal(0.1, 0.3, 240).tolist(), with_people=people)
    ana = effect(Diary.from_records(checkins), "auto")
    assert ana.estimand == "while_together"
    assert ana.mood_hours.mean == pytest.approx(ana.mean * (1.0 + TAU_HOURS), rel=1e-3)


def test_the_average_is_over_the_record_and_the_path_goes_through_it():
    """The mean of the path over equal parts of the record is the effect."""
    diary = diary_with(30.0)
    model = ImpactModel(**QUICK).fit(diary)
    (ana,) = model.effects()
    path = model.path("Ana")
    assert np.mean(path.mean) == pytest.approx(ana.mean, rel=1e-6)
    assert path.times[0] > START
    steps = {(b - a).total_seconds() for a, b in zip(path.times, path.times[1:], strict=False)}
    assert max(steps) - min(steps) < 1.0


def test_a_change_is_the_last_quarter_minus_the_first():
    """From the same joint paths as everything else."""
    model = ImpactModel(**QUICK).fit(diary_with(30.0))
    (ana,) = model.effects()
    path = model.path("Ana").mean
    assert ana.change.mean == pytest.approx(np.mean(path[-3:]) - np.mean(path[:3]), rel=1e-6)
    assert 0.0 <= ana.change.p <= 1.0
