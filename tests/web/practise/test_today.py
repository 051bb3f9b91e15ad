"""What Today offers: at most one practice, openly chosen, and a "not now" that is kept to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith import practices
from kith.web.people.models import CareSetting
from kith.web.practise import creating, offering, saving, signals
from kith.web.practise.library import library
from kith.web.practise.models import Intention
from kith.web.today.models import CheckIn, Contact


@pytest.fixture
def now():
    return timezone.now()


def heavy(space, now, mood=-0.6, times=3):
    for days in range(times):
        at = now - timedelta(days=days % 6, minutes=days + 1)
        CheckIn.objects.create(space=space, at=at, valence=mood)


def met(space, now, person, **more):
    contact = Contact.objects.create(space=space, at=now - timedelta(hours=5), **more)
    contact.people.add(person)


def name(space, now):
    found = offering.offered(space, now)
    return found and found.name


def test_an_empty_life_is_offered_nothing(client, space, now):
    """No people, no contacts, no words yet."""
    assert offering.offered(space, now) is None
    assert "Something you could do" not in client.get("/today/").content.decode()
    assert client.get("/practise/").status_code == 200


@pytest.mark.parametrize("week", [(-0.6, 3, True), (-0.6, 2, False), (0.4, 9, False)])
def test_a_heavy_week_brings_a_break_of_kindness(client, space, now, week):
    """From three days on; and the page says why."""
    mood, times, wanted = week
    heavy(space, now, mood, times)
    assert (name(space, now) == "self_compassion_break") is wanted
    page = client.get("/today/").content.decode()
    assert ("Why this?" in page) is wanted
    assert ("mostly on the unpleasant side" in page) is wanted


def test_one_heavy_hour_is_no_heavy_week(space, now):
    """Many check-ins of one day count as that day."""
    for minutes in range(9):
        at = now - timedelta(minutes=minutes)
        CheckIn.objects.create(space=space, at=at, valence=-0.9)
    assert name(space, now) is None


def test_a_boundary_that_was_ticked_and_a_draining_contact_are_seen(space, now, person):
    """By the tick and the number alone; a tie that asks for care gives no signal."""
    marc = person("Marc", kinds=["friend"])
    met(space, now, marc, boundary=True)
    assert signals.holds("boundary", signals.Lately(space, now))
    assert name(space, now) == "boundaries"
    CareSetting.objects.create(space=space, person=marc, at=now, state="care")
    assert name(space, now) is None
    other = person("Ana", kinds=["friend"])
    met(space, now, other, felt=-2)
    assert name(space, now) == "trigger_chain"


def test_a_boundary_that_came_up_leads_to_the_boundaries(client, space, now, person):
    """With why; once something was written down there, to what comes before a talk."""
    ana = person("Ana", kinds=["friend"])
    met(space, now, ana, boundary=True)
    page = client.get("/today/").content.decode()
    offer = page.partition('id="offer"')[2].partition("</aside>")[0]
    assert 'href="/boundaries/"' in offer
    assert "a boundary came up in a contact" in offer
    client.post("/boundaries/new/", {"sort": "time", "when": "it is late", "then": "I go to bed"})
    assert name(space, now + timedelta(minutes=1)) == "before_i_speak"


def test_not_now_to_a_room_is_kept_to(client, space, now, person):
    """For two weeks, however often a boundary comes up; nothing else is offered for it."""
    ana = person("Ana", kinds=["friend"])
    met(space, now, ana, boundary=True)
    assert client.post("/practise/room/not-now", {"room": "boundaries"}).status_code == 302
    for days in (0, 1, 13):
        met(space, now + timedelta(days=days), ana, boundary=True)
        assert name(space, now + timedelta(days=days)) is None
    assert "Something you could do" not in client.get("/today/").content.decode()
    met(space, now + timedelta(days=15), ana, boundary=True)
    assert name(space, now + timedelta(days=15)) == "boundaries"
    assert client.post("/practise/room/not-now", {"room": "nowhere"}).status_code == 404
    client.post("/practise/room/not-now", {"room": "boundaries", "never": "1"})
    assert name(space, now + timedelta(days=15)) is None


def test_something_to_say_is_seen_until_it_was_looked_back_on(space, now, person):
    """A question for somebody is a talk ahead; what one wants to do oneself is none."""
    ana = person("Ana")
    Intention.objects.create(space=space, at=now, person=ana, cue="the phone rings", act="a breath")
    assert name(space, now + timedelta(hours=1)) is None
    one, text = library().practices["other_shoes"], library().texts["other_shoes"]
    run = saving.begin(space, one, text, now, person=ana)
    for step in one.steps:
        mine = {"question": "How was your day?"} if step.id == "ask" else {}
        path = saving.keep(run, one, step.id, mine, now)
    number = next(n for n, c in enumerate(one.end.creates) if c.kind == "intention")
    creating.made(run, one, path, number)
    kept = Intention.objects.latest("pk")
    Intention.objects.filter(pk=kept.pk).update(at=now)
    kept.refresh_from_db()
    assert name(space, now + timedelta(hours=1)) == "before_i_speak"
    kept.looks = [{"at": now.isoformat(), "said": "did"}]
    kept.save()
    assert name(space, now + timedelta(hours=1)) is None


def test_not_now_brings_nothing_else_in_its_place_that_day(space, now, person):
    """The next day something else may come."""
    heavy(space, now)
    met(space, now, person("Ana", kinds=["friend"]), felt=-2)
    assert name(space, now) == "self_compassion_break"
    offering.not_now(space, "self_compassion_break", now)
    assert name(space, now) is None
    assert name(space, now + timedelta(days=1)) == "trigger_chain"


def test_a_talk_that_was_planned_is_asked_after_from_the_next_day_on(space, now, person):
    """Once, and not where the tie is set to care by then."""
    ana = person("Ana")
    for practice in ("plan_a_talk", "after_a_talk"):
        one, text = library().practices[practice], library().texts[practice]
        if practice == "after_a_talk":
            assert name(space, now + timedelta(hours=9)) is None
            assert name(space, now + timedelta(days=2)) == "after_a_talk"
            care = CareSetting.objects.create(space=space, person=ana, at=now, state="care")
            assert name(space, now + timedelta(days=2)) is None
            care.delete()
        run = saving.begin(space, one, text, now, person=ana)
        for step in one.steps:
            saving.keep(run, one, step.id, {}, now)
    assert not signals.holds("talk_planned", signals.Lately(space, now + timedelta(days=2)))
    assert name(space, now + timedelta(days=8)) is None


@pytest.mark.parametrize(
    ("chose", "wanted"),
    [("talk", "before_i_speak"), ("smaller", "before_i_speak"), ("wait", None), ("drop", None)],
)
def test_a_talk_that_is_to_be_had_is_seen_the_same_day(space, now, person, chose, wanted):
    """By what was chosen at its end; not for a tie that is set to care, and not once it was begun."""
    ana = person("Ana")
    one, text = library().practices["plan_a_talk"], library().texts["plan_a_talk"]
    run = saving.begin(space, one, text, now, person=ana)
    for step in one.steps:
        values = {"now": chose} if step.id == "now" else {}
        saving.keep(run, one, step.id, values, now)
    assert name(space, now + timedelta(hours=9)) == wanted
    assert name(space, now + timedelta(hours=25)) == "after_a_talk"
    care = CareSetting.objects.create(space=space, person=ana, at=now, state="care")
    assert name(space, now + timedelta(hours=9)) is None
    care.delete()
    before = library().practices["before_i_speak"]
    saving.begin(space, before, library().texts["before_i_speak"], now + timedelta(hours=1))
    assert name(space, now + timedelta(hours=9)) is None


def test_not_now_is_kept_to_for_two_weeks(client, space, now):
    """And then it may be offered again, should it still fit."""
    heavy(space, now)
    found = offering.offered(space, now)
    client.post(f"/practise/{found.number}/not-now")
    assert name(space, now) is None
    assert "Something you could do" not in client.get("/today/").content.decode()
    later = now + timedelta(days=15)
    heavy(space, later)
    assert name(space, later) == "self_compassion_break"


def test_nothing_at_all_is_offered_where_that_was_chosen(client, space, now):
    """Until it is wanted again."""
    heavy(space, now)
    client.post(f"/practise/{offering.offered(space, now).number}/not-now", {"never": "1"})
    assert name(space, now) is None
    assert "Today offers no practice." in client.get("/practise/").content.decode()
    client.post("/practise/offers", {"offers": "yes"})
    assert name(space, now) == "self_compassion_break"


def test_what_was_begun_lately_is_not_offered_again(space, now):
    """The run is on the page Practise."""
    heavy(space, now)
    one = library().practices["self_compassion_break"]
    saving.begin(space, one, library().texts[one.id], now)
    assert name(space, now) is None


def test_nothing_is_offered_beside_help(client, space, now):
    """Heavy words bring help alone."""
    heavy(space, now)
    sent = {"mood_set": "1", "valence": "-0.5", "arousal": "0", "note": "I want to die"}
    page = client.post("/today/", sent, follow=True).content.decode()
    assert "care-panel" in page
    assert "Something you could do" not in page


def test_every_rule_names_a_signal_and_a_practice():
    """Of the practices of a rule one at least is there."""
    known = practices.library().practices
    for rule in offering.rules():
        assert rule.signal in signals.names()
        assert rule.why
        assert any(name in known for name in rule.practices)
        assert not rule.room or rule.room in offering.rooms()
    assert len({rule.signal for rule in offering.rules()}) == len(offering.rules())


def test_a_stranger_gives_no_signal(space, strangers_space, now):
    """Her heavy week is hers."""
    heavy(strangers_space, now)
    assert offering.offered(space, now) is None
