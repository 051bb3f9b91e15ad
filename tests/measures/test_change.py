"""Three states, against one's own beginning; no line under three points; repeats that come too early."""

from datetime import UTC, datetime, timedelta

import pytest

from kith import measures
from kith.measures import Change, Point

START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def points(*rows):
    """Points from (day, total)."""
    return [Point(START + timedelta(days=day), total) for day, total in rows]


@pytest.mark.parametrize(
    ("name", "first", "newest", "state"),
    [
        ("phq9", 12, 6, Change.LOWER),
        ("phq9", 12, 7, Change.NO_CLEAR_CHANGE),
        ("phq9", 12, 17, Change.NO_CLEAR_CHANGE),
        ("phq9", 12, 18, Change.HIGHER),
        ("gad7", 10, 7, Change.NO_CLEAR_CHANGE),
        ("gad7", 10, 6, Change.LOWER),
        ("gad7", 10, 14, Change.HIGHER),
        ("k6", 10, 18, Change.NO_CLEAR_CHANGE),
        ("k6", 10, 19, Change.HIGHER),
        ("k6", 10, 1, Change.LOWER),
    ],
)
def test_change_has_three_states_at_the_threshold_of_its_file(name, first, newest, state):
    """Six points of the PHQ-9, four of the GAD-7, nine of the K6; not one less."""
    assert measures.change(name, points((0, first), (60, newest))) == state


def test_the_beginning_is_ones_own():
    """The newest is held against the first, not against the last or against anybody else."""
    assert measures.change("phq9", points((0, 20), (20, 10), (40, 12))) == Change.LOWER


@pytest.mark.parametrize("name", ["phq8", "phq4", "phq2", "ucla3", "ons4", "mspss", "asq", "hark"])
def test_where_nobody_knows_the_noise_nothing_is_said(name):
    """No threshold with a source, no sentence."""
    assert measures.change(name, points((0, 0), (400, 3))) is None


def test_a_repeat_within_the_look_back_is_too_early_and_not_compared():
    """Two weeks of the PHQ-9 are counted from the last that was not too early."""
    rows = points((0, 20), (7, 3), (13, 3), (14, 19), (20, 0), (28, 18))
    assert measures.too_early("phq9", rows) == (False, True, True, False, True, False)
    assert measures.change("phq9", rows) == Change.NO_CLEAR_CHANGE
    assert [point.total for point in measures.trend("phq9", rows)] == [20, 19, 18]


def test_there_is_no_line_under_three_points():
    """One without a total is no point."""
    assert measures.trend("phq9", points((0, 1), (20, 2))) == ()
    assert measures.trend("phq9", points((0, 1), (20, None), (40, 2))) == ()
    assert len(measures.trend("phq9", points((0, 1), (20, 2), (40, 3)))) == 3


def test_what_only_leads_to_help_has_no_line():
    """Whatever points anybody hands over."""
    assert measures.trend("hark", points((0, 1), (400, 1), (800, 1))) == ()


def test_one_total_is_no_change():
    """Neither is none."""
    assert measures.change("phq9", points((0, 27))) is None
    assert measures.change("phq9", []) is None


def test_every_threshold_says_where_it_comes_from():
    """Source, address, whom it was found with."""
    for name in measures.ids():
        if reliable := measures.measure(name).reliable:
            assert reliable.source_url.startswith("https://")
            assert reliable.source
            assert reliable.population


@pytest.mark.parametrize(("name", "days"), [("ucla3", 28), ("qpr15", 28), ("ons4", 1), ("k6", 30)])
def test_how_far_apart_answers_are_compared(name, days):
    """What asks about no days in particular, and what needs more than its own look back."""
    assert measures.measure(name).apart_days == days
    rows = [measures.Point(START, 1.0), measures.Point(START + timedelta(days=days - 0.5), 1.0)]
    assert measures.too_early(name, rows) == (False, True)
    rows[1] = measures.Point(START + timedelta(days=days), 1.0)
    assert measures.too_early(name, rows) == (False, False)
