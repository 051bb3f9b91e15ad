"""Totals over time: the whole scale, a line only where one is given, words for whoever cannot see."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from kith.plots.scores import Dot, ScoresWords, scores

START = datetime(2026, 1, 1, tzinfo=UTC)
DOTS = [
    Dot(START + timedelta(days=14 * i), value, f"time {i}") for i, value in enumerate((12, 9, 7))
]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(*given, **more):
    return ET.fromstring(scores(*given, **more))  # noqa: S314 - our own


def circles(picture):
    return [(float(one.get("cx")), float(one.get("cy"))) for one in picture.iter(f"{SVG}circle")]


def test_a_higher_total_stands_higher_and_a_later_one_to_the_right():
    """Every time is there, in order."""
    places = circles(drawn(DOTS, (0, 21)))
    assert len(places) == 3
    assert places == sorted(places)
    assert [y for _x, y in places] == sorted(y for _x, y in places)  # down the page, as they fall


def test_the_scale_is_the_whole_range():
    """A small step looks small: 12 to 9 of 21 is a seventh of the height."""
    (_, one), (_, other), _ = circles(drawn(DOTS, (0, 21)))
    whole = circles(drawn([Dot(START, 0, ""), Dot(START, 21, "")], (0, 21)))
    assert (other - one) / (whole[0][1] - whole[1][1]) == pytest.approx(3 / 21, abs=0.01)


def test_there_is_a_line_and_a_band_only_where_they_are_given():
    """Nothing is joined by the picture itself."""
    plain = scores(DOTS, (0, 21))
    assert "polyline" not in plain
    assert "kp-band" not in plain
    line = [(one.at, one.value) for one in DOTS]
    words = ScoresWords(title="T", description="D", line="a line", band="a band")
    full = scores(DOTS, (0, 21), line=line, band=(8, 16), words=words)
    assert 'aria-label="a line"' in full
    assert 'aria-label="a band"' in full


def test_an_early_one_is_a_ring_and_each_says_itself():
    """Shape, not colour; and words for a screen reader."""
    picture = scores([DOTS[0], Dot(DOTS[1].at, 3, "soon <after>", early=True)], (0, 21))
    assert len(re.findall("kp-ring", picture)) == 1
    assert 'aria-label="soon &lt;after&gt;"' in picture


@pytest.mark.parametrize("value", [0, 21])
def test_one_alone_and_the_ends_stand_inside(value):
    """No dot is cut off."""
    picture = drawn([Dot(START, value, "")], (0, 21))
    (x, y), height = circles(picture)[0], float(picture.get("height"))
    assert 5 < x < 475
    assert 5 < y < height - 5
    with pytest.raises(ValueError, match="no dots"):
        scores([], (0, 21))
