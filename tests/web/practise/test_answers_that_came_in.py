"""Answers that came in with a file and fit no field: pages open, and the words are kept as text."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from random_lives import wipe

from kith import exchange
from kith.exchange import life
from kith.practices import Field, Kind, Step
from kith.web.keep.export.files import export
from kith.web.keep.store import store
from kith.web.practise import library, saving
from kith.web.practise.forms import StepForm
from kith.web.practise.models import Answer, Run

NOW = timezone.now()
ODD = [
    ("four_rs", "did", 7),
    ("four_rs", "pie", 7),
    ("four_rs", "pie", [1, 2]),
    ("four_rs", "pie", {"b": "9"}),
    ("four_rs", "feelings", [1, 2]),
    ("who_helps_with_what", "feel", [1, {"a": 1}]),
]


def begun(space, practice, field, value):
    """Return a run with one odd answer, and the number of its step."""
    one, text = library.library().practices[practice], library.library().texts[practice]
    run = saving.begin(space, one, text, NOW - timedelta(hours=1))
    step = next(step for step in one.steps if field in {own.id for own in step.fields})
    Answer.objects.create(run=run, step=step.id, values={field: value}, at=NOW)
    return run, one.number(step.id)


@pytest.mark.parametrize(("practice", "field", "value"), ODD)
def test_every_page_opens_whatever_lies_there(client, space, practice, field, value):
    """As it may lie in a life that came in before this was looked at."""
    run, number = begun(space, practice, field, value)
    for address in ("/practise/", f"/practise/run/{run.pk}/", "/practise/runs/"):
        assert client.get(address, follow=True).status_code == 200
    assert client.get(f"/practise/run/{run.pk}/{number}/", follow=True).status_code == 200
    assert client.post("/search/", {"words": "lantern"}).status_code == 200


def test_what_fits_comes_in_and_the_rest_is_kept_as_text(room, space):
    """The other answers of the same step are there."""
    run, _ = begun(space, "four_rs", "pie", {"b": "a lantern"})
    step = Answer.objects.get(run=run)
    one = library.library().practices["four_rs"]
    Answer.objects.create(run=run, step=one.steps[-1].id, values={"unknown": [1]}, at=NOW)
    data = export(space).files[life.DATA]
    wipe(space)
    assert not Run.objects.exists()
    reading = exchange.read(data)
    batch = store(space, reading.items(), format_name=reading.format).batch
    kept = json.loads(batch.kept.get(why="run_answer").original)
    assert (kept["step"], "a lantern" in kept["values"]) == (step.step, True)
    assert [one.values for one in Answer.objects.all()] == [{"unknown": [1]}]


def test_nothing_that_was_written_is_cut(space):
    """A long line, a seventieth line and a slice without a share are kept, and so they are read."""
    step = Step("a", "A", fields=(Field("lines", Kind.LIST), Field("pie", Kind.PIE, rows=1)))
    lines = ["a word " * 80 + "the end", *(f"line {number}" for number in range(70))]
    sent = {"lines": "\n".join(lines), "pie-0-words": "a lantern", "pie-0-size": ""}
    form = StepForm(step, {}, sent)
    assert form.is_valid()
    assert form.answers() == {"lines": lines, "pie": {"a lantern": 0}}
