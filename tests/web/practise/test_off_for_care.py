"""What leads to saying sorry, mending, telling or parting is not put to a tie that asks for care."""

from datetime import UTC, datetime

import pytest

from kith import practices
from kith.cli.practice import run_kept
from kith.practices import caring
from kith.web.people.models import CareSetting
from kith.web.practise import doors, saving
from kith.web.practise.library import library
from kith.web.practise.models import Intention, Run
from kith.web.practise.telling import standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
OFF = (
    "four_rs",
    "how_i_want_to_be_known",
    "intention",
    *(f"after_affair_{part}" for part in ("first", "meaning", "open", "part", "rebuild")),
)
MAKES = ("then_or_now", "trigger_chain")  # open, without their intention and one step
SKIPPED = {"then_or_now": "know", "trigger_chain": "mend"}


@pytest.fixture
def robin(person):
    return person("Robin", kinds=["partner"])


@pytest.fixture(params=["care", "danger"])
def guard(request, robin):
    """Answer the private questions about them, later."""
    return lambda: CareSetting.objects.create(
        space=robin.space, person=robin, at=NOON, state=request.param
    )


def begun(space, name, person=None):
    shelf = library()
    return saving.begin(space, shelf.practices[name], shelf.texts[name], NOON, person=person)


def finished(space, name, person=None, **values):
    """Walk to the end of a practice, with these answers where they are asked."""
    run, one = begun(space, name, person), library().practices[name]
    path = practices.path(one, {})
    while path.here is not None:
        mine = {f.id: values[f.id] for f in path.here.fields if f.id in values}
        path = saving.keep(run, one, path.here.id, mine, NOON)
    return run


def page(client, address, **sent):
    return (client.post(address, sent) if sent else client.get(address)).content.decode()


@pytest.mark.parametrize("name", OFF)
def test_it_is_not_offered_for_that_tie(client, robin, guard, name):
    """No run is made; its page says that nobody need be chosen, and without anybody it begins."""
    guard()
    address = f"/practise/{doors.number_of(name)}/"
    shown = page(client, address, person=robin.pk, go="1")
    assert "Not offered here" in shown
    assert ("without choosing anybody" in shown) is (name != "after_affair_rebuild")
    assert 'id="asking"' not in shown
    assert "Robin" not in shown
    assert not Run.objects.exists()
    client.post(address, {"person": ""})
    assert Run.objects.get().person is None


@pytest.mark.parametrize("name", OFF)
def test_a_run_begun_before_is_held_by_what_is_known_today(client, space, robin, guard, name):
    """Also one whose own definition says that it is open for every tie; nothing is made of it."""
    text = library().texts[name].replace('"off_for_care"', '"names_a_tie"')
    text = text.replace("alone = true\n", "")
    run = saving.begin(space, practices.parse(text), text, NOON, person=robin)
    guard()
    assert standing(run).held
    assert client.post(f"/practise/run/{run.pk}/make/0").status_code == 404
    assert not Intention.objects.exists()


def test_what_was_planned_does_not_stand_on_their_page(client, space, robin, guard):
    """Neither the name of the practice nor what was written in it."""
    finished(space, "after_affair_part", robin, danger="no", first="Ring the lawyer")
    finished(space, "four_rs", robin, whose="mine", own_it="I shouted", harm="no")
    before = page(client, f"/people/{robin.pk}/")
    assert "part well" in before
    guard()
    shown = page(client, f"/people/{robin.pk}/")
    for words in ("part well", "After an affair", "Making peace", "Ring the lawyer"):
        assert words not in shown


@pytest.mark.parametrize("name", MAKES)
@pytest.mark.parametrize("named", [False, True])
def test_no_intention_is_made_of_such_a_tie(client, robin, guard, name, named):
    """Chosen or named in the words, and neither by its button nor by its address."""
    said = {"now": "Robin came late", "set_off": "Robin came late", "act": "Ask", "instead": "Ask"}
    run = finished(robin.space, name, None if named else robin, **said)
    label = library().practices[name].end.creates[0].label
    assert label in page(client, f"/practise/run/{run.pk}/")
    guard()
    assert label not in page(client, f"/practise/run/{run.pk}/")
    assert client.post(f"/practise/run/{run.pk}/make/0").status_code == 404
    assert not Intention.objects.exists()


