"""What was answered when a practice asked in another way is an answer to how it asks now."""

import pytest

from kith import practices
from kith.practices import Field, Kind
from kith.practices.carrying import carried
from kith.practices.definition import Option

MARKS = tuple(Option(name, name) for name in ("not_yet", "some", "met", "no_more"))
SCALE, PERCENT = Field("a", Kind.SCALE), Field("a", Kind.PERCENT)
TEN, HUNDRED = Field("a", Kind.LADDER), Field("a", Kind.LADDER, most=100)
CONDITIONS = Field("a", Kind.CONDITIONS, options=MARKS)


@pytest.mark.parametrize(
    ("then", "now", "said", "is_now"),
    [
        (SCALE, PERCENT, 4, 40),
        (TEN, HUNDRED, [["ask", 2.5], ["write", None]], [["ask", 25], ["write", None]]),
        (HUNDRED, TEN, [["ask", 25], ["call", 0]], [["ask", 2.5], ["call", 0]]),
        (TEN, CONDITIONS, [["a", 0], ["b", 3], ["c", 10], ["d", None]], [["a", "not_yet"], ["b", "some"], ["c", "met"], ["d", None]]),
        (Field("a", Kind.LIST), CONDITIONS, ["a"], [["a", None]]),
        (TEN, TEN, [["ask", 2]], [["ask", 2]]),
        (None, SCALE, 4, 4),
        (Field("a", Kind.TEXT), SCALE, "x", None),
        (TEN, HUNDRED, "odd", None),
        (PERCENT, SCALE, 40, None),
    ],
)  # fmt: skip
def test_an_answer_is_carried_over_or_left(then, now, said, is_now):
    """Whatever was meant by it stays; what can be no answer is none."""
    assert carried(now, then, said) == is_now


def test_conditions_are_said_with_how_far_they_are_met():
    """And one without a mark by its words alone; one with an odd mark, too."""
    said = [["a room", "met"], ["time", None], ["peace", "odd"]]
    assert practices.said(CONDITIONS, said) == ["a room: met", "time", "peace"]
