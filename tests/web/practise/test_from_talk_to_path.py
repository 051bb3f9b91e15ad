"""A talk about a limit is planned, looked back on, and followed: the limit, contacts, counts, marks."""

from datetime import timedelta

import practice_walks as walks
import pytest
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
    client.post(f"/practise/{number_of('plan_a_talk')}/", {"person": marc.pk})
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
    assert client.post(place, {"what": "told", "person": marc.pk}).status_code == 302
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
    client.post(f"/practise/{number_of('after_a_talk')}/", {"person": marc.pk})
    run = walk(client, "after_a_talk", limit_text="")
    made = client.post(f"/practise/run/{run.pk}/make/0")
    assert made["Location"] == "/boundaries/new/"
    assert not Boundary.objects.exists()
