"""What a real record of one person says about seven kinds of company against being alone."""

import pytest
from csd_record import csd_checkins, csd_file

from kith.impact import Diary, ImpactModel, Verdict

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(csd_file() is None, reason="no public records: set KITH_DATA"),
]


@pytest.fixture(scope="module")
def told():
    diary = Diary.from_records(csd_checkins(csd_file()))
    model = ImpactModel().fit(diary)
    return diary, model, {e.person: e for e in model.effects()}


def test_the_record_is_read_whole(told):
    """1476 beeps of which three have no mood; four do not say who was there."""
    diary, model, effects = told
    assert diary.n_checkins == 1473
    assert diary.company_unknown.sum() <= 4
    assert "company_partly_unknown" in model.notes_
    assert len(effects) == 7
    assert {e.estimand for e in effects.values()} == {"while_together"}


def test_partner_friends_and_strangers_come_out_positive(told):
    """With intervals above zero, near what another implementation of the model gave."""
    diary, _, effects = told
    expected = {"partner": 0.30, "friends": 0.25, "strangers/others": 0.49}
    for person, sd_units in expected.items():
        effect = effects[person]
        assert effect.low > 0.0
        assert effect.verdict is Verdict.NOURISHING
        assert effect.sd_units == pytest.approx(sd_units, abs=0.15)
        assert effect.mean == pytest.approx(effect.sd_units * diary.y.std())


def test_no_company_is_ranked_by_a_raw_mean(told):
    """Colleagues lead by far when means are compared (34 beeps); not when the rest is known."""
    diary, _, effects = told
    alone = diary.y[[i for i in range(diary.n_checkins) if _alone(diary, i)]].mean()
    raw = {p: _mean_with(diary, p) - alone for p in effects}
    assert max(raw, key=raw.get) == "colleagues"
    assert raw["colleagues"] / diary.y.std() > 0.8
    assert effects["colleagues"].sd_units < 0.5
    spread = [e.sd_units for e in effects.values()]
    assert max(spread) - min(spread) < 0.3


def test_weights_over_hyperparameters_hold(told):
    """The draws can be relied on, with no fallback."""
    _, model, _ = told
    assert model.ess_ > 40  # of 64 draws, spread wider than the posterior (decision 254)
    assert model.khat_ < 0.7


def _mean_with(diary, person):
    ends = diary.stays.end[diary.stays.person == diary.people.index(person)]
    return diary.y[[t in set(ends.tolist()) for t in diary.time]].mean()


def _alone(diary, i):
    return not diary.company_unknown[i] and diary.time[i] not in diary.stays.end
