"""Fits happen one at a time, beside the page, and only for check-ins they have not seen."""

import json

import pytest

from kith.web.insight import fitting
from kith.web.insight.fingerprint import fingerprint
from kith.web.insight.gather import gathered, pk_of
from kith.web.insight.models import Fit
from kith.web.insight.outcomes import ENERGY, MOOD, outcomes_of
from kith.web.today.models import CheckIn, Contact


@pytest.fixture
def told(diary):
    return diary()


def test_a_new_check_in_makes_the_answer_old_and_wakes_one_fit(space, told, tasks):
    """Opening the page twice does not start the work twice."""
    assert fitting.wake(space, MOOD).running
    assert fitting.wake(space, MOOD).running
    assert len(tasks) == 1


def test_a_second_outcome_waits_for_the_first(space, told, tasks):
    """One at a time, so that the machine stays the person's."""
    CheckIn.objects.update(energy=0.1)
    fitting.wake(space, MOOD)
    assert fitting.wake(space, ENERGY).waiting
    assert len(tasks) == 1


def test_the_answer_is_stored_and_then_fresh(space, told, tasks, room):
    """A real child works it out; the next page finds it and starts nothing."""
    fitting.wake(space, MOOD)
    tasks.pop()()
    fit = fitting.latest_fit(space, MOOD)
    effects = {e["person"]: e for e in fit.result["effects"]}
    amara, zed = (effects[f"p{told[name].pk}"] for name in ("Amara", "Zed"))
    assert amara["mean"] > 0.5 > zed["mean"]
    assert fit.fingerprint == fingerprint(space, MOOD)
    assert fitting.wake(space, MOOD).fresh
    assert tasks == []
    assert room.children == []


def test_nothing_is_stored_once_the_room_is_locked(space, told, tasks, room, monkeypatch):
    """Locking ends the child; an answer that was just ready is dropped with the key."""
    fitting.wake(space, MOOD)
    monkeypatch.setattr(fitting, "_work", lambda work, _: setattr(room, "locked", True))
    tasks.pop()()
    assert not Fit.objects.exists()


def test_the_room_can_end_the_child(space, told, tasks, room, monkeypatch):
    """While it works, the child stands among what a lock kills."""
    seen = []
    fitting.wake(space, MOOD)
    work = fitting._turns[0].work
    run = work.run
    monkeypatch.setattr(
        work,
        "run",
        lambda started: run(
            lambda child: (started(child), seen.extend(room.children), work.stop())
        ),
    )
    tasks.pop()()
    assert len(seen) == 1
    assert seen[0].poll() is not None
    assert room.children == []


def test_a_fault_is_kept_and_not_tried_again_by_itself(space, told, tasks, monkeypatch):
    """A page that is reloaded does not run into the same wall again and again."""
    monkeypatch.setattr(fitting, "gathered", lambda *_: 1 / 0)
    fitting.wake(space, MOOD)
    tasks.pop()()
    assert fitting.wake(space, MOOD).problem == "broke"
    assert tasks == []
    assert fitting.wake(space, MOOD, again=True).running


def test_a_problem_does_not_delete_the_last_answer(space, told, tasks, answered, monkeypatch):
    """Old and true is better than nothing."""
    kept = answered([(told["Amara"], "nourishing", 0.8, 0.4, 1.2, None)])
    monkeypatch.setattr(fitting, "gathered", lambda *_: 1 / 0)
    fitting.wake(space, MOOD)
    tasks.pop()()
    assert fitting.latest_fit(space, MOOD) == kept


def test_today_begins_a_fit_without_waiting_and_not_after_every_check_in(
    space, told, tasks, client
):
    """Opening Today asks in the background, at most once in half an hour."""
    assert client.get("/today/").status_code == 200
    assert client.get("/today/").status_code == 200
    assert len(tasks) == 1
    assert fitting._turns == []
    tasks.pop()()
    assert fitting._turns[0].outcome == "mood"
    fitting._turns.clear()
    tasks.clear()
    later = fitting._nudged[0] + fitting.NUDGE_SECONDS + 1
    fitting.nudge(space, clock=lambda: later)
    assert len(tasks) == 1


def test_too_few_check_ins_start_nothing(space, diary, tasks):
    """Below twenty, every answer would only be what was assumed."""
    diary(days=4)
    assert fitting.wake(space, MOOD).fresh
    assert tasks == []


