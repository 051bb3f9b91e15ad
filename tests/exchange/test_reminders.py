"""Reminders as a calendar file: read by icalendar, told out over changes of the clock."""

import re
from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from kith.exchange import reminders
from kith.exchange.reminders import Reminders, in_quiet, written

icalendar = pytest.importorskip("icalendar")
rrule = pytest.importorskip("dateutil.rrule")
OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 10, 14, 12, tzinfo=UTC)  # a Wednesday, eleven days before clocks go back
ZONES = (
    *("Europe/Oslo", "Europe/Dublin", "America/New_York", "America/Santiago", "Asia/Kolkata"),
    *("Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Chatham", "UTC"),
)


def chosen(**more):
    said = {
        "days": frozenset({2, 6}),
        "times": frozenset({time(19, 30)}),
        "weeks": 4,
        "words": "",
        "alarm": "Reminder",
    }
    return Reminders(**(said | more))


def events(text):
    return icalendar.Calendar.from_ical(text).walk("VEVENT")


def starts(event):
    """Tell an event out as a calendar does: by its rule, in its own zone."""
    rule = event["RRULE"].to_ical().decode()
    return [*rrule.rrulestr(rule, dtstart=event.decoded("DTSTART"))]


def test_a_clock_time_stays_when_clocks_change():
    """Half past seven in summer and in winter, which are two different moments of UTC."""
    (event,) = events(written(chosen(), OSLO, NOW))
    found = starts(event)
    assert len(found) == 8
    assert found[0] == datetime(2026, 10, 18, 19, 30, tzinfo=OSLO)
    assert {(one.hour, one.minute) for one in found} == {(19, 30)}
    assert {one.weekday() for one in found} == {2, 6}
    assert {one.astimezone(UTC).hour for one in found} == {17, 18}
    assert found[-1].date() - NOW.date() <= timedelta(weeks=4)


@pytest.mark.parametrize("name", ZONES)
def test_the_zone_of_the_file_turns_as_the_real_one(name):
    """Whoever knows only the file is right in each hour of years, also where a zone turns oddly."""
    zone = ZoneInfo(name)
    read = icalendar.Calendar.from_ical(written(chosen(weeks=None), zone, NOW))
    told = read.walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)
    at = datetime(2026, 10, 15)  # noqa: DTZ001 (a local time)
    while at.year < 2036:
        real = at.replace(tzinfo=zone)
        if real.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == at and not _twice(real):
            assert at.replace(tzinfo=told).utcoffset() == real.utcoffset(), at
        at += timedelta(hours=23)


def _twice(at):
    return at.utcoffset() != at.replace(fold=1).utcoffset()


@pytest.mark.parametrize(
    ("name", "rules"), [("Europe/Oslo", 2), ("America/New_York", 2), ("UTC", 0)]
)
def test_a_zone_that_turns_by_a_rule_says_the_rule(name, rules):
    """So it holds for as long as the reminders do."""
    text = written(chosen(weeks=None), ZoneInfo(name), NOW)
    assert text.count("RRULE:FREQ=YEARLY") == rules
    assert text.count("TZOFFSETTO") == max(rules, 1)


def test_a_turn_is_told_by_the_clock_of_before():
    """As the standard wants it: at three in summer time, at two in winter time."""
    lines = written(chosen(), OSLO, NOW).splitlines()
    at = lines.index("BEGIN:STANDARD")
    assert lines[at + 1 : at + 5] == [
        "DTSTART:20251026T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]  # fmt: skip
    assert lines[lines.index("BEGIN:DAYLIGHT") + 1] == "DTSTART:20250330T020000"


def test_a_zone_without_a_name_is_read():
    """What is known of a zone may be its offset alone."""
    zone = timezone(timedelta(hours=-5, minutes=-30))
    (event,) = events(written(chosen(), zone, NOW))
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=-5, minutes=-30)


def test_each_time_of_day_is_an_entry_of_its_own():
    """The same days for each, and a bell with neutral words whatever the entry says."""
    times = frozenset({time(8), time(12, 15), time(19, 30)})
    every = frozenset(range(7))
    text = written(chosen(days=every, times=times, weeks=None, words="Tea; with, milk"), OSLO, NOW)
    found = events(text)
    assert [one.decoded("DTSTART").time() for one in found] == sorted(times)
    assert {str(one["SUMMARY"]) for one in found} == {"Tea; with, milk"}
    assert all("COUNT" not in one["RRULE"] and "UNTIL" not in one["RRULE"] for one in found)
    bells = [bell for one in found for bell in one.walk("VALARM")]
    assert {str(bell["DESCRIPTION"]) for bell in bells} == {"Reminder"}
    assert len(bells) == 3
    assert len({str(one["UID"]) for one in found}) == 3


def test_the_file_says_nothing_of_kith_and_nothing_of_when_it_was_made():
    """No name of the program, no address, no person; its ids are random."""
    texts = [written(chosen(), OSLO, NOW + timedelta(minutes=n)) for n in range(2)]
    bare = {re.sub(r"UID:[0-9a-f-]{36}", "UID:", text) for text in texts}
    assert len({*texts}) == 2
    assert len(bare) == 1
    assert not re.search("kith|http|@|mailto|organizer|attendee|location", texts[0], re.IGNORECASE)
    assert set(re.findall(r"SUMMARY:(.*)\r", texts[0])) == {"Reminder"}
    assert reminders.NAME == "reminder.ics"


def test_words_cannot_break_out_of_their_line():
    """Line breaks and signs that nobody sees are no part of an entry."""
    text = written(chosen(words="Tea\r\nBEGIN:VEVENT\n\u202etime" + "é" * 90), OSLO, NOW)
    (event,) = events(text)
    assert str(event["SUMMARY"]) == "Tea BEGIN:VEVENT time" + "é" * 90
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        (time(22), True), (time(23, 59), True), (time(0), True), (time(7, 59), True),
        (time(8), False), (time(21, 59), False),
    ],
)  # fmt: skip
def test_quiet_hours_hold_over_midnight(at, quiet):
    """They begin with their first minute and end with their last."""
    assert in_quiet(at, (time(22), time(8))) is quiet
    assert not in_quiet(at, None)


def test_quiet_hours_within_a_day():
    """At noon, for instance."""
    hours = (time(12), time(14))
    assert [in_quiet(time(h), hours) for h in (11, 12, 13, 14)] == [False, True, True, False]
