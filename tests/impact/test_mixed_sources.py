"""A diary that knows people from `with`, and then a first logged contact: nobody's answer turns."""

from datetime import timedelta

import numpy as np
import pytest
from csd_record import csd_checkins, csd_file
from lives import START, plain_checkins

from kith.impact import Diary, ImpactModel, Verdict
from kith.impact.evidence import estimands_of, measured_contacts, people_measured
from kith.records import CheckIn, Contact

QUICK = {"draws": 120, "paths": 20, "pairs": 2, "grid": 12}


def company(n=900, seed=6):
    """Months of check-ins with three people in turn, each of whom lifts or lowers the moment."""
    rng = np.random.default_rng(seed)
    here = [
        [str(rng.choice(["Ana", "Ben", "Zed"]))] if rng.random() < 0.6 else [] for _ in range(n)
    ]
    lift = {"Ana": 0.3, "Ben": 0.25, "Zed": -0.3}
    moods = [sum(lift[p] for p in who) + 0.35 * rng.normal() for who in here]
    return plain_checkins(moods, hours=5.0, with_people=here)


def contact(person="Ana", hours=20.0, minutes=None):
    return Contact(START + timedelta(hours=hours), (person,), minutes=minutes)


def effects_of(checkins, contacts=(), **options):
    model = ImpactModel(**(QUICK | options)).fit(Diary.from_records(checkins, contacts))
    return {e.person: e for e in model.effects()}


def test_one_logged_contact_leaves_everybodys_answer_as_it_was():
    """What was known from being together is still told of being together."""
    checkins = company()
    before, after = effects_of(checkins), effects_of(checkins, [contact()])
    assert {e.verdict for e in before.values()} == {Verdict.NOURISHING, Verdict.DRAINING}
    for person, effect in before.items():
        assert after[person].verdict is effect.verdict
        assert after[person].estimand == effect.estimand == "while_together"
        assert after[person].mean == pytest.approx(effect.mean, abs=0.03)


@pytest.mark.data
@pytest.mark.skipif(csd_file() is None, reason="no public records: set KITH_DATA")
def test_one_logged_contact_leaves_the_real_record_as_it_was():
    """Seven kinds of company over 239 days, and one phone call to a friend on top."""
    checkins = csd_checkins(csd_file())
    call = Contact(checkins[700].at - timedelta(hours=1), ("friends",), minutes=20)
    before, after = effects_of(checkins), effects_of(checkins, [call])
    assert len(before) == 7
    for person, effect in before.items():
        assert (after[person].verdict, after[person].estimand) == (effect.verdict, "while_together")


def test_coming_back_after_years_leaves_the_old_answer_as_it_was():
    """An old diary and one check-in of today: the years between are nobody's average."""
    checkins = company()
    at = checkins[-1].at + timedelta(days=4000)
    late = CheckIn(at, valence=0.1, with_people=("Ana",))
    call = Contact(at - timedelta(hours=1), ("Ana",), minutes=60)
    model = ImpactModel(**QUICK).fit(Diary.from_records([*checkins, late], [call]))
    before = effects_of(checkins)
    for effect in model.effects():
        old = before[effect.person]
        assert (effect.verdict, effect.estimand) == (old.verdict, old.estimand)
        assert effect.mean == pytest.approx(old.mean, abs=0.03)
        assert effect.high - effect.low == pytest.approx(old.high - old.low, rel=0.25)
        assert (effect.change is None) == (old.change is None)
    assert model.path("Ana").times[-1] < checkins[-1].at


def test_each_person_is_told_by_where_most_of_their_contacts_come_from():
    """Ana from `with`, Mia from the log, Ben from more of the log than of `with`; a tie is `with`."""
    checkins = company(60)
    own = sum("Ben" in row.with_people for row in checkins)
    log = [contact("Mia", 13.0 + 50 * i) for i in range(4)]
    log += [contact("Ben", 2.0 + 5.0 * i) for i in range(own)]
    diary = Diary.from_records(checkins, log)
    assert dict(zip(diary.people, estimands_of(diary), strict=True)) == {
        "Ana": "while_together",
        "Ben": "while_together",
        "Mia": "after_4h",
        "Zed": "while_together",
    }
    more = Diary.from_records(checkins, [*log, contact("Ben", 2.0 + 5.0 * own)])
    assert estimands_of(more)[1] == "after_4h"


def test_path_and_effect_of_one_person_are_about_the_same():
    """A path is told as its person's effect, and the mean of one is the other."""
    checkins = company(300)
    log = [contact("Mia", 7.0 + 30 * i, minutes=45) for i in range(40)]
    model = ImpactModel(**QUICK).fit(Diary.from_records(checkins, log))
    for effect in model.effects():
        path = model.path(effect.person)
        assert path.estimand == effect.estimand
        assert np.mean(path.mean) == pytest.approx(effect.mean, rel=1e-6)
    assert model.path("Mia").estimand == "after_4h"


def test_hours_that_nobody_watched_never_end_in_no_clear_effect():
    """Asked for the hours after, a record of `with` alone cannot say that they are unchanged."""
    for effect in effects_of(company(), estimand="after_4h").values():
        assert effect.verdict is not Verdict.NO_CLEAR_EFFECT


def test_a_short_trace_learnt_from_others_does_not_acquit_who_was_hardly_watched():
    """Company of others may show that traces are short; Mia's own hours are still unknown."""
    log = [contact("Mia", 5.0 * 40 * i + 1.0) for i in range(12)]
    pinned = {"tau_c": (0.02, 1e-3)}
    mia = effects_of(company(), log, hyperprior=pinned)["Mia"]
    assert mia.estimand == "after_4h"
    assert max(abs(mia.low), abs(mia.high)) < 0.15
    assert mia.verdict is Verdict.NOT_ENOUGH_YET


def test_a_contact_counts_as_measured_when_a_mood_falls_into_its_stretch():
    """The four hours from the start of a logged contact, or the very check-in that names somebody."""
    rows = [
        CheckIn(START + timedelta(hours=h), valence=v, with_people=w)
        for h, v, w in (
            (0, 0.1, ("Ana",)), (10, None, ("Ana",)), (20, 0.2, ()), (33, 0.0, ("Zed",)), (50, 0.3, ()),
        )
    ]  # fmt: skip
    log = [contact("Mia", 17.0), contact("Mia", 24.0), contact("Mia", 45.0, minutes=30)]
    diary = Diary.from_records(rows, log)
    own = estimands_of(diary)
    assert dict(zip(diary.people, measured_contacts(diary, own), strict=True)) == {
        "Ana": 1, "Mia": 1, "Zed": 1,
    }  # fmt: skip
    assert measured_contacts(diary, ("after_4h",) * 3).tolist() == [0, 1, 0]
    assert people_measured(diary) == 3


def test_somebody_named_only_where_no_mood_was_told_is_not_counted_as_measured():
    """The answer does not rest on people of whom no mood is known."""
    rows = [
        CheckIn(START + timedelta(hours=7 * i), valence=0.1 * (i % 3), with_people=())
        for i in range(9)
    ]
    rows.append(CheckIn(START + timedelta(hours=33), with_people=("Ana",)))
    diary = Diary.from_records(rows)
    assert diary.people == ("Ana",)
    assert people_measured(diary) == 0
