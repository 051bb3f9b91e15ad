"""What has to hold on whatever people write: forty lines of each kind in `required.toml`.

Each number is how many of the lines hold now; one that was right before must not be lost.
"""

import tomllib
from pathlib import Path

import pytest

from kith.talk import istatement, paraphrase

LINES = tomllib.loads(Path(__file__).with_name("required.toml").read_text(encoding="utf-8"))


HOLDS = {
    "disguised": lambda found: "disguised_you" in found.codes and not found.safety,
    "not_disguised": lambda found: "disguised_you" not in found.codes,
    "fair": lambda found: found.ok,
    "danger": lambda found: found.safety and not found.problems,
    "not_danger": lambda found: not found.safety,
}


@pytest.mark.parametrize(
    ("kind", "least"),
    [("disguised", 38), ("not_disguised", 12), ("fair", 39), ("danger", 40), ("not_danger", 6)],
)
def test_thoughts_about_another_fair_words_and_danger_are_told_apart(kind, least):
    """A thought is seen as one, fair words pass, and danger is never corrected."""
    assert sum(HOLDS[kind](istatement.read(line)) for line in LINES[kind]) >= least


def test_making_small_is_seen_and_saying_back_is_not_taken_for_it():
    """ "At least you still ..." is seen; "you need at least a week" says back."""
    small = [paraphrase.read(*pair).judgement for pair in LINES["minimising"]]
    said_back = [paraphrase.read(*pair).judgement for pair in LINES["not_minimising"]]
    assert sum(small) >= 40
    assert not any(said_back)


def test_the_lines_are_forty_of_each_and_all_different():
    """So that a share means something."""
    for kind in ("disguised", "fair", "minimising", "danger"):
        assert len({str(line).casefold() for line in LINES[kind]}) == 40


def test_a_feeling_that_no_list_knows_is_still_a_feeling():
    """What follows "I feel" counts, unless it is a thought or blame."""
    assert "no_feeling" not in istatement.read("When it rang at two I felt squirmy.").codes
    assert "no_feeling" in istatement.read("I feel it is late.").codes
