"""From what a person writes as date and time to the instant that is meant."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from kith.web.today import when

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 23, 13, 10, 30, tzinfo=UTC)  # 14:10:30 in Oslo


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_nothing_said_is_now():
    """An empty date and an empty time mean this moment, to the second."""
    assert when.moment(None, None, OSLO, NOW) == when.Moment(NOW)


def test_a_time_alone_is_the_last_time_the_clock_showed_it():
    """23:50 written at two in the afternoon is yesterday's, and the page says so."""
    assert when.moment(None, time(14, 0), OSLO, NOW) == when.Moment(utc(2026, 11, 23, 13, 0))
    before = when.moment(None, time(23, 50), OSLO, NOW)
    assert before == when.Moment(utc(2026, 11, 22, 22, 50), "yesterday")


def test_the_minute_that_is_running_is_not_the_future():
    """14:10 written at 14:10:30 and 14:11 written a moment early are both fine."""
    today = date(2026, 11, 23)
    assert when.moment(today, time(14, 10), OSLO, NOW).at == utc(2026, 11, 23, 13, 10)
    assert when.moment(today, time(14, 11), OSLO, NOW).at == NOW


def test_an_hour_that_did_not_exist_is_moved_forward_and_said():
    """On 29 March 2026 the clocks in Oslo jumped from 02:00 to 03:00."""
    found = when.moment(date(2026, 3, 29), time(2, 30), OSLO, NOW)
    assert found == when.Moment(utc(2026, 3, 29, 1, 30), "gap")
    assert found.at.astimezone(OSLO).time() == time(3, 30)


def test_an_hour_that_came_twice_is_the_first_unless_the_second_is_meant():
    """On 25 October 2026 the clock in Oslo showed 02:30 twice."""
    day, clock = date(2026, 10, 25), time(2, 30)
    assert when.moment(day, clock, OSLO, NOW) == when.Moment(utc(2026, 10, 25, 0, 30), "fold")
    second = when.moment(day, clock, OSLO, NOW, second=True)
    assert second == when.Moment(utc(2026, 10, 25, 1, 30))
    assert when.comes_twice(second.at, OSLO)
    assert not when.comes_twice(NOW, OSLO)


def test_a_day_has_23_to_25_hours():
    """The bounds of a local day follow the clocks."""
    hours = [
        (ends - begins).total_seconds() / 3600
        for begins, ends in (
            when.day_bounds(day, OSLO)
            for day in (date(2026, 3, 29), date(2026, 6, 1), date(2026, 10, 25))
        )
    ]
    assert hours == [23, 24, 25]


@pytest.mark.parametrize(
    ("day", "clock", "code"),
    [
        (date(2026, 11, 24), time(0, 1), "future"),
        (date(2026, 11, 23), time(14, 12), "future"),
        (date(9999, 12, 31), time(23, 59), "future"),
        (date(2026, 11, 1), None, "no_time"),
        (date(1, 1, 1), time(0, 0), "too_early"),
        (date(1899, 12, 31), time(23, 59), "too_early"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_a_reason(day, clock, code):
    """Each refusal carries a code for which the page has a kind sentence."""
    with pytest.raises(when.WhenError) as refused:
        when.moment(day, clock, OSLO, NOW)
    assert refused.value.code == code
