"""What `ImpactModel` promises to whoever calls it."""

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from lives import START, plain_checkins

from kith.impact import (
    Diary,
    DiaryError,
    ImpactModel,
    NotIdentified,
    TooFewCheckIns,
    Verdict,
    simulate,
)
from kith.records import CheckIn, Contact

SMALL = {"draws": 120, "paths": 30, "pairs": 2, "grid": 12}


def quick(**options):
    return ImpactModel(**(SMALL | options))


@pytest.fixture(scope="module")
def life():
    return simulate(seed=22, days=150, people=5)


@pytest.fixture(scope="module")
def fitted(life):
    return quick().fit(life.diary(unit="points"))


def numbers(effects):
    return np.array([[e.mean, e.low, e.high, e.p_positive, e.mood_hours.mean] for e in effects])


def test_a_life_is_told_person_by_person(fitted, life):
    """Everybody, alphabetical, each with interval, verdict, contacts and what it is said for."""
    effects = fitted.effects()
    assert [e.person for e in effects] == sorted(life.kinds)
    for effect in effects:
        assert effect.low < effect.mean < effect.high
        assert effect.estimand == "after_4h"
        assert effect.unit == "points"
        assert effect.kind == life.kinds[effect.person]
        assert effect.first_contact < effect.last_contact
    met = {p: sum(p in c.people for c in life.contacts) for p in life.kinds}
    assert {e.person: e.contacts for e in effects} == pytest.approx(met, abs=2)


def test_who_nourishes_and_who_drains_is_found(fitted):
    """Large true effects are declared with the right sign."""
    said = {e.person: e.verdict for e in fitted.effects()}
    assert said["Ana"] is Verdict.NOURISHING
    assert said["Cass"] is Verdict.DRAINING


def test_a_relationship_that_heals_shows_as_a_change(fitted, life):
    """Its last quarter is above its first, and its path rises."""
    ben = next(e for e in fitted.effects() if e.person == "Ben")
    assert ben.change.low > 0.0
    assert ben.change.low < life.truth["Ben"].change < ben.change.high + 0.05
    path = fitted.path("Ben")
    assert len(path.times) == len(path.mean) == SMALL["grid"]
    assert path.mean[-1] > path.mean[0]
    assert all(low < high for low, high in zip(path.low, path.high, strict=True))


def test_the_same_seed_is_the_same_answer(fitted, life):
    """Twice the same, and another seed is close but not the same."""
    again = quick().fit(life.diary())
    other = quick(seed=1).fit(life.diary())
    assert np.array_equal(numbers(fitted.effects()), numbers(again.effects()))
    difference = np.abs(numbers(fitted.effects()) - numbers(other.effects()))
    assert 0.0 < difference.max() < 0.15


def test_another_scale_of_the_outcome_is_the_same_answer_in_that_scale(fitted, life):
    """Mood from 0 to 100 instead of -1 to 1 only changes the unit."""
    rows = [replace(c, outcomes={"mood": 50.0 + 50.0 * c.valence}) for c in life.checkins]
    wide = quick().fit(Diary.from_records(rows, life.contacts, kinds=life.kinds))
    for one, other in zip(fitted.effects(), wide.effects(), strict=True):
        assert other.mean == pytest.approx(50.0 * one.mean, rel=1e-4, abs=1e-4)
        assert other.high == pytest.approx(50.0 * one.high, rel=1e-4, abs=1e-4)
        assert other.sd_units == pytest.approx(one.sd_units, rel=1e-4, abs=1e-5)
        assert other.verdict == one.verdict


def test_where_lower_is_better_nourishing_lowers(life):
    """An outcome such as tension flips what is good, not the numbers."""
    rows = [replace(c, outcomes={"tension": -c.valence}) for c in life.checkins]
    diary = Diary.from_records(
        rows, life.contacts, outcome="tension", higher_is_better=False, kinds=life.kinds
    )
    said = {e.person: e for e in quick().fit(diary).effects()}
    assert said["Ana"].mean < 0.0
    assert said["Ana"].verdict is Verdict.NOURISHING
    assert said["Cass"].verdict is Verdict.DRAINING


