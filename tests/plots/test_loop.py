"""A loop: a box for each station, an arrow to the next and from the last one back."""

import pytest
from drawing import SVG, tree

from kith.plots import Station, loop
from kith.plots.ink import width_of
from kith.plots.loop import wrapped

LONG = "I clean up loudly, and then I say nothing for the rest of the evening <b>at all</b>. " * 4


def drawn(many, **more):
    stations = [Station(f"What {n}?", LONG) for n in range(many)]
    return tree(loop(stations, **more))


def of(picture, tag):
    return list(picture.iter(f"{SVG}{tag}"))


@pytest.mark.parametrize("width", [300.0, 600.0])
@pytest.mark.parametrize("many", [1, 2, 3, 4, 5, 6, 7])
def test_every_box_has_an_arrow_to_the_next(many, width):
    """As many arrows as boxes, so that it closes; none leaves the picture, no boxes overlap."""
    picture = drawn(many, width=width)
    boxes = [b for b in of(picture, "rect") if b.get("rx")]
    assert len(boxes) == many
    assert len(of(picture, "line")) == (many if many > 1 else 0)
    edges = [[float(b.get(k)) for k in ("x", "y", "width", "height")] for b in boxes]
    height = float(picture.get("viewBox").split()[3])
    for x, y, wide, tall in edges:
        assert min(x, y) >= 0
        assert x + wide <= width
        assert y + tall <= height
    for n, (x, y, wide, tall) in enumerate(edges):
        for other_x, other_y, *_ in edges[n + 1 :]:
            assert abs(x - other_x) >= wide or abs(y - other_y) >= tall
    for line in of(picture, "line"):
        for key in ("x1", "x2"):
            assert 0 <= float(line.get(key)) <= width
        for key in ("y1", "y2"):
            assert 0 <= float(line.get(key)) <= height
        assert line.get("x1") != line.get("x2") or line.get("y1") != line.get("y2")


def test_who_cannot_see_it_is_told_all_of_it():
    """The picture shortens; the name of each box does not, and words are escaped."""
    said = [g.get("aria-label") for g in of(drawn(3), "g")]
    assert [LONG.strip() in one for one in said] == [True, True, True]
    assert not of(drawn(3), "b")


def test_words_are_broken_where_they_have_no_room():
    """No line is wider than its room; the last one ends in an ellipsis."""
    lines = wrapped(LONG, 120.0, 12.0, 4)
    assert len(lines) == 4
    assert all(width_of(line, 12.0) <= 120.0 for line in lines)
    assert lines[-1].endswith("…")
    assert wrapped("short", 120.0, 12.0, 4) == ["short"]
    assert wrapped("", 120.0, 12.0, 4) == []


def test_a_long_name_has_two_lines_and_stays_in_its_box():
    """What was asked is readable; the words behind it take what room is left."""
    asked = "What may they see from outside?"
    others = [Station(f"{n}", "c") for n in range(5)]
    picture = tree(loop([Station(asked, LONG), *others], width=600.0))
    first = next(iter(of(picture, "g")))
    lines = [t.text for t in first.iter(f"{SVG}text")]
    assert " ".join(lines[:2]) == asked
    assert len(lines) == 5
