"""Today says that a week has gone by over something that is to be tried, and nothing of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith.web.people.models import CareSetting
from kith.web.practise import intentions, offering, reviews
from kith.web.practise.models import Intention

SAYS = "A week has gone by over something you want to try"
WORDS = "take one breath"


@pytest.fixture
def wanted(space):
    """Something to be tried, made some days ago."""

    def made(days, person=None, **more):
        at = timezone.now() - timedelta(days=days)
        said = {"how": "patient", "cue": "the phone rings", "act": WORDS}
        return Intention.objects.create(
            space=space, at=at, zone="UTC", person=person, **said, **more
        )

    return made


def today(client):
    return client.get("/today/").content.decode()


@pytest.mark.parametrize(("days", "says"), [(6, False), (7, True), (20, True), (21, False)])
def test_from_a_week_on_for_two_weeks(client, wanted, days, says):
    """Then it goes by itself; its words and the day never stand there."""
    wanted(days)
    page = today(client)
    assert (SAYS in page) is says
    assert WORDS not in page
    assert "A day you chose has come" not in page


def test_a_look_back_begins_another_week(client, wanted):
    """Whatever was said of it, and also where no number was given."""
    one = wanted(9)
    assert SAYS in today(client)
    client.post(f"/practise/intention/{one.pk}/look", {"said": "not"})
    assert SAYS not in today(client)
    later = timezone.now() + timedelta(days=7)
    assert reviews.waiting(one.space, later).looks


def test_not_now_holds_for_two_weeks_and_nothing_is_offered_where_nothing_is_wanted(client, wanted):
    """As for everything that Today offers."""
    one = wanted(8)
    client.post("/practise/waiting/not-now")
    assert SAYS not in today(client)
    assert not reviews.waiting(one.space, timezone.now() + timedelta(days=13))
    wanted(0)
    assert reviews.waiting(one.space, timezone.now() + timedelta(days=15)).looks
    offering.may_offer(one.space, offers=False)
    assert not reviews.waiting(one.space, timezone.now() + timedelta(days=15))


def test_what_is_closed_deleted_or_kept_quietly_is_none(client, space, person, wanted):
    """Nor is anything with a tie that asks for care."""
    robin = person("Robin")
    CareSetting.objects.create(space=space, person=robin, at=timezone.now(), state="afraid_now")
    wanted(8, robin)
    wanted(8, closed_at=timezone.now())
    wanted(8, deleted_at=timezone.now())
    assert intentions.open_in(space).forward == ()
    assert SAYS not in today(client)


def test_no_practice_is_read_before_one_was_ended(client, wanted, monkeypatch):
    """The first page after opening does not wait for seventy of them."""

    def unwanted():
        raise AssertionError("read")

    monkeypatch.setattr(reviews, "library", unwanted)
    assert SAYS not in today(client)
    one = wanted(8)
    assert reviews.waiting(one.space, timezone.now()).looks
