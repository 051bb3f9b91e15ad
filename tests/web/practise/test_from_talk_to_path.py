"""A talk about a limit is planned, looked back on, and followed: the limit, contacts, counts, marks."""

from datetime import timedelta

import practice_walks as walks
import pytest
from django.urls import reverse
from django.utils import timezone

from kith.web.boundaries.models import Boundary
from kith.web.boundaries.standing import standings
from kith.web.insight.moments import moments_of
from kith.web.practise import library, telling
from kith.web.practise.doors import number_of
from kith.web.practise.models import Run
from kith.web.today.models import Contact

LIMIT = "When work calls after eight I let it ring."


@pytest.fixture
def marc(person):
    return person("Marc", kinds=["friend"])


def walk(client, name, **own):
    """Answer every step as the samples do, or as it is said here."""
    practice = library.library().practices[name]
    run = Run.objects.latest("pk")
    while (step := telling.standing(run).path.here) is not None:
        form = walks.form_of(practice, step)
        mine = {field.id: own[field.id] for field in step.fields if field.id in own}
        client.post(f"/practise/run/{run.pk}/{practice.number(step.id)}/", form | mine)
    return run


def test_from_a_plan_to_the_marks_on_the_path(client, space, marc):
    """Plan, talk, limit told, three weeks of contacts: kept and crossed are counted and marked."""
    client.post(f"/practise/{number_of('plan_a_talk')}/", {"person": marc.pk, "go": "1"})
    plan = walk(client, "plan_a_talk", topic="Calls after eight")
    client.post(f"/practise/run/{plan.pk}/make/0")
    told = walk(client, "after_a_talk", happened="yes", limit="told", limit_text=LIMIT)
    assert (told.practice, told.person) == ("after_a_talk", marc)
    shown = client.get(f"/practise/run/{told.pk}/").content.decode()
    assert "Keep this limit among my boundaries" in shown
    for _ in range(2):  # pressed twice, it is kept once
        place = client.post(f"/practise/run/{told.pk}/make/0")["Location"]
    boundary = Boundary.objects.get()
    assert (boundary.then, [*boundary.people.all()]) == (LIMIT, [marc])
    assert place == f"/boundaries/{boundary.pk}/"
    page = client.get(place).content.decode()
    assert page.count('<span class="tag growth">told</span>') == 2  # its state, and the one time
    assert "Nothing is noted about it yet" not in page
    assert f"<h1>{LIMIT}</h1>" in page.replace("\n", "")
    now = timezone.now()
    for day in range(21, 0, -1):
        at = now - timedelta(days=day)
        came_up = day % 7 == 0
        contact = Contact.objects.create(space=space, at=at, zone="UTC", boundary=came_up)
        contact.people.add(marc)
        if came_up:
            what = "crossed" if day == 7 else "held"
            client.post(
                f"/boundaries/contact/{contact.pk}", {"boundary": boundary.pk, "what": what}
            )
    stands = standings([boundary])[0]
    assert (stands.held, stands.crossed) == (2, 1)
    marks = {mark.label for mark in moments_of(space, marc.pk)}
    assert {"boundary told", "boundary crossed"} <= marks


def test_without_words_a_limit_is_written_on_its_own_page(client, space, marc):
    """Nothing is made of nothing."""
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk, "go": "1"})
    run = walk(client, "after_a_talk", limit_text="")
    made = client.post(f"/practise/run/{run.pk}/make/0")
    assert made["Location"] == "/boundaries/new/"
    assert not Boundary.objects.exists()


@pytest.mark.parametrize(("said", "counts"), [("held", (1, 0)), ("crossed", (0, 1))])
def test_what_was_said_of_the_limit_is_noted_with_it(client, space, marc, said, counts):
    """Nobody says it twice; after a crossing one can say how grave it was."""
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk, "go": "1"})
    run = walk(client, "after_a_talk", limit=said, limit_text=LIMIT)
    place = client.post(f"/practise/run/{run.pk}/make/0")["Location"]
    stands = standings([Boundary.objects.get()])[0]
    assert (stands.held, stands.crossed) == counts
    assert client.get(place).status_code == 200


