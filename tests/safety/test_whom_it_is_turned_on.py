"""Means at hand are given to whom they threaten; a meal is nobody; a voice that demands is met."""

import json
from pathlib import Path

import pytest

from kith.safety.crisis import read

ROWS = [
    json.loads(row)
    for row in Path(__file__).with_name("corpus11").joinpath("q.jsonl").read_text("utf-8").split("\n")
    if row
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_open_line_gets_its_level_and_its_page(row):
    """The level lies between what is due and what may be; what asks for help has its kind."""
    found = read(row["text"])
    assert row["level_min"] <= found.level <= row["level_max"]
    assert row["kind"] in ("none", found.kind)


@pytest.mark.parametrize("line", ["I have the knife in my hand", "the pills are in my hand", "The gun is in my lap now."])  # fmt: skip
def test_means_in_the_hand_stay_the_writers_own_where_nobody_else_is_named(line):
    """The page about suicide, at once."""
    found = read(line)
    assert (found.level, found.kind) == (3, "suicide")


def test_a_wish_to_die_keeps_the_page_about_suicide():
    """Who wants to die and fears to hurt somebody is met as who wants to die."""
    found = read("I want to die. I have the knife in my hand. I'm scared I will hurt my son.")
    assert (found.level, found.kind) == (3, "suicide")


@pytest.mark.parametrize(
    "line",
    [
        *("I want to cut my steak and then my wrists", "I'm going to burn my dinner and myself"),
        *("going to break my phone tonight and then go to the bridge", "I will end this essay and my life"),
        "I'm going to kill that chicken shop owner tonight",
    ],
)  # fmt: skip
def test_a_thing_takes_nothing_away_from_what_is_said_beside_it(line):
    """A body, a life, a place, somebody: read as before."""
    assert read(line).level >= 2


@pytest.mark.parametrize(
    "line",
    [
        *("i have a plan and im going to do it tonight", "I am going to do it when the film starts"),
        "ive lined everything up and im going to do it before the alarm",
    ],
)  # fmt: skip
def test_an_idiom_that_hides_a_mere_sign_takes_nothing_away(line):
    """A sign of harm to others inside "do it" once undid the whole line."""
    assert read(line).level == 3


@pytest.mark.parametrize("wrong", [None, 3, b"I want to die", ["I want to die"]])
def test_what_is_no_text_is_said_and_not_stumbled_over(wrong):
    """A program that hands over the wrong thing is told which."""
    with pytest.raises(TypeError, match=rf"text is a str, not {type(wrong).__name__}"):
        read(wrong)


@pytest.mark.parametrize(
    ("line", "level", "kind"),
    [
        ("I'm cutting again.", 2, "self_harm"),
        ("im cutting at night", 2, "self_harm"),
        ("I'm cutting the grass again", 0, "none"),
        ("I'm cutting down on sugar again", 0, "none"),
        ("the voices keep telling me to walk into the road", 2, "suicide"),
        ("the voice told me to jump", 2, "suicide"),
        ("the voice told me to jump rope", 0, "none"),
        ("I've stopped caring if the car hits me when I cross", 1, "suicide"),
        ("my husband hit me with the car", 2, "danger"),
    ],
)
def test_plain_words_for_wounds_and_for_voices(line, level, kind):
    """Said in the fewest words there are."""
    found = read(line)
    assert (found.level, found.kind) == (level, kind)


@pytest.mark.parametrize(
    "line",
    [
        *("I want to be more open", "I want to be more patient", "I hit my toe on the door"),
        *("I bruised my shin on the bed", "I feel trapped in this job", "She threatened to resign"),
        *("They control the heating from the office", "we were trapped under the tent, laughing"),
        "Tonight, and not by phone after ten. His brother could come too.",
        "Sunday at five, and without the dog. Her mother might join.",
    ],
)  # fmt: skip
def test_what_only_begins_like_danger_or_a_wish_is_nothing(line):
    """Doors, jobs, heating, and a time for a call."""
    assert read(line).level == 0
