"""More ways to tell it, in English and Spanish: no slice, no mending, no sorry to whoever did it."""

import json
from pathlib import Path

import pytest

from kith import practices
from kith.practices import childhood
from kith.web.practise import hurt

ROWS = [
    json.loads(line)
    for line in (Path(__file__).with_name("hurt") / "second.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
FOUR = practices.library().practices["four_rs"]
MENDS = {"pie", "repair", "direct", "direct_words", "other_ways"}


def met(**did):
    """The steps that are met where these answers are given to the first question."""
    answers = {"before": {}, "did": did}
    path = practices.path(FOUR, answers, hurt.told)
    while path.here is not None:
        answers[path.here.id] = {"harm": "no"} if path.here.id == "repair" else {}
        path = practices.path(FOUR, answers, hurt.told)
    return {step.id for step in path.met}


@pytest.mark.parametrize("text", [row["text"] for row in ROWS if row["told"]])
def test_it_is_heard_with_nothing_ticked(text):
    """A teacher, a priest, a coach, second grade, telling, a cellar; and in Spanish."""
    assert hurt.told(text)
    assert MENDS.isdisjoint(met(did=text, whose="mine", power="free"))


@pytest.mark.parametrize("text", [row["text"] for row in ROWS if not row["told"]])
def test_a_deed_of_ones_own_keeps_its_way(text):
    """Mischief, and what is done as a grown-up."""
    assert not hurt.told(text)
    assert "repair" in met(did=text, whose="mine", age="adult", power="free")


@pytest.mark.parametrize("age", [{}, {"age": "teen"}, {"age": "child"}, {"age": "adult"}])
def test_one_choice_says_it_where_no_words_do(age):
    """Somebody grown up took part in it: then no word is weighed."""
    found = met(did="It was what it was", whose="mine", power="free", older="yes", **age)
    assert "not_yours" in found
    assert MENDS.isdisjoint(found)
    assert "not_yours" not in met(did="It was what it was", whose="mine", older="no", age="teen")


def test_blame_in_spanish_is_seen():
    """So that a thought record with it weighs nothing."""
    assert childhood.blames("Fue culpa mía")
    assert not childhood.blames("Fui a la playa")


def test_a_long_text_in_spanish_is_read_in_time():
    """Nothing in the rules takes longer than the text grows."""
    assert not childhood.told("mi hermano me dijo que el vecino de la casa me vio y " * 2000)
