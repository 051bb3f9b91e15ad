"""Grids: several lines with the same answers, and where the middle of them lies."""

import pytest

from kith.practices import DefinitionError, parse, path, said
from kith.practices.running import middle

GRID = """
id = "tried"
version = 1
article = ["T1"]
theme = "noticing"
title = "Tried"
about = "Something to try."
minutes = 2
why = "To see."
evidence = "C"
source = "None."
not_when = "Never mind."
gate = "none"

[[step]]
id = "lines"
title = "Lines"

[[step.field]]
id = "grid"
kind = "grid"
ask = "How often?"
axis = "What feeds me"

[step.field.lines]
asks = "They asked how I was."
afraid = "I was afraid of them."

[step.field.options]
never = "never"
sometimes = "sometimes"
often = "often"

[[step.branch]]
when = { field = "grid", line = "afraid", is = ["sometimes", "often"] }
go = "safety"

[end]
title = "Done"
text = "That is all."
shows = ["grid"]
"""


@pytest.fixture
def practice():
    return parse(GRID)


def test_one_line_alone_can_lead_to_help(practice):
    """The condition reads its own line and no other."""
    assert path(practice, {"lines": {"grid": {"asks": "often"}}}).ended == "end"
    assert path(practice, {"lines": {"grid": {"asks": "often", "afraid": "never"}}}).ended == "end"
    assert path(practice, {"lines": {"grid": {"afraid": "sometimes"}}}).ended == "safety"
    assert path(practice, {"lines": {}}).ended == "end"


def test_the_middle_counts_what_was_answered(practice):
    """A line that was left open changes nothing; without any answer there is no middle."""
    grid = practice.field("grid")
    assert middle(grid, {"asks": "often", "afraid": "never"}) == 1
    assert middle(grid, {"asks": "often"}) == 2
    assert middle(grid, {}) is None


def test_answers_are_said_line_by_line(practice):
    """In the order of the file; what no version knows any more is left out."""
    grid = practice.field("grid")
    assert said(grid, {"afraid": "never", "asks": "often", "gone": "often"}) == [
        "They asked how I was. often",
        "I was afraid of them. never",
    ]


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ('line = "afraid"', 'line = "brave"', "no_such_option"),
        (', line = "afraid"', "", "no_such_option"),
        ('"sometimes", "often"]', '"rarely"]', "no_such_option"),
        ("[step.field.lines]", "[step.field.rungs]", "missing"),
        ('sometimes = "sometimes"\noften = "often"\n', "", "axis_of_one"),
        ('shows = ["grid"]', 'shows = ["grid"]\ntogether = ["grid", "grid"]', "not_a_scale"),
    ],
)
def test_a_grid_that_does_not_hold_together_is_refused(wrong, right, code):
    """Each fault is named by its code."""
    assert wrong in GRID
    with pytest.raises(DefinitionError) as refused:
        parse(GRID.replace(wrong, right))
    assert code in {problem.code for problem in refused.value.problems}