@pytest.mark.parametrize("name", MAKES)
def test_a_step_that_asks_something_of_them_is_left_out(client, space, robin, guard, name):
    """Its address leads back, all others keep their number, and what was written stays to be read."""
    one, off = library().practices[name], SKIPPED[name]
    guard()
    run = finished(space, name, robin, mend_how="Say sorry", know=["Ask where"])
    asked = standing(run).practice
    assert [step.id for step in asked.steps] == [step.id for step in one.steps]
    assert off not in [step.id for step in standing(run).path.met]
    fresh = begun(space, name, robin)
    for step in one.steps:
        if step.id == off:
            continue
        here = standing(fresh).path.here
        assert here.id == step.id
        saving.keep(fresh, standing(fresh).practice, step.id, {}, NOON)
    assert standing(fresh).path.ended == "end"
    address = f"/practise/run/{run.pk}/{one.number(off)}/"
    assert client.get(address)["Location"] == f"/practise/run/{run.pk}/"
    words = "Say sorry" if off == "mend" else "Ask where"
    assert words in page(client, f"/practise/run/{run.pk}/")


def test_a_run_of_an_older_file_leaves_out_what_is_left_out_today(space, robin, guard):
    """Its own file says nothing of it."""
    text = library().texts["trigger_chain"].replace("off_for_care = true\n", "")
    run = saving.begin(space, practices.parse(text), text, NOON, person=robin)
    steps = {step.id: step for step in standing(run).practice.steps}
    assert steps["mend"].only_when is None
    guard()
    steps = {step.id: step for step in standing(run).practice.steps}
    assert steps["mend"].only_when is caring.NEVER


def test_the_terminal_leaves_it_out_as_well(space, robin, guard):
    """Neither the step is asked nor the intention offered."""
    guard()
    begun(space, "trigger_chain", robin)
    asked = []
    run_kept("trigger_chain", lambda ask: asked.append(ask) or "")
    assert Run.objects.get().ended_at is not None
    assert not any("want to try" in one or "What fits?" in one for one in asked)


@pytest.mark.parametrize("name", [one for one in library().practices if one not in OFF])
def test_whatever_makes_an_intention_with_somebody_leaves_that_part_out(name):
    """Of every practice that stays open for every tie."""
    one = library().practices[name]
    kept = [made.kind for made in caring.with_care(one).end.creates]
    assert "intention" not in kept
    assert len(kept) == len(one.end.creates)


LEADS_ON = ("Look at how we talk", "See how one thing led to the next", "Make something good again")
FURTHER = (
    "Look at our habits in talks",
    "See how one thing leads to the next",
    "Find words to repair",
)


def test_what_leads_to_what_is_off_is_no_answer_for_that_tie(client, space, robin, guard):
    """The other answers stay; before the setting all of them stand there."""
    run = begun(space, "what_just_happened", robin)
    one = library().practices["what_just_happened"]
    number = next(one.number(s.id) for s in one.steps if any(f.id == "next" for f in s.fields))
    for step in one.steps[: number - 1]:
        saving.keep(run, one, step.id, {}, NOON)
    address = f"/practise/run/{run.pk}/{number}/"
    assert all(label in page(client, address) for label in LEADS_ON)
    guard()
    shown = page(client, address)
    assert "Think about my limit" in shown
    assert not any(label in shown for label in LEADS_ON)


def test_nor_does_an_end_lead_there_where_the_words_name_them(client, space, robin, guard):
    """Though nobody was chosen."""
    run = finished(space, "what_just_happened", None, facts="Robin slammed the door.")
    other = finished(space, "what_just_happened", None, facts="The bus was late.")
    assert all(label in page(client, f"/practise/run/{run.pk}/") for label in FURTHER)
    guard()
    shown = page(client, f"/practise/run/{run.pk}/")
    assert not any(label in shown for label in FURTHER)
    assert all(label in page(client, f"/practise/run/{other.pk}/") for label in FURTHER)


def test_a_held_run_does_not_stand_among_what_was_begun(client, space, robin, guard):
    """It is found among what was written before."""
    begun(space, "repair_kit", robin)
    assert "My repair kit" in page(client, "/practise/").partition("Begun")[2][:900]
    guard()
    assert "Begun" not in page(client, "/practise/")
    assert "My repair kit" in page(client, "/practise/runs/")
