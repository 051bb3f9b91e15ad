"""Numbers over time, and a questionnaire on Today: only by one's own word, never twice, never pressed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kith import measures
from kith.web.questionnaires import offering
from kith.web.questionnaires.models import Response, Schedule


@pytest.fixture
def answered(space):
    """Write answers of some days ago, each question with the same value."""

    def write(name, *given):
        for back, value in given:
            at = timezone.now() - timedelta(days=back)
            codes = [item.code for item in measures.measure(name).items]
            answers = dict.fromkeys(codes, value)
            Response.objects.create(space=space, at=at, measure=name, answers=answers)

    return write


@pytest.fixture
def place():
    from django.urls import reverse

    return lambda name, page="questionnaire_history": reverse(page, args=[name])


def test_two_times_are_dots_and_three_have_a_line(answered, shown, place):
    """Below three that can be compared nothing is joined, and the page says so."""
    address = place("gad7")
    answered("gad7", (90, 2))
    assert "<svg" not in shown(address)
    answered("gad7", (60, 1))
    two = shown(address)
    assert "<svg" in two
    assert "polyline" not in two
    assert "there is no line" in two
    answered("gad7", (30, 1))
    three = shown(address)
    assert "polyline" in three
    assert "may be chance" in three


def test_times_that_came_too_soon_are_rings_and_no_reason_for_a_line(answered, shown, place):
    """Three times within the look back are one."""
    answered("gad7", (3, 2), (2, 1), (1, 1))
    page = shown(place("gad7"))
    assert "polyline" not in page
    assert page.count('class="kp-ring"') == 4  # two rings, on the wide and on the slim picture


def test_a_number_that_waits_for_help_is_not_drawn(answered, shown, place):
    """It stands neither in the picture nor in its words."""
    answered("phq9", (60, 0), (30, 0), (1, 3))
    page = shown(place("phq9"))
    assert page.count("kp-dot") == 4
    assert ": 27" not in page


def test_nothing_is_offered_that_nobody_asked_for(answered, client):
    """Answers alone bring no offer."""
    answered("gad7", (200, 1))
    assert "questionnaire-offer" not in client.get("/today/").content.decode()


def test_a_wanted_one_is_offered_when_its_time_has_come(answered, client, place, space):
    """Not before; after answering it is quiet again."""
    client.post(place("gad7", "questionnaire_want"), {"every": "14"})
    answered("gad7", (10, 1))
    assert "questionnaire-offer" not in client.get("/today/").content.decode()
    Response.objects.update(at=timezone.now() - timedelta(days=15))
    page = client.get("/today/").content.decode()
    assert "GAD-7</span>, if you like" in page
    assert "You wanted to come back to it every two weeks." in page
    assert page.count("questionnaire-offer") == 2  # the heading and what is named by it
    answered("gad7", (0, 1))
    assert "questionnaire-offer" not in client.get("/today/").content.decode()


def test_not_now_holds_for_a_week_and_never_for_good(client, place, space):
    """Nobody is asked again meanwhile."""
    gad7 = measures.measure("gad7")
    client.post(place("gad7", "questionnaire_want"), {"every": "28"})
    assert offering.offered(space, timezone.now()).one == gad7
    client.post(place("gad7", "questionnaire_not_now"))
    for days, there in ((0, False), (6, False), (7, True)):
        found = offering.offered(space, timezone.now() + timedelta(days=days))
        assert (found is not None) is there
    client.post(place("gad7", "questionnaire_not_now"), {"never": "1"})
    assert not Schedule.objects.exists()


def test_it_is_never_offered_sooner_than_it_looks_back(client, place, space):
    """K6 looks back 30 days, the SCS-SF at no days at all: neither comes every two weeks."""
    for name, least in (("k6", 91), ("scs_sf", 28), ("gad7", 14)):
        assert min(offering.rhythms(measures.measure(name))) == least
    for every in ("14", "9", "-1", "x" * 9, ""):
        answer = client.post(place("k6", "questionnaire_want"), {"every": every}, follow=True)
        assert "Nothing was changed. Choose one of the times below." in answer.content.decode()
    assert not Schedule.objects.exists()


def test_at_most_one_is_offered_and_a_shorter_one_where_self_harm_is_not_asked_about(
    client, place, space
):
    """The one that waits longest; "not now" holds for both of a pair."""
    for name in ("phq9", "gad7"):
        client.post(place(name, "questionnaire_want"), {"every": "14"})
    client.post("/questionnaires/choose", {"ask": "no"})
    assert client.get("/today/").content.decode().count("questionnaire-offer") == 2
    client.post(place("gad7", "questionnaire_not_now"))
    assert offering.offered(space, timezone.now()).one.id == "phq8"
    client.post(place("phq8", "questionnaire_not_now"))
    assert offering.offered(space, timezone.now()) is None


def test_a_schedule_of_a_stranger_offers_nothing(space, strangers_space):
    """Each life its own."""
    Schedule.objects.create(space=strangers_space, measure="gad7", every=14)
    assert offering.offered(space, timezone.now()) is None