def test_a_boundary_of_mine_is_chosen_and_not_written_twice(client, space, marc, person):
    """In the plan and after the talk: those for them and for everybody, nobody else's."""
    mine = Boundary.objects.create(
        space=space, at=timezone.now(), zone="UTC", when="you shout", then="leave the room"
    )
    mine.people.add(marc)
    other = Boundary.objects.create(
        space=space, at=timezone.now(), zone="UTC", then="say no to Zoe"
    )
    other.people.add(person("Zoe"))
    client.post(f"/practise/{number_of('plan_a_talk')}/", {"person": marc.pk, "go": "1"})
    plan = Run.objects.latest("pk")
    one = library.library().practices["plan_a_talk"]
    client.post(f"/practise/run/{plan.pk}/1/", {})
    page = client.get(f"/practise/run/{plan.pk}/{one.number('topic')}/").content.decode()
    assert "If you shout, then I will: leave the room" in page
    assert "say no to Zoe" not in page
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk, "go": "1"})
    told = Run.objects.latest("pk")
    practice = library.library().practices["after_a_talk"]
    while (step := telling.standing(told).path.here) is not None:
        form = walks.form_of(practice, step)
        if step.id == "limit":
            form |= {"limit": "told", "limit_text": "", "limit_text-own": "1"}
        client.post(f"/practise/run/{told.pk}/{practice.number(step.id)}/", form)
    client.post(f"/practise/run/{told.pk}/make/0")
    assert Boundary.objects.count() == 2
    assert standings([mine])[0].state == "told"


def test_what_is_planned_stands_there_afterwards(client, space, marc):
    """The limit of the plan is what the look back begins with."""
    client.post(f"/practise/{number_of('plan_a_talk')}/", {"person": marc.pk, "go": "1"})
    walk(client, "plan_a_talk", limit=LIMIT)
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk, "go": "1"})
    run = Run.objects.latest("pk")
    practice = library.library().practices["after_a_talk"]
    while (step := telling.standing(run).path.here).id != "limit":
        form = walks.form_of(practice, step)
        client.post(f"/practise/run/{run.pk}/{practice.number(step.id)}/", form)
    assert (
        LIMIT in client.get(f"/practise/run/{run.pk}/{practice.number('limit')}/").content.decode()
    )


def after_a_talk(client, marc, said, limit="crossed"):
    """Look back on a talk with a boundary chosen from the list; return the run."""
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk, "go": "1"})
    return walk(client, "after_a_talk", limit=limit, limit_text=said)


@pytest.fixture
def mine(space, marc):
    """A boundary that is there already."""
    made = Boundary.objects.create(
        space=space, at=timezone.now(), zone="UTC", when="you shout", then="leave the room"
    )
    made.people.add(marc)
    return made


def test_the_button_says_what_it_does(client, marc, mine):
    """Nothing is kept a second time where the boundary is there: what happened is noted on it."""
    run = after_a_talk(client, marc, mine.said)
    page = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert "Note on this boundary: it was crossed" in page
    assert "Keep this limit among my boundaries" not in page
    client.post(f"/practise/run/{run.pk}/make/0")
    assert standings([Boundary.objects.get()])[0].crossed == 1
    page = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert "It is noted. See this boundary" in page


def test_without_saying_what_happened_it_asks_for_that(client, marc, mine):
    """The limit was named and no more."""
    run = after_a_talk(client, marc, mine.said, limit="")
    page = client.get(f"/practise/run/{run.pk}/").content.decode()
    assert "Say what happened to this boundary" in page
    place = client.post(f"/practise/run/{run.pk}/make/0")["Location"]
    assert place == reverse("boundary_event_new", args=[mine.pk])


def test_in_another_language_it_is_the_same_boundary(client, space, marc, mine):
    """Chosen in English, noted in Spanish: no second one is made of the English sentence."""
    run = after_a_talk(client, marc, mine.said)
    spanish = {"accept-language": "es"}
    assert "Si you shout" in client.get(f"/boundaries/{mine.pk}/", headers=spanish).content.decode()
    client.post(f"/practise/run/{run.pk}/make/0", headers=spanish)
    assert [one.pk for one in Boundary.objects.all()] == [mine.pk]
    assert standings([mine])[0].crossed == 1
