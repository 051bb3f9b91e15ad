"""The JSON of `kith impact` keeps its shape, because scripts rely on it."""

import json

import pytest

from kith.impact import Diary, ImpactModel, Verdict, as_json, simulate

EFFECT_KEYS = {
    "person", "kind", "contacts", "mean", "low", "high", "level", "p_positive", "verdict",
    "change", "estimand", "sd_units", "more_contacts", "mood_hours", "false_sign_rate",
    "first_contact", "last_contact",
}  # fmt: skip


@pytest.fixture(scope="module")
def told():
    life = simulate(seed=8, days=90, people=4)
    diary = Diary.from_records(life.checkins, life.contacts, kinds=life.kinds, unit="points")
    model = ImpactModel(draws=100, paths=20, pairs=2, grid=12).fit(diary)
    return as_json(model.effects(), diary, model.notes_), diary


def test_it_is_json_with_the_agreed_keys(told):
    """Numbers and words only, so that it survives a file."""
    shown, diary = told
    again = json.loads(json.dumps(shown, allow_nan=False))
    assert again == shown
    assert set(shown) == {
        "schema", "n_checkins", "n_people", "outcome", "unit", "higher_is_better", "effects",
        "notes",
    }  # fmt: skip
    assert shown["schema"] == 1
    assert shown["n_checkins"] == diary.n_checkins
    assert shown["n_people"] == len(shown["effects"]) == 4


def test_an_effect_has_the_agreed_keys(told):
    """A change is an object or null; a verdict is one of four words."""
    shown, _ = told
    for effect in shown["effects"]:
        assert set(effect) == EFFECT_KEYS
        assert effect["level"] == 0.9
        assert effect["verdict"] in {str(v) for v in Verdict}
        assert type(effect["verdict"]) is str
        assert effect["change"] is None or set(effect["change"]) == {"mean", "low", "high", "p"}
        assert set(effect["mood_hours"]) == {"mean", "low", "high"}
        assert effect["estimand"] == "after_4h"
        assert effect["first_contact"] <= effect["last_contact"]


def test_a_diary_without_people_is_json_too():
    """No effects, and a note that says why."""
    life = simulate(seed=9, days=20, people=0)
    model = ImpactModel(draws=100, paths=10, pairs=1, grid=8).fit(life.diary())
    shown = as_json(model.effects(), life.diary(), model.notes_)
    assert shown["effects"] == []
    assert "nobody" in shown["notes"]
    json.dumps(shown, allow_nan=False)
