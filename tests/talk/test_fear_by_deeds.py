"""Fear that is told by what one does: hiding a phone, asking leave, freezing at a key in the door."""

from pathlib import Path

import pytest

from kith.talk import istatement

HERE = Path(__file__).with_name("fear")


def lines(name):
    """The sentences of one list."""
    return (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", lines("by_what_one_does"))
def test_it_is_led_to_help_and_never_corrected(text):
    """No word for a feeling need stand in it."""
    found = istatement.read(text)
    assert found.safety
    assert not found.problems


@pytest.mark.parametrize("text", lines("and_no_fear"))
def test_what_sounds_alike_is_no_danger(text):
    """Exams, surprises, crowds, spiders, and fair sentences about a tie."""
    assert not istatement.read(text).safety
