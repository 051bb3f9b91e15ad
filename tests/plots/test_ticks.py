"""Axes end on numbers and dates that can be said."""

from datetime import UTC, datetime, timedelta

import pytest

from kith.plots.ticks import date_ticks, number_ticks, round_up

START = datetime(2025, 11, 20, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.07, 0.08),
        (1.0, 1.0),
        (1.01, 1.5),
        (1.9, 2.0),
        (9.9, 10.0),
        (12, 15),
        (0, 1.0),
        (float("nan"), 1.0),
    ],
)
def test_an_axis_ends_on_a_round_number(value, expected):
    """Never below the value, and short to say."""
    assert round_up(value) == expected


@pytest.mark.parametrize(("low", "high"), [(-1.4, 0.3), (-0.02, 0.05), (0, 130), (-7, -2)])
def test_levels_lie_inside_and_are_few(low, high):
    """Between two and six lines, zero among them where it belongs."""
    ticks = number_ticks(low, high)
    assert 2 <= len(ticks) <= 6
    assert all(low - 1e-9 <= t <= high + 1e-9 for t in ticks)
    assert (0.0 in ticks) == (low <= 0 <= high)


@pytest.mark.parametrize("days", [0.1, 1, 5, 13, 30, 90, 200, 365, 900, 3000, 20000])
def test_dates_are_few_and_inside(days):
    """From an afternoon to half a century."""
    end = START + timedelta(days=days)
    ticks = date_ticks(START, end, 5)
    assert 1 <= len(ticks) <= 7
    assert all(START <= at <= end for at, _ in ticks)


def test_the_year_is_said_where_it_turns():
    """A January, and the first month shown, carry their year."""
    ticks = date_ticks(START, START + timedelta(days=100), 5)
    assert [(at.month, grain) for at, grain in ticks] == [
        (12, "month_year"),
        (1, "month_year"),
        (2, "month"),
    ]