def test_the_order_of_rows_changes_nothing(fitted, life):
    """Shuffled records give the same numbers to the last digit."""
    rng = np.random.default_rng(3)
    rows = [life.checkins[i] for i in rng.permutation(len(life.checkins))]
    log = [life.contacts[i] for i in rng.permutation(len(life.contacts))]
    again = quick().fit(Diary.from_records(rows, log, kinds=life.kinds))
    assert np.array_equal(numbers(fitted.effects()), numbers(again.effects()))


def test_progress_rises_to_one(life):
    """A page can show how far a fit has come."""
    told = []
    quick().fit(life.diary(), progress=told.append)
    assert told[-1] == 1.0
    assert len(told) > 10
    assert all(0.0 <= share <= 1.0 for share in told)
    assert sorted(told) == told


def test_a_table_is_columns_of_equal_length(fitted):
    """A notebook can make a frame of it."""
    import pandas as pd

    frame = pd.DataFrame(fitted.table())
    assert len(frame) == len(fitted.effects())
    wanted = {"person", "contacts", "mean", "low", "high", "verdict", "mood_hours_mean", "change_p"}
    assert wanted <= set(frame.columns)
    assert frame["person"].is_monotonic_increasing


def test_plot_draws_with_the_pictures_of_kith(fitted):
    """The forest for everybody, the path for one person."""
    assert fitted.plot().lstrip().startswith("<svg")
    assert fitted.plot("Ben").lstrip().startswith("<svg")


def test_a_person_who_is_not_there_has_no_path(fitted):
    """And the error does not repeat the name."""
    with pytest.raises(KeyError) as caught:
        fitted.path("Zed Secret")
    assert "Zed" not in str(caught.value)


def test_asking_before_fitting_says_so():
    """The contract of estimators: learned things exist after fit."""
    with pytest.raises(AttributeError, match="not fitted"):
        ImpactModel().effects()


def test_the_constructor_only_stores():
    """Parameters come back as they went in, and unknown ones are refused."""
    prior = {"s_p": (0.2, 0.5)}
    model = ImpactModel(hyperprior=prior, seed=7)
    assert model.get_params()["hyperprior"] is prior
    assert ImpactModel(**model.get_params()).get_params() == model.get_params()
    assert model.set_params(seed=8).seed == 8
    with pytest.raises(ValueError, match="not parameters"):
        model.set_params(sede=1)


@pytest.mark.parametrize("wrong", [{"s_q": (0.2, 0.5)}, {"s_p": (-1.0, 0.5)}, {"s_p": (1.0, 0.0)}])
def test_a_hyperprior_that_cannot_be_is_refused(wrong):
    """At fit, as estimators do."""
    diary = Diary.from_records(plain_checkins([0.1, 0.3, 0.2, 0.5]))
    with pytest.raises(ValueError, match="hyper"):
        quick(hyperprior=wrong).fit(diary)


@pytest.mark.parametrize(
    ("moods", "code"),
    [
        ([0.2], "too_few_checkins"),
        ([0.2, 0.4], "too_few_checkins"),
        ([0.2] * 30, "constant_outcome"),
        ([0.1, 0.2] * 15 + [1e300], "outcome_beyond_precision"),
        ([1e16, 1e16 + 2] * 15, "outcome_beyond_precision"),
    ],
)
def test_a_record_that_says_nothing_is_refused_by_code(moods, code):
    """One check-in, or a mood that never moved: there is nothing to learn from."""
    with pytest.raises(DiaryError) as caught:
        quick().fit(Diary.from_records(plain_checkins(moods)))
    assert caught.value.code == code


def test_nobody_met_is_an_answer():
    """A diary without people fits, has no effects, and says nobody."""
    moods = np.random.default_rng(0).normal(0.0, 0.3, 60).tolist()
    model = quick().fit(Diary.from_records(plain_checkins(moods)))
    assert model.effects() == ()
    assert "nobody" in model.notes_