def test_no_name_and_no_word_of_a_note_leaves_the_room(space, told):
    """What is sent to the child holds keys and numbers only."""
    sent = json.dumps(gathered(space, MOOD))
    assert "Amara" not in sent
    assert "canary" not in sent
    assert f'"p{told["Amara"].pk}"' in sent


def test_a_strangers_rows_are_not_sent(space, told, diary, strangers_space):
    """Only this space's people and days go into its fit."""
    diary(of=strangers_space)
    order = gathered(space, MOOD)
    assert len(order["check_ins"]) == 24 * 4
    assert set(order["kinds"]) == {f"p{p.pk}" for p in told.values()}


def test_mood_is_sent_in_points_of_ten(space, told):
    """From −1..1 to 0..10, so that every number of the answer is in what the page shows."""
    row = CheckIn.objects.earliest("at")
    row.valence = -1.0
    row.save()
    assert gathered(space, MOOD)["check_ins"][0][2] == 0.0


@pytest.mark.parametrize(
    ("key", "pk"), [("p12", 12), ("p", None), ("12", None), ("p-1", None), ("p١", None), ("", None)]
)
def test_only_our_own_keys_lead_back_to_a_person(key, pk):
    """A key that we did not make means nobody."""
    assert pk_of(key) == pk


CHANGES = {
    "a new check-in": lambda s, p: CheckIn.objects.create(
        space=s, at="2026-05-01T10:00Z", valence=0.1
    ),
    "another mood": lambda s, p: CheckIn.objects.filter(pk=_first(CheckIn).pk).update(valence=0.77),
    "another time": lambda s, p: CheckIn.objects.filter(pk=_first(CheckIn).pk).update(
        at="2026-03-01T00:00Z"
    ),
    "deleted": lambda s, p: CheckIn.objects.filter(pk=_first(CheckIn).pk).update(
        deleted_at="2026-05-01T10:00Z"
    ),
    "who was there": lambda s, p: _first(CheckIn).company.add(p["Zed"]),
    "company is known": lambda s, p: CheckIn.objects.filter(pk=_first(CheckIn).pk).update(
        company_known=True
    ),
    "another person met": lambda s, p: _first(Contact).people.set([p["Amara"]]),
    "another length": lambda s, p: Contact.objects.filter(pk=_first(Contact).pk).update(minutes=5),
    "contact deleted": lambda s, p: Contact.objects.filter(pk=_first(Contact).pk).update(
        deleted_at="2026-05-01T10:00Z"
    ),
    "another kind": lambda s, p: (
        type(p["Zed"]).objects.filter(pk=p["Zed"].pk).update(kinds=["friend"])
    ),
}


def _first(model):
    return model.objects.earliest("at")


@pytest.mark.parametrize("change", CHANGES, ids=list(CHANGES))
def test_whatever_a_fit_reads_changes_the_fingerprint(space, told, change):
    """An answer never poses as fresh when something under it has moved."""
    before = fingerprint(space, MOOD)
    CHANGES[change](space, told)
    assert fingerprint(space, MOOD) != before


def test_what_a_fit_does_not_read_leaves_the_answer_fresh(space, told):
    """A note, a name or a rating is no reason to work everything out again."""
    before = fingerprint(space, MOOD)
    CheckIn.objects.update(note="other words", feelings=["calm"])
    Contact.objects.update(felt=3, note="x")
    told["Zed"].name = "Somebody else"
    told["Zed"].save()
    assert fingerprint(space, MOOD) == before


def test_numbers_of_an_import_can_be_asked_about(space, told):
    """A column keeps its own unit, its name stays out of the address, and it makes a mark of its own."""
    CheckIn.objects.update(outcomes={"Tension with M.": 4.5})
    mine = [o for o in outcomes_of(space) if not o.points]
    assert [o.name for o in mine] == ["Tension with M."]
    assert "Tension" not in mine[0].key
    before = fingerprint(space, mine[0])
    CheckIn.objects.filter(pk=_first(CheckIn).pk).update(outcomes={"Tension with M.": 9.0})
    assert fingerprint(space, mine[0]) != before
    assert gathered(space, mine[0])["check_ins"][0][2] == 9.0
    assert fitting.enough(space, mine[0])
