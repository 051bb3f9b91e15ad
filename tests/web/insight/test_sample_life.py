"""The sample life is quick, ends in the last days, and its kept answer is the engine's own."""

import json
import time
from datetime import date
from importlib.resources import files

import pytest

from kith.web import sample
from kith.web.insight import fitting, sample_answer
from kith.web.insight.gather import gathered
from kith.web.insight.latest import latest_effects
from kith.web.insight.outcomes import MOOD
from kith.web.people.models import Person, Tie
from kith.web.today.models import CheckIn, Contact

TODAY = date(2026, 11, 23)


@pytest.fixture
def filled(space):
    sample.fill(space, TODAY)
    space.refresh_from_db()
    return space


def test_it_is_marked_and_ends_in_the_last_week(filled):
    """A sample says so on every page, and its newest days are near today."""
    assert filled.is_sample
    newest = CheckIn.objects.filter(space=filled).latest("at").at.date()
    assert 0 <= (TODAY - newest).days <= 8


def test_the_impact_page_has_its_answer_at_once(filled, client, tasks):
    """Looking around never waits for a fit: the kept answer is fresh."""
    page = client.get("/impact/").content.decode()
    assert tasks == []
    assert "Worked out on" in page
    assert "nourishing, likely" in page


def test_it_holds_somebody_who_heals_drains_and_changes(filled):
    """A life in which there is something to see, and something still unknown."""
    by_name = {Person.objects.get(pk=pk).name: e for pk, e in latest_effects(filled).items()}
    assert by_name["Ana"]["verdict"] == "nourishing"
    assert by_name["Cass"]["verdict"] == "draining"
    assert "not enough yet" in {e["verdict"] for e in by_name.values()}
    kinds = {kind for p in Person.objects.filter(space=filled) for kind in p.kinds}
    assert {"therapist", "group", "pet"} <= kinds
    ben = Tie.objects.filter(space=filled, person__name="Ben").order_by("at")
    assert [tie.bond for tie in ben] == ["stressful", "strong"]
    assert all(tie.x is not None for tie in Tie.objects.filter(space=filled))


def test_it_is_told_in_words_too(filled):
    """A few ordinary notes and feelings, so that search and the days have something to show."""
    assert CheckIn.objects.filter(space=filled).exclude(note="").count() >= 10
    felt = (
        CheckIn.objects.filter(space=filled).exclude(feelings=[]).values_list("feelings", flat=True)
    )
    assert len(felt) > 100
    assert sum(word.startswith("feel.") for row in felt for word in row) > 100
    assert Contact.objects.filter(space=filled, felt__isnull=False).count() > 300


def test_it_is_written_in_two_seconds(space):
    """Looking around begins at once."""
    begun = time.perf_counter()
    sample.fill(space, TODAY)
    assert time.perf_counter() - begun < 2.0


def test_what_the_vault_holds_is_what_was_fitted(filled):
    """The kept answer rests on the same numbers that the tables hold, but for whole weeks."""
    names = {f"p{p.pk}": p.name for p in Person.objects.filter(space=filled)}
    sent, fitted = gathered(filled, MOOD), sample_answer.order_of(sample_answer.life())
    assert len(sent["check_ins"]) == len(fitted["check_ins"])
    for mine, kept in zip(sent["check_ins"], fitted["check_ins"], strict=True):
        assert mine[2] == pytest.approx(kept[2])
        assert sorted(names[who] for who in mine[3]) == sorted(kept[3])
    assert [[names[w] for w in row[2]] for row in sent["contacts"]] == [
        row[2] for row in fitted["contacts"]
    ]
    assert {names[key]: kind for key, kind in sent["kinds"].items()} == fitted["kinds"]


@pytest.mark.slow
def test_the_kept_answer_is_what_the_engine_says():
    """Working it out anew gives the same verdicts and, within rounding of machines, numbers."""
    kept = json.loads(
        files(sample_answer.__package__).joinpath(sample_answer.KEPT).read_text("utf-8")
    )
    anew = sample_answer.work_out()
    assert [e["verdict"] for e in anew["effects"]] == [e["verdict"] for e in kept["effects"]]
    for mine, theirs in zip(anew["effects"], kept["effects"], strict=True):
        assert mine["mean"] == pytest.approx(theirs["mean"], abs=0.02)
        assert mine["contacts"] == theirs["contacts"]


def test_another_outcome_of_the_sample_is_worked_out_when_asked(filled, client, tasks):
    """Energy has no kept answer, so it goes the way of everybody's."""
    client.get("/impact/?o=energy")
    assert len(tasks) == 1
    assert fitting._turns[0].outcome == "energy"
