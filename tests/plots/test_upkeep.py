"""When a boundary held and when it did not: a mark for each time, told apart by shape, safe to read."""

from datetime import UTC, datetime, timedelta

import pytest
from drawing import SVG, tree

from kith.plots import Event, UpkeepWords, upkeep

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
LAST = FIRST + timedelta(days=200)
TIMES = [FIRST + timedelta(days=n) for n in (3, 40, 190)]
WORDS = UpkeepWords(
    title="How it went",
    held="held",
    crossed="crossed",
    held_said="held 3 times",
    crossed_said="<b>",
)


def drawn(**more):
    given = {"first": FIRST, "last": LAST, "words": WORDS, **more}
    return tree(upkeep(TIMES, TIMES[:2], **given))


def of(picture, tag):
    return list(picture.iter(f"{SVG}{tag}"))


@pytest.mark.parametrize("width", [300.0, 600.0])
def test_each_time_has_a_mark_inside_the_picture(width):
    """Dots in one row, open diamonds in the other, from left to right."""
    picture = drawn(width=width)
    xs = [float(dot.get("cx")) for dot in of(picture, "circle")]
    assert len(xs) == 3
    assert xs == sorted(xs)
    assert xs[0] > 0
    assert xs[-1] < width
    assert len(of(picture, "polygon")) == 2
    assert {float(dot.get("cy")) for dot in of(picture, "circle")} != {0.0}


def test_rows_are_named_for_who_cannot_see_them():
    """Each row is one image that says how often; what was told is named, too; words are escaped."""
    picture = drawn(events=[Event(FIRST + timedelta(days=20), "told")])
    names = [row.get("aria-label") for row in of(picture, "g") if row.get("role") == "img"]
    assert {"held 3 times", "<b>", "told"} <= set(names)


@pytest.mark.parametrize("last", [FIRST, FIRST - timedelta(days=3)])
def test_a_day_alone_and_times_outside_are_drawn(last):
    """Nothing lies beyond the edges, and nothing breaks."""
    picture = drawn(last=last)
    assert all(0 < float(dot.get("cx")) < 540 for dot in of(picture, "circle"))


def test_nothing_at_all_is_an_empty_line():
    """Two rows and no mark."""
    picture = tree(upkeep([], [], first=FIRST, last=LAST))
    assert not of(picture, "circle")
