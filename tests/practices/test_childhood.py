"""Abuse of a child told in words: found in whatever way it is said; a deed of one's own is none."""

import json
from pathlib import Path

import pytest

from kith import practices
from kith.practices import childhood, running

HURT = Path(__file__).with_name("hurt")

TOLD = (
    "My uncle touched me when I was eight and I never said anything",
    "I was 7. The neighbour made me undress. I went back there for the sweets.",
    "When I was little my mum's boyfriend came into my room at night",
    "As a child I was abused by my coach and I let it happen",
    "My teacher slept with me, I was fifteen and I wanted him to like me",
    "At boarding school he did things to me and I kept quiet",
    "I’m 14 and my stepdad hits me because I talk back",
    "he beat me with his belt when i was a kid",
    "my granpa tuched me wen i was 6 and i dident tell mum so my sister got it too",
    "i was 7 my dad did stuff 2 me n i never told",
    "as a kid my granddad rapped me and i never sed anyting",
    "the preist kised me wen i was 11 and i liked the atention",
    "I was 4. My mom left me alone for days. I cried too loud so she left.",
)
NOT = (
    "When I was eight I hit my little brother",
    "I shouted at my child when she was eight",
    "I lied to my wife about the money",
    "He hit me last week and I hit him back",  # hurt, but no child; where power is asked
    "I was ten minutes late and forgot the cake",
    "When I was 8 my mum left me alone for an hour and I ate all the biscuits",
    "my litle boy was 6 and I shouted at him",
    "",
)
YOUNG = ("He touched me and I let him", "my stepdad hits me because I talk back")
OWN_DEED = ("I hit my sister", "I stole from my mum", "I told everybody her secret")
PIE = practices.library().practices["four_rs"]


@pytest.mark.parametrize("text", TOLD)
@pytest.mark.parametrize("age", ["adult", "teen"])
def test_a_childs_share_is_refused_by_the_words(text, age):
    """A grown-up may tell of then, and choose the age of now."""
    assert childhood.told(text)
    field = PIE.field("pie")
    values = {"age": age, "power": "free", "did": text}
    assert "on purpose" in running.why_not_mine(field, values)
    assert [label for label, _ in running.shares(field, {"others": 10, "me": 90}, values)] == [
        "other people"
    ]


@pytest.mark.parametrize("text", NOT)
def test_a_deed_of_a_grown_up_keeps_its_share(text):
    """Nobody is told that what they did was done to them."""
    assert not childhood.told(text)
    assert not running.is_not_mine(PIE.field("pie"), {"age": "adult", "power": "free", "did": text})


@pytest.mark.parametrize("text", YOUNG)
def test_a_teen_need_not_say_how_old(text):
    """They said it by the choice."""
    values = {"age": "teen", "power": "free", "did": text}
    assert running.is_not_mine(PIE.field("pie"), values)
    assert not running.is_not_mine(PIE.field("pie"), values | {"age": "adult"})


@pytest.mark.parametrize("text", OWN_DEED)
def test_a_teen_who_did_something_has_a_share(text):
    """What they did is theirs to look at."""
    values = {"age": "teen", "power": "free", "did": text}
    assert not running.is_not_mine(PIE.field("pie"), values)


def test_it_is_refused_kindly():
    """The sentence is about whoever did it, and the one for power stays as it was."""
    field = PIE.field("pie")
    said = running.why_not_mine(field, {"age": "adult", "did": TOLD[0]})
    assert "carries all of it" in said
    assert "power over you" in running.why_not_mine(field, {"age": "adult", "power": "no"})
    assert running.why_not_mine(field, {"age": "adult", "power": "free"}) == ""


@pytest.mark.parametrize(("half", "found", "wrong"), [("build", 40, 0), ("kept", 37, 0)])
def test_sentences_of_many_kinds(half, found, wrong):
    """As many are found as when they were counted, and nothing else is taken for it."""
    lines = (HURT / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    heard = [row["told"] for row in rows if childhood.told(row["text"])]
    assert (sum(heard) >= found, len(heard) - sum(heard) <= wrong) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "My dad beat me when I was eight and it was my fault",
        "I was eight and I did not say no, so it was my fault",
        "I should have told somebody, I was only six and he came to my room at night",
    ],
)
def test_blame_beside_it_is_seen(text):
    """In one text and in words of its own."""
    assert childhood.told(text)
    assert childhood.blames(text)


def test_a_long_text_is_read_in_time():
    """Nothing in the rules takes longer than the text grows."""
    assert not childhood.told("I went home and the boy was at the door and " * 2000)
