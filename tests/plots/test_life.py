"""A line through a life: good and hard times in one order, on a side and in a shape of their own."""

import pytest
from drawing import SVG, tree

from kith.plots import Title, life
from kith.practices.in_order import in_order

LONG = "The summer in which the boat was painted blue and nobody knew <b>why</b> it had to be. " * 3


@pytest.mark.parametrize("width", [300.0, 600.0])
def test_each_title_is_told_and_stays_in_the_picture(width):
    """Words are escaped, marks follow each other downwards, nothing leaves the picture."""
    titles = [Title(n % 2, LONG, f"{n} {LONG}") for n in range(6)]
    picture = tree(life(titles, sides=("Good times", "Hard times"), width=width))
    told = [g.get("aria-label") for g in picture.iter(f"{SVG}g")]
    assert told == [one.said.strip() for one in titles] or told == [one.said for one in titles]
    assert not list(picture.iter(f"{SVG}b"))
    _, _, wide, tall = map(float, picture.get("viewBox").split())
    rows = [float(t.get("y")) for t in picture.iter(f"{SVG}text")]
    assert max(rows) < tall
    circles = [float(c.get("cy")) for c in picture.iter(f"{SVG}circle")]
    squares = [float(r.get("y")) for r in picture.iter(f"{SVG}rect") if r.get("stroke")]
    assert (len(circles), len(squares)) == (3, 3)
    assert circles == sorted(circles)
    assert wide == width


def test_two_lists_become_one_order():
    """By their numbers; a title without one stays behind the one above it."""
    good = [("Boat", 9), ("Song", None), ("Flat", 21)]
    hard = [("X", 12), ("January", 20), ("Before all", None)]
    found = [(one.title, one.side) for one in in_order(good, hard)]
    assert found == [
        ("Boat", 0),
        ("Song", 0),
        ("X", 1),
        ("January", 1),
        ("Before all", 1),
        ("Flat", 0),
    ]
    assert [one.title for one in in_order([("a", None), ("b", None)], [])] == ["a", "b"]
    assert in_order([], []) == []
