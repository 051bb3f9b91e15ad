"""A check-in that comes in later says what it would have said in the whole record, to 1e-8."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from lives import awkward_records

from kith.impact import Diary, ImpactModel, simulate
from kith.impact.design import build_design
from kith.impact.following import Following
from kith.impact.forecasts import upto
from kith.impact.likelihood import fitted, prior_covariance
from kith.impact.passes import sums
from kith.records import CheckIn, Contact

KINDS = {f"p{j}": "friend" for j in range(4)}
NEW = 12


def diary_of(checkins, contacts):
    return Diary.from_records(checkins, contacts, kinds=KINDS)


def beginning(checkins, contacts, last):
    """What was known at a moment: contacts that had begun by then."""
    rows = [row for row in checkins if row.at <= last]
    return diary_of(rows, [c for c in contacts if c.start <= last])


def settled(seed):
    """Records in which nothing of before a check-in turns out to be otherwise after it."""
    checkins, contacts = awkward_records(seed, n=90)
    moments = sorted(row.at for row in checkins if row.valence is not None)
    last = moments[-NEW - 1]
    kept = [
        c for c in contacts
        if not abs((c.start + timedelta(minutes=c.minutes or 0)) - last) < timedelta(hours=2)
    ]  # fmt: skip
    return checkins, kept, last


def of_the_whole(model, longer, k):
    """Posterior of effects at one followed draw, from one pass over the longer record."""
    design = build_design(model.diary_)
    ahead = build_design(longer, like=design)
    ahead = replace(ahead, y=(longer.y - design.center) / design.scale)
    found, at = model.drawn_, np.linspace(0, len(model.drawn_.theta) - 1, 4).astype(int)[k]
    prior = prior_covariance(ahead, found.theta[at], found.lasting[at], found.drift[at])
    return fitted(sums(ahead, found.theta[at]), prior)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.filterwarnings("ignore")
def test_following_is_the_whole_record_at_the_same_hyperparameters(seed):
    """Mean and covariance of all effects, and the weights by what was foreseen; one by one or at once."""
    checkins, contacts, last = settled(seed)
    model = ImpactModel(draws=40, paths=20, seed=seed).fit(beginning(checkins, contacts, last))
    longer = diary_of(checkins, contacts)
    assert longer.n_checkins == model.diary_.n_checkins + NEW
    live, steps = Following.of(model, 4), Following.of(model, 4)
    assert live.tell(longer)
    for n in range(model.diary_.n_checkins, longer.n_checkins):
        assert steps.tell(upto(longer, n + 1))
    for k in range(4):
        whole = of_the_whole(model, longer, k)
        np.testing.assert_allclose(live.mean[k], whole.mean, rtol=0, atol=1e-8)
        np.testing.assert_allclose(live.covariance[k], whole.covariance, rtol=0, atol=1e-8)
        np.testing.assert_allclose(steps.mean[k], whole.mean, rtol=0, atol=1e-8)
    gained = [
        of_the_whole(model, longer, k).log_density
        - of_the_whole(model, model.diary_, k).log_density
        for k in range(4)
    ]
    weight = np.exp(np.array(gained) - max(gained))
    np.testing.assert_allclose(live.weights, weight / weight.sum(), atol=1e-8)


@pytest.mark.filterwarnings("ignore")
def test_what_changes_what_was_before_asks_for_a_fit():
    """Somebody new, a contact told later, another mood of before: nothing is taken in."""
    checkins, contacts, last = settled(1)
    known = beginning(checkins, contacts, last)
    live = Following.of(ImpactModel(draws=40, paths=20).fit(known), 2)
    before = live.mean.copy()
    new = CheckIn(last + timedelta(hours=3), valence=0.1, with_people=("p0",))
    earlier = [row for row in checkins if row.at <= last]
    early = [c for c in contacts if c.start <= last]
    someone = replace(new, with_people=("Nobody yet",))
    told_late = Contact(start=last - timedelta(hours=1), people=("p1",), minutes=20)
    other = [replace(earlier[0], valence=-0.9), *earlier[1:]]
    assert not live.tell(diary_of([*earlier, someone], early))
    assert not live.tell(diary_of([*earlier, new], [*early, told_late]))
    assert not live.tell(diary_of([*other, new], early))
    assert np.array_equal(live.mean, before)
    assert live.tell(diary_of([*earlier, new], early))
    assert not np.array_equal(live.mean, before)


@pytest.mark.filterwarnings("ignore")
def test_followed_effects_stay_near_those_of_a_new_fit():
    """A fortnight more of a made-up life: means within a fifth of an SD of what a new fit says."""
    life = simulate(seed=3, days=74, people=5)
    cut = life.checkins[0].at + timedelta(days=60)
    rows = [row for row in life.checkins if row.at <= cut]
    told = [c for c in life.contacts if c.start <= cut]
    model = ImpactModel().fit(Diary.from_records(rows, told, kinds=life.kinds))
    live, longer = Following.of(model), life.diary()
    assert live.tell(longer)
    fresh = {e.person: e for e in ImpactModel().fit(longer).effects()}
    was = {e.person: e for e in model.effects()}
    now = live.now(model)
    away = [abs(one.mean - fresh[one.person].mean) / one.sd for one in now]
    still = [abs(was[one.person].mean - fresh[one.person].mean) / one.sd for one in now]
    assert np.mean(away) < 0.2
    assert np.mean(away) < np.mean(still)


def test_a_fit_with_covariates_is_not_followed():
    """Their units are of the whole record, so a check-in would change all of it."""
    life = simulate(seed=1, days=30, people=3)
    model = ImpactModel(draws=30, paths=8).fit(life.diary(covariates=["sleep"]))
    with pytest.raises(ValueError, match="covariates"):
        Following.of(model)
