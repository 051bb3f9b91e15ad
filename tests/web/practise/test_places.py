"""Places that do you good: a step away is asked for only behind the question whether it is safe."""

from datetime import UTC, datetime

import pytest

from kith import practices
from kith.web.people.models import CareSetting
from kith.web.practise import doors, saving
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.practise.telling import standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAME = "safer_spaces"


def walked(**values):
    """Return the steps that are asked with these answers, and where it ends."""
    one, answers = library().practices[NAME], {}
    path = practices.path(one, answers)
    while path.here is not None:
        mine = {f.id: values[f.id] for f in path.here.fields if f.id in values}
        answers[path.here.id] = mine
        path = practices.path(one, answers)
    return [step.id for step in path.met], path.ended


@pytest.mark.parametrize("can", ["less", "away"])
def test_left_open_no_step_away_is_asked(can):
    """Nothing that could become an intention; only who could think it through."""
    met, ended = walked(can=can)
    assert ended == "end"
    assert "left_open" in met
    assert not {"step", "step_away"} & {*met}


@pytest.mark.parametrize("can", ["less", "away"])
def test_a_danger_leads_to_help(can):
    """Not sure is enough."""
    for said in ("unsure", "yes"):
        assert walked(can=can, danger=said)[1] == "safety"
    met, _ = walked(can=can, danger="no")
    assert "step_away" in met
    assert not {"step", "left_open"} & {*met}


def test_within_a_place_nothing_stands_in_between():
    """A corner of one's own needs no such question."""
    met, _ = walked(can="corner")
    assert "step" in met
    assert not {"distance", "left_open", "step_away"} & {*met}


def test_the_private_questions_come_first(client, person):
    """For whom it concerns, as before any tool that names a tie."""
    them = person("Robin", kinds=["housemate"])
    shown = client.post(f"/practise/{doors.number_of(NAME)}/", {"person": them.pk})
    assert "A few questions first" in shown.content.decode()
    assert not Run.objects.exists()


def test_for_a_tie_with_care_there_is_no_way_to_it(space, person):
    """Neither the two answers nor the steps behind them."""
    them = person("Robin", kinds=["housemate"])
    CareSetting.objects.create(space=space, person=them, at=NOON, state="care")
    one, shelf = library().practices[NAME], library()
    run = saving.begin(space, one, shelf.texts[NAME], NOON, person=them)
    saving.keep(run, one, "hard", {"can": "away"}, NOON)
    found = standing(run)
    assert [o.id for o in found.practice.field("can").options] == [
        "corner",
        "with",
        "nothing",
        "open",
    ]
    never = {step.id for step in found.practice.steps if step.only_when == practices.caring.NEVER}
    assert {"distance", "left_open", "step_away"} <= never
