"""Where company cannot be told from its absence nobody is judged, whatever the draws say."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from kith.impact import Diary, ImpactModel, NotIdentified, Verdict
from kith.impact.evidence import (
    FEWEST_TO_COMPARE,
    compared_checkins,
    hardly_alone,
    hardly_in_company,
)
from kith.records import CheckIn

START = datetime(2026, 1, 1, 9, tzinfo=UTC)
N = 300


def diary(who, lift):
    """Return a diary of N check-ins, with whoever `who(i)` names; `lift` is what each adds."""
    rng = np.random.default_rng(0)
    rows = []
    for i in range(N):
        people = tuple(who(i))
        mood = float(rng.normal() + sum(lift.get(p, 0.0) for p in people))
        at = START + timedelta(hours=5 * i)
        rows.append(CheckIn(at=at, outcomes={"mood": mood}, with_people=people))
    return Diary.from_records(rows)


def sides():
    return np.random.default_rng(1).random(N) < 0.5


FLIP = sides()


def one_of_two(i, alone=0):
    if alone and i % (N // alone) == 7:
        return []
    return ["Ana"] if FLIP[i] else ["Ben"]


def fitted(record):
    model = ImpactModel(draws=100, paths=50, grid=20).fit(record)
    return model, {effect.person: effect for effect in model.effects()}


@pytest.mark.parametrize(
    ("who", "compared"),
    [
        (lambda i: ["Ana"], {"Ana": 0}),
        (one_of_two, {"Ana": 0, "Ben": 0}),
        (lambda i: ["Ana", "Ben"] if FLIP[i] else [], {"Ana": 0, "Ben": 0}),
        (lambda i: ["Ana", "Ben"] if FLIP[i] else ["Ana"], {"Ana": 0, "Ben": int((~FLIP).sum())}),
        (lambda i: ["Ana"] if FLIP[i] else [], {"Ana": int((~FLIP).sum())}),
        (lambda i: one_of_two(i, alone=4), {"Ana": 4, "Ben": 4}),
    ],
    ids=["always", "one or the other", "only together", "one always", "free", "alone four times"],
)
def test_what_there_is_to_compare_with_is_counted(who, compared):
    """In two groups it is the number of check-ins without the person; overlaps take from it."""
    record = diary(who, {})
    found = dict(zip(record.people, compared_checkins(record).tolist(), strict=True))
    assert found == pytest.approx(compared, abs=0.01)


@pytest.mark.parametrize("alone", [0, 4])
def test_who_is_less_good_company_than_another_is_not_called_draining(alone):
    """Ben does nothing and Ana lifts: without moments alone a model would lay half of it on Ben."""
    with pytest.warns(NotIdentified):
        model, told = fitted(diary(lambda i: one_of_two(i, alone), {"Ana": 1.5}))
    assert {e.verdict for e in told.values()} == {Verdict.NOT_ENOUGH_YET}
    assert {e.more_contacts for e in told.values()} == {None}
    assert "not_identified" in model.notes_


def test_of_two_who_only_come_together_neither_is_judged():
    """What they do together is known; which of them does it is not."""
    with pytest.warns(NotIdentified):
        _, told = fitted(diary(lambda i: ["Ana", "Ben"] if FLIP[i] else [], {"Ana": 2.0}))
    assert {e.verdict for e in told.values()} == {Verdict.NOT_ENOUGH_YET}


def test_others_are_judged_beside_somebody_who_is_always_there():
    """Only of those concerned is nothing said."""
    with pytest.warns(NotIdentified):
        _, told = fitted(diary(lambda i: ["Ana", "Ben"] if FLIP[i] else ["Ana"], {"Ben": 1.5}))
    assert told["Ana"].verdict is Verdict.NOT_ENOUGH_YET
    assert told["Ben"].verdict is Verdict.NOURISHING


@pytest.mark.filterwarnings("error::kith.impact.NotIdentified")
def test_with_enough_moments_alone_a_verdict_stands():
    """And there is no warning: few contacts among very many check-ins are no trouble."""
    _, told = fitted(diary(lambda i: ["Ana"] if FLIP[i] else [], {"Ana": 1.5}))
    assert told["Ana"].verdict is Verdict.NOURISHING
    rare = diary(lambda i: ["Ana"] if i % 60 == 0 else [], {})
    assert not hardly_alone(rare)
    assert not hardly_in_company(rare)
    assert compared_checkins(rare)[0] >= FEWEST_TO_COMPARE


@pytest.mark.filterwarnings("error::kith.impact.NotIdentified")
def test_people_who_overlap_are_told_apart_though_nobody_is_ever_alone():
    """The note says what they are compared with, and does not deny what the table says."""
    draws = np.random.default_rng(3).random((N, 3)) < 0.55

    def who(i):
        there = [name for name, here in zip(("Ana", "Ben", "Cy"), draws[i], strict=True) if here]
        return there or ["Ben"]

    model, told = fitted(diary(who, {"Ana": 2.0, "Cy": -2.0}))
    assert (told["Ana"].verdict, told["Cy"].verdict) == (Verdict.NOURISHING, Verdict.DRAINING)
    assert "hardly_alone" in model.notes_
    assert "not_identified" not in model.notes_


def test_hours_that_nobody_measured_are_not_a_want_of_comparison():
    """Somebody met only where nothing was told has contacts too few, not absences."""
    record = diary(lambda i: ["Ana"] if FLIP[i] else [], {})
    known = Diary.from_records(
        [CheckIn(at=START + timedelta(hours=i), outcomes={"mood": i % 3}, with_people=())
         for i in range(40)]
        + [CheckIn(at=START + timedelta(days=30), with_people=("Ana",))]
    )  # fmt: skip
    assert compared_checkins(known)[0] == np.inf
    assert np.isfinite(compared_checkins(record)).all()
