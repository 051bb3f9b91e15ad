"""The private questions come before the first tool that names a tie, and after something frightening."""

import pytest
from django.utils import timezone

from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.people.models import CareSetting
from kith.web.practise import library, telling
from kith.web.practise.doors import number_of
from kith.web.practise.models import Run

CARD = "A few questions first, if you like"
FRIGHTENING = "he hit me again and I am scared he will kill me"


@pytest.fixture
def begins(client):
    """Press "Begin" for somebody; return the page."""

    def pressed(name, them, **more):
        sent = {"person": them.pk, **more}
        return client.post(f"/practise/{number_of(name)}/", sent, follow=True).content.decode()

    return pressed


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        (["friend"], True),
        (["colleague"], True),
        (["neighbour"], True),
        (["therapist"], True),
        ([], True),
        (["partner"], True),
        (["pet"], False),
        (["group"], False),
        (["place"], False),
    ],
)
@pytest.mark.parametrize("name", ["plan_a_talk", "take_turns", "safe_to_share"])
def test_for_any_tie_that_is_a_person(begins, person, kinds, asked, name):
    """Once: whoever goes on without them is not asked before the next tool."""
    them = person("Robin", kinds=kinds)
    assert (CARD in begins(name, them)) is asked
    assert CARD not in begins(name, them, go="1")
    assert Run.objects.exists()
    assert CARD not in begins("say_it", them)


def test_answered_once_they_are_not_asked_again(begins, client, person):
    """What was answered holds."""
    them = person("Robin", kinds=["friend"])
    client.post(f"/people/{them.pk}/care/", {"afraid": "no"})
    assert CARD not in begins("plan_a_talk", them)


def test_after_something_frightening_a_practice_asks_anew(begins, client, space, person):
    """Although they were left alone before, and until they are met again."""
    them = person("Robin", kinds=["friend"])
    CareSetting.objects.create(space=space, person=them, at=timezone.now(), state="unknown")
    assert CARD not in begins("plan_a_talk", them)
    client.post(f"/people/{them.pk}/edit/", {"name": "Robin", "note": FRIGHTENING})
    for name in ("plan_a_talk", "take_turns"):
        assert CARD in begins(name, them)
    assert CARD not in begins("plan_a_talk", them, go="1")
    assert CARD not in begins("take_turns", them)


def test_a_fear_that_was_said_in_a_practice_is_such_a_thing(begins, client, person):
    """The answer leads to where help is, and the next practice about them asks."""
    them = person("Robin", kinds=["friend"])
    begins("talks_i_put_off", them, go="1")
    one, run = library.library().practices["talks_i_put_off"], Run.objects.get()
    while (step := telling.standing(run).path.here) is not None:
        fears = [(f.id, o.id) for f in step.fields for o in f.options if o.safety]
        sent = dict(fears[:1]) or {"do": "skip"}
        client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", sent)
    assert telling.standing(run).path.ended == "safety"
    assert CARD in begins("safe_to_share", them)


def test_the_questions_come_first_under_talk_as_well(client, person):
    """Once until Kith locks; nothing is stored there."""
    them = person("Robin", kinds=["friend"])
    sent = {"saw": "the dishes", "feel": "I feel sad", "person": str(them.pk)}
    assert CARD in client.post("/talk/parts/", sent).content.decode()
    assert CARD not in client.post("/talk/parts/", {**sent, "go": "1"}).content.decode()
    assert CARD not in client.post("/talk/parts/", sent).content.decode()
    assert not CareSetting.objects.exists()


@pytest.fixture
def afraid(begins, client):
    """Say in the compass that one was often afraid; return where that led."""

    def told(them):
        begins("compass", them, go="1")
        one, run = library.library().practices["compass"], Run.objects.get()
        while (step := telling.standing(run).path.here) is not None:
            sent = {"ease-afraid": "often"} if step.id == "ease" else {"do": "skip"}
            client.post(f"/practise/run/{run.pk}/{one.number(step.id)}/", sent)
        return telling.standing(run).path.ended

    return told


def test_a_fear_in_the_compass_holds_after_a_lock(begins, client, person, room, afraid):
    """The questions were put aside before; the next day the next tool asks all the same, once."""
    them = person("Mia", kinds=["friend"])
    assert afraid(them) == "safety"
    room.session.memory.clear()
    assert CARD in begins("trust_ladder", them)
    assert CARD in begins("say_it", them)
    assert (
        CARD
        in client.post(
            "/talk/parts/", {"saw": "the dishes", "feel": "I feel sad", "person": str(them.pk)}
        ).content.decode()
    )
    assert CARD not in begins("trust_ladder", them, go="1")
    room.session.memory.clear()
    assert CARD not in begins("say_it", them)
    assert CareSetting.objects.filter(person=them).latest("at", "pk").state == "unknown"


def test_a_fear_does_not_lower_what_was_answered(client, person, room, afraid, begins):
    """Going on without them leaves the setting as it was."""
    them = person("Mia", kinds=["friend"])
    client.post(f"/people/{them.pk}/care/", {"afraid": "no"})
    before = CareSetting.objects.filter(person=them).latest("at", "pk").state
    afraid(them)
    room.session.memory.clear()
    begins("trust_ladder", them, go="1")
    assert CareSetting.objects.filter(person=them).latest("at", "pk").state == before


def test_a_dangerous_crossing_holds_after_a_lock(begins, client, space, person, room):
    """As an answer in a practice does."""
    them = person("Mia", kinds=["friend"])
    begins("plan_a_talk", them, go="1")
    mine = Boundary.objects.create(space=space, at=timezone.now(), when="shouting", then="I go")
    BoundaryEvent.objects.create(
        space=space,
        at=timezone.now(),
        boundary=mine,
        person=them,
        what="crossed",
        severity="dangerous",
    )
    room.session.memory.clear()
    assert CARD in begins("trust_ladder", them)
