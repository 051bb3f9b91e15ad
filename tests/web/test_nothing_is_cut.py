"""What somebody wrote is kept whole or refused with a sentence, and all of it is read for danger."""

from datetime import UTC, datetime

import pytest
from django.http import QueryDict
from django.urls import reverse

from kith.cli import boundaries as terminal
from kith.cli.practice_asking import _people, _words
from kith.cli.terminal import Terminal
from kith.web.boundaries import practising
from kith.web.boundaries.models import Boundary
from kith.web.keep.arriving import beside, short
from kith.web.people.forms import PersonForm
from kith.web.people.models import Person
from kith.web.practise import creating, intentions, saving
from kith.web.practise.forms import StepForm
from kith.web.practise.library import library
from kith.web.practise.models import Intention
from kith.web.today.forms import FeelingForm
from kith.web.today.models import CheckIn, Writing, fitting_title

pytestmark = pytest.mark.usefixtures("room")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "heavy as wet sand that nobody helps to carry, and then some"  # more than 40 letters
PLAN = "I want to kill myself tonight with the pills I saved"
FEARED = (
    "my ex who said that he will kill me tonight with his gun when he gets home and he has the key"
)
HELP = "/today/help"


def mood(**more):
    return {"valence": "0.1", "arousal": "0", "mood_set": "1", **more}


def run(space, name="other_shoes"):
    return saving.begin(space, library().practices[name], library().texts[name], NOON)


def test_own_words_for_feelings_stay_whole(client, space):
    """In a check-in and in a practice; a word of many letters, many words."""
    client.post("/today/", mood(own_words=LONG))
    assert CheckIn.objects.get().feelings == [part.strip() for part in LONG.split(",")]
    many = ",".join(f"w{n}" for n in range(60))
    form = FeelingForm(QueryDict(mutable=True) | mood(own_words=many))
    assert form.is_valid()
    assert len(form.cleaned_data["own_words"]) == 60


def test_a_plan_at_the_end_of_a_word_is_read(client, space):
    """Forty letters before it hide nothing."""
    word = f"{'very ' * 10}low and {PLAN}"
    answer = client.post("/today/", mood(own_words=word))
    assert answer["Location"].startswith(HELP)


def test_words_and_names_of_a_practice_stay_whole():
    """Of the page and of the terminal."""
    one = library().practices["who_helps_with_what"]
    step = next(s for s in one.steps if any(f.id == "feel" for f in s.fields))
    name = "n" * 120
    form = StepForm(step, {}, QueryDict(f"feel-own={name}"), people=[])
    assert form.is_valid()
    assert form.answers()["feel"] == [name]
    on = Terminal(lambda _ask: f"{name}, {'w' * 60}")
    assert _people(on, None, {}) == [name, "w" * 60]
    assert _words(on, None, {}) == [name, "w" * 60]


def test_a_name_that_is_too_long_is_refused_and_read(client, space):
    """Nothing is made of its first eighty letters; what was typed is there, and help with it."""
    answer = client.post("/today/", mood(**{"name-new-0": FEARED}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "80 letters" in page
    assert FEARED in page
    assert "care-" in page
    assert not Person.objects.exists()
    assert not CheckIn.objects.exists()


def test_own_kinds_are_refused_and_not_cut():
    """A sentence, and the form holds what was typed."""
    form = PersonForm({"name": "Ana", "own_kinds": "k" * 41, "presence": "present"})
    assert not form.is_valid()
    assert "Nothing was saved yet" in str(form.errors["own_kinds"])
    assert PersonForm({"name": "Ana", "own_kinds": "k" * 40, "presence": "present"}).is_valid()


def test_what_a_practice_makes_is_whole(space):
    """A boundary, an intention, a writing: of any length."""
    one, long = run(space), "a" * 5000
    practising.make(one, {"when": long, "then": long})
    assert Boundary.objects.values_list("when", "then").get() == (long, long)
    intentions.make(one, {"how": long, "cue": "", "act": "go"})
    assert Intention.objects.get().how == long
    creating.make("writing", one, {"title": long, "text": "the rest"})
    assert Writing.objects.get().text == f"{long}\n\nthe rest"
    assert len(Writing.objects.get().title) == 200


def test_a_long_boundary_can_be_changed(client, space):
    """What a practice made of long answers does not shut the form."""
    made = Boundary.objects.create(space=space, at=NOON, when="w" * 900, then="t" * 900)
    sent = {"when": "w" * 901, "then": "t" * 901, "sort": "time"}
    client.post(reverse("boundary_edit", args=[made.pk]), sent)
    made.refresh_from_db()
    assert (len(made.when), len(made.then)) == (901, 901)


def typing(lines):
    given = iter(lines)
    return lambda _ask: next(given, "")


def test_the_terminal_keeps_a_long_boundary_and_loses_no_half(space, capsys):
    """It asks again for what is missing; then it gives back what was typed, and reads it."""
    assert terminal._add(space, typing(["w" * 700, "t" * 700])) == 0
    assert len(Boundary.objects.get().when) == 700
    assert terminal._add(space, typing(["he shouts", "", "go out"])) == 0
    assert Boundary.objects.latest("pk").when == "he shouts"
    capsys.readouterr()
    assert terminal._add(space, typing([PLAN])) == 2
    told = capsys.readouterr().out
    assert PLAN[:30] in told
    assert "talk to somebody now" in told or "call" in told


@pytest.mark.parametrize(("field", "path"), [("text", "/talk/look/"), ("when", "/boundaries/new/")])
def test_a_refused_text_is_read_to_its_end(client, field, path):
    """What stands behind the limit of the field, too."""
    answer = client.post(path, {field: f"{'a quiet day. ' * 20_000}{PLAN}", "then": ""})
    assert answer.status_code == 422
    assert "care-" in answer.content.decode()


def test_what_an_import_brings_is_whole():
    """A title, a word for a mood and a name that are too long for their column stand beside it."""
    long = "x" * 300
    assert fitting_title(long, "text") == (f"{'x' * 199}…", f"{long}\n\ntext")
    assert fitting_title("short", "text") == ("short", "text")
    assert (short(long, 80), beside("note", long, 80)) == (f"{'x' * 79}…", f"{long}\n\nnote")
    assert beside("note", "short", 80) == "note"
