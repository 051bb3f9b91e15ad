"""Sentences about an effect: plain, probable, and never a verdict on a person."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kith.web.insight import pictures, words
from kith.web.insight.outcomes import MOOD, Outcome
from kith.web.insight.told import Course, Told

TENSION = Outcome("o1", "tension", "tension", points=False)


def told(mean, low, high, verdict, *, more=None, change=None, estimand="after_4h"):
    sd_units = mean / 2  # moods that usually move by two points
    return Told(
        pk=1, name="Ana", person="p1", kind="friend", contacts=9, measured=9, mean=mean, low=low, high=high,
        sd_units=sd_units, verdict=verdict, more_contacts=more, mood_hours={}, sure_change=change, estimand=estimand,
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
            "In the hours after contact with Ana, your mood is on average about the same as without: between 0 and 0.3 higher. If there is an effect, it is small beside how far your mood usually moves, 2 points of 10.",
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
            "In the hours after contact with Ana, “tension” is probably about 0.034 higher (between 0.011 and 0.058).",
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
    said = words.change(told(0.1, 0, 0.2, "no clear effect", change=0.9), course, MOOD)
    assert said == "It has probably moved up, from −0.4 early on to +0.5 lately."
    assert words.change(told(0.1, 0, 0.2, "no clear effect"), course, MOOD) == ""


def test_an_effect_that_has_moved_is_not_called_small():
    """From bad to good the average is nothing, and neither end is."""
    assert "it is small" in words.sentence(told(0.1, 0, 0.2, "no clear effect"), MOOD)
    moved = words.sentence(told(0.1, 0, 0.2, "no clear effect", change=0.9), MOOD)
    assert "on average about the same" in moved
    assert "it is small" not in moved


def test_a_record_that_has_ended_is_not_told_as_now():
    """What was true at the end of an old record is not said of today."""
    at = datetime(2013, 4, 1, tzinfo=UTC)
    course = Course((at,) * 8, (-0.4, -0.4, 0, 0, 0, 0, 0.5, 0.5), (0,) * 8, (0,) * 8, at)
    ana = told(0.1, 0, 0.2, "no clear effect", change=0.9)
    assert words.change(ana, course, MOOD) == (
        "It probably moved up, from −0.4 early on to +0.5 at the end."
    )
    assert pictures.title(ana, course) == "Ana in April 2013"
    first = replace(course, times=(datetime(2012, 8, 16, tzinfo=UTC), *course.times[1:]))
    assert pictures.title(ana, first) == "Ana, from August 2012 to April 2013"
    assert pictures.title(ana, replace(first, ended=None)).endswith("to now")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 day"),
        (59, "59 days"),
        (239, "about 8 months"),
        (731, "about 2 years"),
        (920, "about 2.5 years"),
    ],
)
def test_how_long_a_record_is_stands_in_the_unit_people_use(days, said):
    """Nobody counts eight months in days."""
    assert words.length(days) == said


@pytest.mark.parametrize(
    ("estimands", "outcome", "said"),
    [
        (("after_4h",), MOOD, "Mood after contact"),
        (("while_together",), MOOD, "Mood while together"),
        (("while_together", "after_4h"), MOOD, "Mood and who was there"),
        (("while_together",), TENSION, "“tension” while together"),
    ],
)
def test_a_picture_is_headed_by_what_it_shows(estimands, outcome, said):
    """After contact only where contacts were logged."""
    assert words.heading(estimands, outcome) == said


def test_own_kinds_stay_as_they_were_written():
    """A kind that is nobody's code is the person's own word."""
    assert words.kind("housemate") == "housemate"
    assert words.kind("colleague") == "colleague"
    assert words.kind("godmother") == "godmother"


@pytest.mark.parametrize("code", ["too_few_checkins", "stopped", "broke", "some_new_code"])
def test_every_problem_has_a_sentence(code):
    """No code is ever shown bare."""
    said = words.problem(code)
    assert said.endswith(".")
    assert "_" not in said
    assert said != code
    assert words.problem("") == ""


@pytest.mark.parametrize(
    ("value", "outcome", "said"),
    [
        (0.0062, TENSION, "+0.0062"),
        (-0.00617, TENSION, "−0.0062"),
        (0.0, TENSION, "0"),
        (12345.0, TENSION, "+12000"),
        (0.04, MOOD, "0.0"),
        (-0.95, MOOD, "−0.9"),
        (-1.26, None, "−1.3"),
    ],
)
def test_a_table_rounds_as_its_sentences_do(value, outcome, said):
    """A number that is small in its own unit is no row of zeros."""
    assert words.signed(value, outcome) == said


@pytest.mark.parametrize("estimand", ["after_4h", "while_together"])
@pytest.mark.parametrize(
    ("better", "code", "expected"),
    [
        ("more", "felt_good_then_lower", ("good", "lower")),
        ("more", "felt_bad_then_higher", ("hard", "higher")),
        ("less", "felt_good_then_lower", ("good", "higher")),
        ("less", "felt_bad_then_higher", ("hard", "lower")),
    ],
)
def test_where_less_is_better_the_worse_way_is_up(better, code, expected, estimand):
    """Loneliness that is higher after good contacts is said to be higher."""
    effect = told(1.0, 0.4, 1.6, "draining", estimand=estimand)
    said = words.disagreement(effect, code, replace(TENSION, better=better))
    assert f"It feels {expected[0]} " in said
    assert f"“tension” is {expected[1]} " in said
