"""Two kinds of days: every day is a mark, shape tells them apart, nothing leaves the picture."""

import math

import pytest
from drawing import SVG, texts, tree

from kith.plots import ArmsWords, Difference, arms

WORDS = ArmsWords(
    title="Mood",
    yes="yes days",
    no="no days",
    yes_said="yes days: 3 days",
    no_said="no days: 2 days",
    difference="difference",
    difference_said="about 1 higher",
    lower="{value} lower",
    higher="{value} higher",
)
FOUND = Difference(0.8, -0.3, 1.9)


def circles(svg, name):
    return [c for c in tree(svg).iter(f"{SVG}circle") if c.get("class") == name]


def test_each_day_is_a_mark_and_shape_tells_its_kind():
    """Dots for yes days, rings for the others: no colour is needed."""
    svg = arms([5.0, 6.0, 7.0], [4.0, 5.5], words=WORDS)
    assert len(circles(svg, "kp-mark-unknown")) == 3
    assert len(circles(svg, "kp-ring")) == 2
    assert "kp-bar" not in svg


def test_a_day_without_a_check_in_is_no_mark():
    """What is not known is not drawn at nought."""
    svg = arms([5.0, math.nan], [math.nan], words=WORDS)
    assert len(circles(svg, "kp-mark-unknown")) == 1
    assert circles(svg, "kp-ring") == []


@pytest.mark.parametrize("width", [300.0, 600.0])
@pytest.mark.parametrize("found", [FOUND, Difference(-40.0, -90.0, 3.0), Difference(0.0, 0.0, 0.0)])
def test_nothing_leaves_the_picture(width, found):
    """Also a mood beyond the scale, and a very wide bar."""
    svg = arms([-3.0, 14.0], [5.0], found, words=WORDS, width=width)
    for one in tree(svg).iter():
        for name in ("x", "x1", "x2", "cx"):
            if one.get(name) is not None:
                assert 0.0 <= float(one.get(name)) <= width


def test_the_difference_says_its_side_and_has_a_name():
    """Right of nought is higher; a screen reader hears the sentence."""
    svg = arms([6.0], [5.0], FOUND, words=WORDS, tone="heal")
    (dot,) = circles(svg, "kp-mark-heal")
    zero = [e for e in tree(svg).iter(f"{SVG}line") if e.get("class") == "kp-zero"][-1]
    assert float(dot.get("cx")) > float(zero.get("x1"))
    names = [g.get("aria-label") for g in tree(svg).iter(f"{SVG}g") if g.get("role") == "img"]
    assert names == ["yes days: 3 days", "no days: 2 days", "about 1 higher"]
    assert {"2 lower", "2 higher"} <= set(texts(svg))


def test_words_are_escaped():
    """A name with a tag in it is text."""
    assert "<script>" not in arms([1.0], [], words=ArmsWords(title="<script>", yes="<script>"))
