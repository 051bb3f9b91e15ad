"""Two sides month by month: a bar for each month, one scale for both, safe to read."""

from datetime import UTC, datetime

import pytest
from drawing import SVG, tree

from kith.plots import SidesWords, sides

MONTHS = [datetime(2024 + n // 12, 1 + n % 12, 1, tzinfo=UTC) for n in range(30)]
WORDS = SidesWords(title="Messages", one="You", other="<b>", one_said="You: 30 months")


@pytest.mark.parametrize("width", [300.0, 600.0])
def test_bars_stand_inside_and_share_one_scale(width):
    """Twice as many is twice as high, on either side; nothing where there was nothing."""
    picture = tree(sides(MONTHS, [10.0] * 29 + [0.0], [20.0] * 30, words=WORDS, width=width))
    bars = [r for r in picture.iter(f"{SVG}rect") if r.get("class") == "kp-mark-unknown"]
    assert len(bars) == 59
    heights = sorted({round(float(bar.get("height")), 3) for bar in bars})
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)
    assert all(0 <= float(b.get("x")) <= width - float(b.get("width")) for b in bars)


def test_words_are_escaped_and_each_row_says_what_it_is():
    """Names come from whoever calls."""
    drawn = sides(MONTHS, [1.0] * 30, [2.0] * 30, words=WORDS)
    assert "<b>" not in drawn
    rows = [g.get("aria-label") for g in tree(drawn).iter(f"{SVG}g") if g.get("role") == "img"]
    assert rows == ["You: 30 months", "<b>"]


def test_nothing_at_all_is_drawn_without_a_fault():
    """No month, or months of nothing."""
    assert tree(sides([], [], []))
    assert tree(sides(MONTHS[:1], [0.0], [0.0]))
