"""Calendars: events at which somebody else was become contacts."""

from datetime import UTC, date, datetime

import pytest
from invented_files import CALENDAR
from packing import zipped

from kith.exchange import calendar_rules
from kith.records import Mode, StartedBy

ME = {"me": "Me Myself"}


def test_which_of_those_is_the_person_is_asked(inspect):
    """By name or number; nobody is taken for the person unasked."""
    found = inspect(CALENDAR)
    (question,) = found.questions
    assert (found.format, found.exit_code) == ("ics", 3)
    assert (question.key, question.code) == ("me", "me_attending")
    assert question.options == ("Tom", "Me Myself", "Bell, Anna")
    assert not inspect(CALENDAR, me="2").questions
    assert not inspect(CALENDAR, me="me@x.org").questions
    assert inspect(CALENDAR, me="0").people_count == 3


def test_events_with_others(contacts, inspect):
    """When, how long, with whom, who began it; rooms and those who declined are not there."""
    dinner, first, third, moved = contacts(CALENDAR, **ME)
    assert (dinner.people, dinner.minutes, dinner.note) == (("Bell, Anna",), 90, "Dinner, at last")
    assert dinner.start.isoformat() == "2024-05-01T18:00:00+02:00"
    assert (dinner.started_by, dinner.mode) == (StartedBy.ME, None)
    assert [one.start.astimezone(UTC).day for one in (first, third)] == [6, 15]
    assert (first.people, first.minutes) == (("Tom",), 30)
    assert (first.started_by, first.mode) == (StartedBy.THEM, Mode.VIDEO)
    assert (moved.note, moved.start.astimezone(UTC)) == (
        "Later walk",
        datetime(2024, 5, 13, 9, tzinfo=UTC),
    )
    codes = {note.code: note.value for note in inspect(CALENDAR, **ME).notes}
    assert (codes["events_with_nobody"], codes["planned_left_out"]) == ("1", "1")


def test_the_zone_of_the_calendar_is_the_one_of_its_bare_times(contacts, writings, inspect):
    """Whatever zone the person or this machine is in; without it, theirs."""
    bare = CALENDAR.replace("DTSTART;TZID=Europe/Berlin:", "DTSTART:")
    assert contacts(bare, tz="Asia/Tokyo", **ME)[0].start.isoformat() == "2024-05-01T18:00:00+02:00"
    assert "Europe/Berlin" in {note.value for note in inspect(bare, tz="Asia/Tokyo", **ME).notes}
    other = bare.replace("X-WR-TIMEZONE:Europe/Berlin", "X-WR-TIMEZONE:Nowhere")
    assert contacts(other, tz="Asia/Tokyo", **ME)[0].start.utcoffset().total_seconds() == 9 * 3600


def test_a_journal_is_a_writing(writings, read):
    """Its title, text and categories; a date that cannot be is told."""
    (page,) = writings(CALENDAR, **ME)
    assert (page.title, page.text, page.tags) == ("A page", "Two\nlines", ("garden", "quiet"))
    assert [one.why for one in read(CALENDAR, **ME) if hasattr(one, "why")] == ["no_such_date"]


def test_a_calendar_named_by_an_address_says_who_the_person_is(inspect):
    """As Google names the main one; then nothing is asked."""
    named = CALENDAR.replace("CALNAME:Home", "CALNAME:me@x.org")
    assert not inspect(named).questions
    assert inspect(zipped({"a.ics": named})).contacts == 4


def test_cancelled_declined_and_crowds_stay_out(inspect):
    """Each is counted."""
    event = "BEGIN:VEVENT\nDTSTART:20240501T100000Z\n{}\nEND:VEVENT\n"
    crowd = "\n".join(f"ATTENDEE;CN=P{n}:mailto:p{n}@x.org" for n in range(17))
    text = "BEGIN:VCALENDAR\nX-WR-CALNAME:me@x.org\n" + "".join(
        event.format(said)
        for said in (
            "STATUS:CANCELLED\nATTENDEE;CN=A:mailto:a@x.org",
            "ATTENDEE;CN=A:mailto:a@x.org\nATTENDEE;PARTSTAT=DECLINED:mailto:me@x.org",
            crowd,
        )
    )
    text += event.format("ATTENDEE;CN=A:mailto:a@x.org")
    codes = {note.code for note in inspect(text + "END:VCALENDAR\n").notes}
    assert {"cancelled_left_out", "events_with_nobody", "crowds_left_out"} <= codes


def test_a_calendar_without_anybody_holds_nothing(refused):
    """And says so."""
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240501\nEND:VEVENT\nEND:VCALENDAR\n"
    assert refused(text).code == "nothing_in_it"


@pytest.mark.parametrize(
    ("rule", "first", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", (2024, 2, 28), ["02-28", "02-29", "03-01"]),
        (
            "FREQ=DAILY;INTERVAL=10;UNTIL=20240331",
            (2024, 3, 1),
            ["03-01", "03-11", "03-21", "03-31"],
        ),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", (2024, 5, 1), ["05-01", "05-15", "05-29"]),
        (
            "FREQ=WEEKLY;BYDAY=TU,SU;WKST=SU;INTERVAL=2;COUNT=4",
            (2024, 5, 5),
            ["05-05", "05-07", "05-19", "05-21"],
        ),
        ("FREQ=MONTHLY;BYDAY=2TU;COUNT=3", (2024, 5, 14), ["05-14", "06-11", "07-09"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=2", (2024, 5, 31), ["05-31", "06-28"]),
        ("FREQ=MONTHLY;COUNT=3", (2024, 1, 31), ["01-31", "03-31", "05-31"]),
        ("FREQ=YEARLY;COUNT=2", (2020, 2, 29), ["02-29", "02-29"]),
    ],
)
def test_rules_of_coming_again(rule, first, expected):
    """As RFC 5545 has them."""
    found = calendar_rules.days(date(*first), calendar_rules.parsed(rule), date(2026, 1, 1))
    assert [f"{day:%m-%d}" for day in found] == expected


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=MO,TU", "FREQ=DAILY;BYSETPOS=1", "FREQ=DAILY;INTERVAL=0",
     "FREQ=DAILY;COUNT=x", "FREQ=DAILY;UNTIL=never", "", "FREQ=MONTHLY;BYDAY=9MO"],
)  # fmt: skip
def test_other_rules_are_not_guessed(rule):
    """The first time comes in, and it is said."""
    assert (
        calendar_rules.days(date(2024, 1, 1), calendar_rules.parsed(rule), date(2026, 1, 1)) is None
    )


def test_a_rule_without_end_ends_today(inspect):
    """And costs little."""
    text = CALENDAR.replace("UNTIL=20240516T000000Z", "INTERVAL=1")
    assert 200 < inspect(text, **ME).contacts < 400
