"""Other words for something that is to be tried."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.practise.models import Intention
from kith.web.shell import aside

SAID = {"how": "patient", "cue": "the phone rings", "act": "take one breath"}
OTHER = {"how": "", "cue": "the phone rings at supper", "act": "take two breaths"}


@pytest.fixture
def one(space):
    """Something to be tried, looked back on once."""
    at = timezone.now() - timedelta(days=9)
    look = {"at": at.isoformat(), "said": "did", "near": 4}
    return Intention.objects.create(space=space, at=at, zone="UTC", looks=[look], **SAID)


def place(one):
    return f"/practise/intention/{one.pk}/"


def shown(answer):
    return unescape(answer.content.decode())


def test_words_can_be_changed_and_looks_stay(client, one):
    """The page Practise leads there; what was said of it so far is untouched."""
    assert place(one) in shown(client.get("/practise/"))
    page = shown(client.get(place(one)))
    assert all(word in page for word in SAID.values())
    answer = client.post(place(one), OTHER)
    assert answer["Location"] == "/practise/#intentions"
    one.refresh_from_db()
    assert {name: getattr(one, name) for name in OTHER} == OTHER
    assert (one.looks[0]["near"], one.edited_at is not None) == (4, True)
    assert "take two breaths" in shown(client.get("/practise/"))


def test_without_any_words_nothing_is_changed(client, one):
    """It says so, and how it could go instead."""
    answer = client.post(place(one), dict.fromkeys(SAID, " "))
    assert answer.status_code == 422
    assert "Nothing was saved yet" in shown(answer)
    one.refresh_from_db()
    assert one.act == SAID["act"]


def test_words_about_dying_are_met_with_help(client, one):
    """As everywhere; the words are kept."""
    answer = client.post(place(one), OTHER | {"act": "kill myself tonight"}, follow=True)
    assert "/help" in answer.request["PATH_INFO"] or "help" in shown(answer).lower()
    one.refresh_from_db()
    assert one.act == "kill myself tonight"


def test_what_was_deleted_meanwhile_gives_the_words_back(client, one):
    """And can be brought back with them."""
    aside.put_aside(one, timezone.now())
    answer = client.post(place(one), OTHER)
    assert answer.status_code == 404
    assert "take two breaths" in shown(answer)


def test_with_a_tie_that_asks_for_care_it_stays_as_it_is(client, space, person, one):
    """It can be read, closed and deleted where it is kept."""
    robin = person("Robin")
    Intention.objects.filter(pk=one.pk).update(person=robin)
    CareSetting.objects.create(space=space, person=robin, at=timezone.now(), state="afraid_now")
    for answer in (client.get(place(one)), client.post(place(one), OTHER)):
        assert answer["Location"] == "/practise/runs/#wanted"
    one.refresh_from_db()
    assert one.act == SAID["act"]