def test_a_few_days_are_not_enough_and_say_so():
    """Ten check-ins: an answer, a warning, and nobody is judged."""
    moods = [0.1, 0.4, 0.2, 0.5, 0.1, 0.3, 0.6, 0.0, 0.2, 0.7]
    people = [["Ana"] if i % 2 else [] for i in range(10)]
    with pytest.warns(TooFewCheckIns):
        model = quick().fit(Diary.from_records(plain_checkins(moods, with_people=people)))
    (ana,) = model.effects()
    assert ana.verdict is Verdict.NOT_ENOUGH_YET
    assert "too_few_checkins" in model.notes_


def test_somebody_always_there_cannot_be_judged():
    """Without check-ins apart from them there is nothing to compare with."""
    moods = np.random.default_rng(1).normal(0.3, 0.3, 200).tolist()
    people = [["Ana"]] * 200
    with pytest.warns(NotIdentified):
        model = quick().fit(Diary.from_records(plain_checkins(moods, with_people=people)))
    assert model.effects()[0].verdict is Verdict.NOT_ENOUGH_YET
    assert "not_identified" in model.notes_


def test_three_hundred_people_met_once_each_are_not_judged():
    """They share what is learnt about their kind, appear all, and wait."""
    rng = np.random.default_rng(2)
    rows = plain_checkins(rng.normal(0.0, 0.3, 400).tolist(), hours=5.0)
    log = [Contact(START + timedelta(hours=6.0 * i), (f"p{i:03d}",)) for i in range(300)]
    model = quick().fit(Diary.from_records(rows, log))
    effects = model.effects()
    assert len(effects) == 300
    assert {e.verdict for e in effects} == {Verdict.NOT_ENOUGH_YET}
    assert "few_contacts_pooled" in model.notes_


def test_with_alone_is_told_as_while_together():
    """Without a log of contacts the difference is that between being together and alone."""
    life = simulate(seed=5, days=150, people=4, logged=False)
    effects = {e.person: e for e in quick().fit(life.diary()).effects()}
    assert {e.estimand for e in effects.values()} == {"while_together"}
    assert effects["Ana"].mean == pytest.approx(life.truth["Ana"].effect, abs=0.1)
    assert effects["Ana"].verdict is Verdict.NOURISHING


def test_check_ins_at_the_same_moment_and_weeks_apart_are_no_trouble():
    """Duplicates in time and long gaps are part of real records."""
    rng = np.random.default_rng(4)
    rows = plain_checkins(rng.normal(0.0, 0.3, 120).tolist(), with_people=[["A"], [], []] * 40)
    rows += [replace(row, at=row.at + timedelta(days=90)) for row in rows]
    rows += rows[:20]
    (effect,) = quick().fit(Diary.from_records(rows)).effects()
    assert np.isfinite([effect.mean, effect.low, effect.high]).all()
    assert effect.contacts == 80


def test_a_covariate_that_never_varies_is_left_out_and_said_so(life):
    """A constant column explains nothing and must not break anything."""
    rows = [replace(c, outcomes={"dose": 20.0}) for c in life.checkins]
    diary = Diary.from_records(rows, life.contacts, covariates=["dose", "sleep"])
    assert "covariate_dropped" in quick().fit(diary).notes_


def test_values_load_without_what_compiles():
    """A page that only shows effects carries neither numba nor scipy."""
    code = (
        "import sys, kith.impact\n"
        "assert not {'numba', 'scipy', 'pandas', 'polars'} & set(sys.modules), 'heavy'"
    )
    source = str(Path(__file__).resolve().parents[2] / "src")
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": source})


def test_the_log_likelihood_is_open_to_be_checked(life):
    """Named hyperparameters in, a number out; better ones give more."""
    diary = life.diary()
    model = quick().fit(diary)
    best = model.log_likelihood(diary, model.parameters_)
    assert best > model.log_likelihood(diary, model.parameters_ | {"sig_e": 3.0})


def test_a_check_in_with_an_infinite_mood_is_refused():
    """Not learnt from, not passed over."""
    with pytest.raises(DiaryError) as caught:
        Diary.from_records([CheckIn(START, valence=float("-inf"))])
    assert caught.value.code == "outcome_not_finite"
