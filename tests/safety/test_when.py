"""A plain answer to "when?" is no plan; and whoever says a little more is heard as before."""

import json
from pathlib import Path

import pytest

from kith.safety import crisis
from kith.safety.fold import fold
from kith.safety.templates import knowledge
from kith.safety.when import only_when

GOLD = Path(__file__).parents[2] / "data" / "kithgold"


@pytest.mark.parametrize(
    "text",
    [
        "Tonight after supper.",
        "Tonight after supper, fifteen minutes.",
        "Tonight at eight, when the kids are asleep.",
        "At night when everyone is asleep.",
        "Wednesday evening, at the kitchen table.",
        "tomorrow before work",
        "Sunday 3pm, in the car",
        "after the news, half an hour",
        "tonight is the night: our first date!",
        "tonight is the night, finally, the concert",
        "Saturday is the day of the wedding",
    ],
)
def test_a_time_alone_is_nothing(text: str) -> None:
    assert crisis.read(text).level == 0


@pytest.mark.parametrize(
    "text",
    [
        "Tonight. It's tonight.",
        "Tonight I end it.",
        "Tonight when everyone is asleep I do it.",
        "Tonight after supper I will take all the pills.",
        "At night I want to die.",
        "Sunday is the day I kill myself",
        "tonight is the night, no more pain",
        "tonight is the night after the party I take them all",
    ],
)
def test_a_time_with_more_is_heard(text: str) -> None:
    assert crisis.read(text).level >= 2


@pytest.mark.parametrize("text", ["the last night", "tonight I go home", "over by Sunday"])
def test_what_can_stand_for_leaving_is_weighed_as_before(text: str) -> None:

    know = knowledge()
    assert not only_when(fold(text, know.lexicon, know.respelled))


def test_fair_messages_between_people_are_seldom_taken_for_a_crisis() -> None:
    """The fair halves of KithGold; half of them words were fitted on, so this only guards."""
    rows = [
        json.loads(row) for path in GOLD.glob("?.jsonl") for row in path.open("rb") if row.strip()
    ]
    levels = [crisis.read(one["text"]).level for one in rows if one["set"] == "fair"]
    assert len(levels) > 1000
    assert sum(level >= 2 for level in levels) <= 0.04 * len(levels)
    assert sum(level == 3 for level in levels) <= 0.008 * len(levels)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("After eight my phone is in the drawer", True),
        ("From ten on the laptop stays in the hall", True),
        ("After eight the pills are in the drawer", False),
        ("My phone and the pills are in the drawer", False),
    ],
)
def test_where_a_telephone_lies_says_nothing_about_dying(text, nothing):
    """Whatever else lies beside it does."""
    assert (crisis.read(text).level == 0) is nothing
