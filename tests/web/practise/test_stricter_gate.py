"""A run is held by its own definition or by today's, whichever is stricter."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kith import practices
from kith.cli.practice import run_kept
from kith.practices import Gate
from kith.web.people.models import CareSetting
from kith.web.practise import saving
from kith.web.practise.library import library
from kith.web.practise.telling import standing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def run(space, person):
    """A run about somebody to be careful with, begun when its practice was open for every tie."""
    marc = person("Marc")
    CareSetting.objects.create(space=space, person=marc, at=NOON, state="care")

    def begin(gate, about=marc):
        text = library().texts["other_shoes"]
        older = text.replace('gate = "off_for_care"', f'gate = "{gate}"')
        return saving.begin(space, practices.parse(older), older, NOON, person=about)

    return begin


@pytest.mark.parametrize("gate", ["names_a_tie", "off_for_care"])
def test_what_is_off_today_is_off_for_a_run_of_before(client, run, gate):
    """Its steps are not asked, in the browser or in the terminal."""
    begun = run(gate)
    assert standing(begun).held
    assert client.get(f"/practise/run/{begun.pk}/1/")["Location"] == f"/practise/run/{begun.pk}/"
    said = []
    assert run_kept("other_shoes", lambda ask: said.append(ask) or "yes") == 0
    assert len(said) == 1


def test_a_name_in_the_words_holds_it_too(run):
    """Nobody was chosen, as the practice did not ask yet."""
    begun = run("names_a_tie", about=None)
    assert not standing(begun).held
    one = standing(begun).practice
    step, field = next(
        (step, field) for step in one.steps for field in step.fields if field.kind == "text"
    )
    saving.keep(begun, one, step.id, {field.id: "Marc again"}, NOON)
    assert standing(begun).held


def test_what_was_off_stays_off_for_its_own_runs(run, monkeypatch):
    """Today's definition may be the looser one."""
    begun = run("off_for_care")
    shelf = library()
    looser = replace(shelf.practices["other_shoes"], gate=Gate.NAMES_A_TIE)
    now = replace(shelf, practices={**shelf.practices, "other_shoes": looser})
    monkeypatch.setattr("kith.web.practise.library.library", lambda: now)
    assert standing(begun).held
