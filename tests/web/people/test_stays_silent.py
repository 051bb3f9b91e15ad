"""Somebody to be careful with is deleted for good: what was silent for them opens for nobody."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from kith.web.boundaries.models import Boundary, BoundaryEvent, Commitment
from kith.web.people import deleting
from kith.web.people.everywhere import doing
from kith.web.people.everywhere.doing import Chosen
from kith.web.people.models import CareSetting, TakenOut
from kith.web.practise import saving
from kith.web.practise.library import library
from kith.web.practise.models import Answer
from kith.web.practise.telling import standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SILENT = "Boundaries you can keep silently"
OFF = "other_shoes"

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture
def marc(space, person):
    """Somebody about whom danger was said."""
    them = person("Marc")
    CareSetting.objects.create(space=space, person=them, at=NOON, state="danger")
    return them


@pytest.fixture
def left(space, marc):
    """A row of each kind that stays without him: about him, or with his name in the words."""
    said = {"space": space, "at": NOON}
    theirs = Boundary.objects.create(**said, when="you shout", then="leave the room")
    theirs.people.add(marc)
    named = Boundary.objects.create(**said, when="Marc shouts", then="leave the room")
    other = Boundary.objects.create(**said, when="somebody shouts", then="leave the room")
    crossed = {**said, "boundary": other, "what": "crossed", "severity": "repeated"}
    event = BoundaryEvent.objects.create(**crossed, person=marc)
    evenings = Commitment.objects.create(**said, what="evenings", person=marc)
    calls = Commitment.objects.create(**said, what="calls with Marc")
    choir = Commitment.objects.create(**said, what="choir")
    one = library().practices[OFF]
    run = saving.begin(space, one, library().texts[OFF], NOON)
    step = next(step for step in one.steps if any(f.kind == "text" for f in step.fields))
    field = next(f for f in step.fields if f.kind == "text")
    Answer.objects.create(run=run, step=step.id, at=NOON, values={field.id: "about Marc"})
    return {
        "silent": [
            *(("boundary_words", [row.pk]) for row in (theirs, named)),
            ("boundary_scene", [theirs.pk, 1]),
            ("boundary_follow_up", [event.pk]),
            *(("commitment_lines", [row.pk]) for row in (evenings, calls)),
        ],
        "open": [("boundary_words", [other.pk]), ("commitment_lines", [choir.pk])],
        "run": run,
    }


def is_silent(client, name, numbers):
    answer = client.get(reverse(name, args=numbers))
    assert answer.status_code == 200
    return SILENT in answer.content.decode()


def check(client, left):
    assert [one for one in left["silent"] if not is_silent(client, *one)] == []
    assert [one for one in left["open"] if is_silent(client, *one)] == []
    left["run"].refresh_from_db()
    assert standing(left["run"]).held


def chosen(person, *, delete=True, at_once=False):
    hits = doing.looking.found(person, ("Marc",))
    ticked = frozenset(hit.key for hit in hits)
    return Chosen(("Marc",), "someone", ticked, delete=delete, at_once=at_once)


def test_deleted_for_good_it_stays_silent(client, left, marc):
    """Whom it was for is gone, and the page offers no words for everybody in their place."""
    check(client, left)
    deleting.delete_for_good(marc)
    check(client, left)


def test_the_thirty_days_end_silently(client, left, marc):
    """Also where nobody presses a button for it."""
    marc.deleted_at = NOON - timedelta(days=31)
    marc.save()
    deleting.purge(NOON)
    check(client, left)


@pytest.mark.parametrize("at_once", [True, False])
def test_taken_out_of_every_text_it_stays_silent(client, left, marc, at_once):
    """The name is gone from the words before the person is."""
    doing.carry_out(marc, chosen(marc, at_once=at_once), NOON)
    check(client, left)
    if not at_once:
        deleting.delete_for_good(marc)
        check(client, left)
    assert "Marc" not in str([*Boundary.objects.values(), *TakenOut.objects.values()])


def test_taken_back_the_setting_alone_decides_again(client, left, marc):
    """What the undo brings back opens where the tie does."""
    doing.carry_out(marc, chosen(marc), NOON)
    doing.take_back(marc)
    check(client, left)
    CareSetting.objects.create(space=marc.space, person=marc, at=NOON, state="no_concern_reported")
    assert not any(is_silent(client, *one) for one in left["silent"])


def test_under_another_name_words_stay_silent(client, left, marc):
    """A new name, or a word for it, does not open what the old one held."""
    client.post(reverse("person_edit", args=[marc.pk]), {"name": "M.", "presence": "present"})
    marc.refresh_from_db()
    assert marc.name == "M."
    check(client, left)


def test_without_a_setting_nothing_is_marked(client, left, marc):
    """Somebody else who goes leaves a boundary that is open, as it was."""
    CareSetting.objects.all().delete()
    deleting.delete_for_good(marc)
    assert not any(is_silent(client, *one) for one in left["silent"])
    assert not standing(left["run"]).held
