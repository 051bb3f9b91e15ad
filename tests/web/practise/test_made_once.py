"""What is made at the end of a practice: once, however often the button is pressed, and never empty."""

from datetime import UTC, datetime

import practice_walks as walks
import pytest

from kith import practices
from kith.practices.kinds import KINDS
from kith.web.boundaries.models import Boundary
from kith.web.practise import creating, library, saving
from kith.web.practise.models import Intention, Run
from kith.web.today.models import Writing

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MADE = {
    "letter": Writing,
    "writing": Writing,
    "intention": Intention,
    "boundary": Boundary,
    "practice": Run,
}
BUTTONS = [
    pytest.param(one, number, id=f"{one.id}-{number}")
    for one in practices.library().practices.values()
    for number, wanted in enumerate(one.end.creates)
    if wanted.kind in MADE
]


def ended(space, practice, *, empty=False):
    """A run at its end, about nobody."""
    run = saving.begin(space, practice, practices.library().texts[practice.id], NOW)
    while (step := practices.path(practice, saving.answers_of(run)).here) is not None:
        given = {f.id: walks.answer(practice, f) for f in step.fields if f.answers}
        saving.keep(run, practice, step.id, {} if empty else given, NOW)
    return run


@pytest.mark.parametrize(("one", "number"), BUTTONS)
def test_a_second_press_makes_no_second(client, space, one, number):
    """It leads to what the first one made; an empty run makes nothing of words."""
    kind = one.end.creates[number].kind
    rows = MADE[kind].objects
    run = ended(space, one)
    before = rows.count()
    address = f"/practise/run/{run.pk}/make/{number}"
    first = client.post(address)
    after = rows.count()
    assert after <= before + 1
    for _ in range(2):
        assert client.post(address)["Location"] == first["Location"]
    assert rows.count() == after


@pytest.mark.parametrize(
    ("one", "number"),
    [p for p in BUTTONS if p.values[0].end.creates[p.values[1]].kind != "practice"],
)
def test_nothing_empty_is_made(client, space, one, number):
    """With everything left open there is no button; a press of an old page says so."""
    run = ended(space, one, empty=True)
    address = f"/practise/run/{run.pk}/make/{number}"
    shown = address in client.get(f"/practise/run/{run.pk}/").content.decode()
    assert shown is (one.end.creates[number].kind not in creating.OF_WORDS)
    assert client.post(address).status_code == 302
    assert [table.objects.count() for table in (Writing, Intention, Boundary)] == [0, 0, 0]


def test_what_was_deleted_can_be_made_again(client, space):
    """A letter put aside is no letter that stands; the next press makes one, and only one."""
    one = library.library().practices["kind_letter"]
    address = f"/practise/run/{ended(space, one).pk}/make/0"
    client.post(address)
    Writing.objects.update(deleted_at=NOW)
    client.post(address)
    client.post(address)
    assert Writing.objects.filter(deleted_at=None).count() == 1
    assert Writing.objects.count() == 2


def test_a_letter_that_was_changed_since_stays_the_one(client, space):
    """Its words are the person's to change."""
    one = library.library().practices["kind_letter"]
    address = f"/practise/run/{ended(space, one).pk}/make/0"
    client.post(address)
    Writing.objects.update(text="Other words.")
    client.post(address)
    assert [row.text for row in Writing.objects.all()] == ["Other words."]


def test_every_kind_of_the_files_has_somebody_who_makes_it():
    """What a file may name and what the rooms make are the same."""
    assert creating.kinds() == {*KINDS}
