"""Somebody to be careful with is known by a word of their name, and by a name they had."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kith.cli import practice as terminal
from kith.web.boundaries.models import Boundary, Commitment
from kith.web.people import deleting
from kith.web.people.everywhere import doing
from kith.web.people.everywhere.doing import Chosen
from kith.web.people.models import CareSetting, TakenOut
from kith.web.people.named import guarded_in_words, people_in_words
from kith.web.practise import saving
from kith.web.practise.library import library
from kith.web.practise.models import Answer
from kith.web.practise.telling import standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SILENT, OFF = "Boundaries you can keep silently", "Not offered here"
HELD = ("say_it", "other_shoes", "ask_for_what_i_need")

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture
def marek(space, person):
    """Somebody about whom danger was said."""
    them = person("Marek Zielqq", kinds=["ex"])
    CareSetting.objects.create(space=space, person=them, at=NOON, state="danger")
    return them


def run_about(space, name, text):
    one = library().practices[name]
    run = saving.begin(space, one, library().texts[name], timezone.now())
    step = next(step for step in one.steps if any(f.kind == "text" for f in step.fields))
    field = next(f for f in step.fields if f.kind == "text")
    Answer.objects.create(run=run, step=step.id, at=NOON, values={field.id: text})
    return run


def is_held(client, space, who):
    """Say where a text that speaks of somebody is held: all of it, or none."""
    held = []
    for address, field in (("/talk/look/", "text"), ("/talk/parts/", "saw")):
        said = client.post(address, {field: f"{who} never calls"}).content.decode()
        held.append(OFF in said)
    row = Boundary.objects.create(space=space, at=NOON, when=f"{who} shouts", then="I go out")
    for name, numbers in (("boundary_words", [row.pk]), ("boundary_scene", [row.pk, 1])):
        held.append(SILENT in client.get(reverse(name, args=numbers)).content.decode())
    evenings = Commitment.objects.create(space=space, at=NOON, what=f"evenings with {who}")
    lines = client.get(reverse("commitment_lines", args=[evenings.pk])).content.decode()
    held.append(SILENT in lines)
    reply = client.post("/boundaries/rehearse/1/", {"reply": f"{who}, I go."}).content.decode()
    held.append(SILENT in reply)
    held += [standing(run_about(space, name, f"about {who}")).held for name in HELD]
    assert len(set(held)) == 1, held
    return held[0]


@pytest.mark.parametrize("who", ["Marek", "marek", "Zielqq", "Márek", "Marek's friend", "My ex"])
def test_a_word_of_a_name_holds_every_place(client, space, marek, who):
    """First name, surname, accents, what says "of", what they are."""
    assert is_held(client, space, who)


def test_who_asks_for_no_care_is_named_by_the_whole_name_as_before(client, space, marek, person):
    """Nothing changes for them."""
    ann = person("Ann Berg")
    assert not is_held(client, space, "Ann")
    assert people_in_words(space, ["Ann said"]) == []
    assert people_in_words(space, ["Ann Berg said"]) == [ann]
    assert people_in_words(space, ["Marek said"]) == []


def test_a_name_that_two_share_is_held(client, space, marek, person):
    """Which of them is meant, nobody can say."""
    person("Marek Berg")
    assert is_held(client, space, "Marek")


def test_the_terminal_holds_a_word_of_a_name(space, marek, capsys):
    """A run that names somebody by their first name goes on nowhere."""
    run_about(space, "other_shoes", "about Marek")
    terminal.run_kept("other_shoes", lambda _: "y")
    assert terminal.NOT_OFFERED in capsys.readouterr().out


def edit(client, them, name):
    client.post(reverse("person_edit", args=[them.pk]), {"name": name, "presence": "present"})
    them.refresh_from_db()
    assert them.name == name


def test_a_new_name_does_not_forget_the_old_one(client, space, marek):
    """Nor the one before it; each by any of its words."""
    edit(client, marek, "Bqq")
    edit(client, marek, "Cqq")
    for who in ("Marek", "Zielqq", "Bqq", "Cqq"):
        assert is_held(client, space, who)
    assert not is_held(client, space, "Dqq")
    deleting.purge(timezone.now() + timedelta(days=400))
    assert is_held(client, space, "Marek")
    assert "Put the name back" not in client.get(f"/people/{marek.pk}/").content.decode()


@pytest.mark.parametrize("at_once", [False, True])
def test_a_word_in_place_of_a_name_does_not_open_what_it_held(client, space, marek, at_once):
    """Also where the name is taken out for good: then nothing readable of it is left."""
    names = doing.names_of(marek, ["Mazzqq"])
    hits = frozenset(hit.key for hit in doing.looking.found(marek, names))
    chosen = Chosen(names, "K.", hits, delete=False, at_once=at_once)
    doing.carry_out(marek, chosen, NOON)
    assert [one.name for one in guarded_in_words(space, ["Mazzqq said"])] == ["K."]
    if at_once:
        assert "zielqq" not in str([*TakenOut.objects.values()]).lower()
    else:
        doing.take_back(marek)
        assert marek.name == "Marek Zielqq"
    assert is_held(client, space, "Marek")


def test_marks_go_with_the_person_and_are_made_for_nobody_else(client, space, marek, person):
    """Deleted for good, or without a setting: there are none."""
    ann = person("Ann Berg")
    edit(client, ann, "Bea")
    assert not TakenOut.objects.exists()
    edit(client, marek, "Bqq")
    assert TakenOut.objects.exists()
    deleting.delete_for_good(marek)
    assert not TakenOut.objects.exists()


def test_a_calmer_setting_opens_it_again(client, space, marek):
    """Old names hold only as long as the tie does."""
    edit(client, marek, "Bqq")
    CareSetting.objects.create(space=space, person=marek, at=NOON, state="no_concern_reported")
    assert not is_held(client, space, "Marek")


def test_a_card_that_offers_no_words_speaks_of_none(client, marek, person):
    """The sentence stays where the link does."""
    found = "you could find words here to make up for it"
    card = client.get(reverse("theirs", args=[marek.pk])).content.decode()
    assert found not in card
    assert "Everybody crosses a limit at times." in card
    assert found in client.get(reverse("theirs", args=[person("Ann").pk])).content.decode()
