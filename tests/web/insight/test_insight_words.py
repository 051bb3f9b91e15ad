"""Sentences about an effect: plain, probable, and never a verdict on a person."""

from datetime import UTC, datetime

import pytest

from kith.web.insight import words
from kith.web.insight.outcomes import MOOD, Outcome
from kith.web.insight.told import Course, Told

TENSION = Outcome("o1", "tension", "tension", points=False, valued=False)


def told(mean, low, high, verdict, *, more=None, change=None, estimand="after_4h"):
    return Told(
        pk=1, name="Ana", person="p1", kind="friend", contacts=9, mean=mean, low=low, high=high,
        sd_units=mean, verdict=verdict, more_contacts=more, mood_hours={}, sure_change=change, estimand=estimand,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("effect", "outcome", "expected"),
    [
        (
            told(0.84, 0.41, 1.22, "nourishing"),
            MOOD,
            "In the hours after contact with Ana, your mood is probably about 0.8 points of 10 higher (between 0.4 and 1.2).",
        ),
        (
            told(-0.95, -1.6, -0.02, "draining"),
            MOOD,
            "In the hours after contact with Ana, your mood is probably about 0.9 points of 10 lower (between 0 and 1.6).",
        ),
        (
            told(-0.7, -1.6, 0.1, "draining", estimand="while_together"),
            MOOD,
            "While you are with Ana, your mood is probably about 0.7 points of 10 lower (from 1.6 lower to 0.1 higher).",
        ),
        (
            told(0.02, -0.034, 0.3, "no clear effect"),
            MOOD,
            "In the hours after contact with Ana, your mood is on average about the same as without: between 0 and 0.3 higher. If there is an effect, it is small.",
        ),
        (
            told(0.2, -2.0, 2.4, "not enough yet", more=1),
            MOOD,
            "Not enough yet to say what contact with Ana does. About 1 more contact might be enough.",
        ),
        (
            told(0.2, -2.0, 2.4, "not enough yet"),
            MOOD,
            "Not enough yet to say what contact with Ana does. Kith cannot say how many more contacts it would take.",
        ),
        (
            told(0.034, 0.011, 0.058, "higher"),
            TENSION,
            "In the hours after contact with Ana, your tension is probably about 0.034 higher (between 0.011 and 0.058).",
        ),
    ],
)
def test_an_effect_in_a_sentence(effect, outcome, expected):
    """Direction, size, interval, probably; how many more contacts where it is too early."""
    assert words.sentence(effect, outcome) == expected


def test_a_change_tells_where_it_came_from_and_where_it_is():
    """Healing is a movement: from early on to lately."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    course = Course((at,) * 8, (-0.4, -0.4, 0, 0, 0, 0, 0.5, 0.5), (0,) * 8, (0,) * 8)
    said = words.change(told(0.1, 0, 0.2, "no clear effect", change=0.9), course)
    assert said == "It has probably moved up, from −0.4 early on to +0.5 lately."
    assert words.change(told(0.1, 0, 0.2, "no clear effect"), course) == ""


def test_own_kinds_stay_as_they_were_written():
    """A kind that is nobody's code is the person's own word."""
    assert words.kind("housemate") == "housemate"
    assert words.kind("godmother") == "godmother"


@pytest.mark.parametrize("code", ["too_few_checkins", "stopped", "broke", "some_new_code"])
def test_every_problem_has_a_sentence(code):
    """No code is ever shown bare."""
    said = words.problem(code)
    assert said.endswith(".")
    assert "_" not in said
    assert said != code
    assert words.problem("") == ""
