"""What is made at the end of a practice: once, however often the button is pressed, and never empty."""

import re
from datetime import UTC, datetime

import practice_walks as walks
import pytest
from django.utils import timezone

from kith import practices
from kith.practices.kinds import KINDS
from kith.web.boundaries.models import Boundary
from kith.web.people.models import CareSetting
from kith.web.practise import creating, library, saving, telling
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


SMALL = """
id = "mine"
version = 1
article = ["TV1"]
theme = "trust"
title = "Mine"
about = "A file of a clinician."
minutes = 2
why = "So."
evidence = "C"
source = "None."
not_when = "Never."
gate = "names_a_tie"

[person]
ask = "Who?"

[[step]]
id = "one"
title = "One"

[[step.field]]
id = "small"
kind = "text"
ask = "A small step?"

[end]
title = "Done"
text = "Done."

[[end.creates]]
kind = "trust_step"
label = "Put it on the trust ladder"
step = "{small}"

[[end.creates]]
kind = "contact"
label = "Write the contact down"
"""


def test_a_file_can_make_a_trust_step_and_lead_to_a_contact(client, space, person):
    """The step stands on the ladder about them, once; the contact has them chosen."""
    marc = person("Marc", kinds=["friend"])
    one = practices.parse(SMALL)
    run = saving.begin(space, one, SMALL, timezone.now(), person=marc)
    saving.keep(run, one, "one", {"small": "Ask him to water the plants"}, timezone.now())
    for _ in range(2):
        place = client.post(f"/practise/run/{run.pk}/make/0")["Location"]
    made = Run.objects.get(practice="trust_ladder")
    assert (made.person, place) == (marc, f"/practise/run/{made.pk}/")
    ladder = library.library().practices["trust_ladder"]
    while (step := telling.standing(made).path.here).id != "steps":
        sent = {"direction": "more"} if step.id == "direction" else {"do": "skip"}
        client.post(f"/practise/run/{made.pk}/{ladder.number(step.id)}/", sent)
    page = client.get(f"/practise/run/{made.pk}/{ladder.number('steps')}/").content.decode()
    assert 'value="Ask him to water the plants"' in page
    place = client.post(f"/practise/run/{run.pk}/make/1")["Location"]
    page = client.get(place).content.decode()
    assert re.search(rf'value="{marc.pk}"[^>]*checked', page)


@pytest.mark.parametrize("kind", ["trust_step", "writing", "letter", "intention", "practice"])
def test_a_file_says_what_is_to_be_made(kind):
    """Without it the button would make nothing; the line is said."""
    text = SMALL.replace('kind = "trust_step"', f'kind = "{kind}"').replace(
        'step = "{small}"\n', ""
    )
    with pytest.raises(practices.DefinitionError) as error:
        practices.parse(text, "mine.toml", KINDS)
    problem = error.value.problems[0]
    assert (problem.code, text.splitlines()[problem.line - 1]) == ("missing", "[[end.creates]]")


def test_no_trust_step_for_a_tie_that_asks_for_care(client, space, person):
    """Its page says so, and nothing is begun."""
    marc = person("Marc", kinds=["friend"])
    one = practices.parse(SMALL)
    run = saving.begin(space, one, SMALL, timezone.now(), person=marc)
    saving.keep(run, one, "one", {"small": "Tell him"}, timezone.now())
    CareSetting.objects.create(space=space, person=marc, at=timezone.now(), state="care")
    client.post(f"/practise/run/{run.pk}/make/0")
    assert not Run.objects.filter(practice="trust_ladder").exists()
