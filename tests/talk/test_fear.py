"""Fear in whatever words and with slips: help, and never a correction; ordinary feelings stay ordinary."""

from pathlib import Path

import pytest

from kith.talk import fear, istatement

HERE = Path(__file__).with_name("fear")
AFRAID = (HERE / "afraid.txt").read_text(encoding="utf-8").splitlines()
ORDINARY = (HERE / "ordinary.txt").read_text(encoding="utf-8").splitlines()
OWN = (
    "Trapped by him",
    "scared of Robin",
    "like a prisoner",
    "afraid of what he does",
    "pressured",
    "blackmailed",
    "threatend",
    "traped",
    "afriad of him",
    "monitored",
)
PLAIN = (
    "nervous",
    "afraid",
    "tired",
    "a bit lost",
    "scared of the dentist",
    "under pressure at work",
    "tapped out",
    "like a wet sock",
    "numb",
)


@pytest.mark.parametrize("text", AFRAID)
def test_fear_is_heard_and_nothing_is_corrected(text):
    """With slips of spelling, and inside a sentence."""
    lint = istatement.read(text)
    assert lint.safety
    assert lint.problems == ()


def test_ordinary_feelings_are_left_alone():
    """Of eighty at most two may be taken for fear of somebody."""
    assert len(ORDINARY) >= 80
    assert len([text for text in ORDINARY if istatement.read(text).safety]) <= 2


@pytest.mark.parametrize("words", OWN)
def test_own_words_for_a_feeling_are_heard(words):
    """A word or two, as they are typed where feelings are asked for."""
    assert istatement.frightens(words)


@pytest.mark.parametrize("words", PLAIN)
def test_own_words_of_an_ordinary_day_are_not(words):
    """Nobody is led to help for a dentist."""
    assert not istatement.frightens(words)


@pytest.mark.parametrize(
    ("slip", "word"),
    [
        ("threatend", "threatened"),
        ("tarpped", "trapped"),
        ("controlledd", "controlled"),
        ("montored", "monitored"),
        ("frightenet", "frightened"),
        ("tapped", "tapped"),
        ("tripped", "tripped"),
        ("shared", "shared"),
        ("corner", "corner"),
    ],
)
def test_a_slip_is_mended_and_a_word_is_not(slip, word):
    """One letter missing, too many, wrong or turned; words that exist stay."""
    assert fear.meant(slip) == word
