"""What Kith writes for other programs comes back as it was."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from invented_files import DAYONE, JRNL, VCARDS
from packing import told

from kith.exchange import dayone, ics, jrnl, vcard
from kith.records import Person


def said(writings):
    return [(one.title, one.text, one.at, one.tags) for one in writings]


@pytest.mark.parametrize(
    ("data", "write"), [(told(DAYONE), dayone.written), (JRNL.encode(), jrnl.written)]
)
def test_writings_are_identical(writings, data, write):
    """In text, time and tags."""
    first = writings(data)
    assert said(writings(write(first))) == said(first)
    assert first[0].at.utcoffset() == writings(write(first))[0].at.utcoffset()


def test_writings_of_any_kind_go_out_to_both(writings):
    """A title is a heading for Day One and a title again when it comes back; nothing is lost."""
    first = writings(JRNL)
    (one, *_) = writings(dayone.written(first))
    assert f"# {first[0].title}\\n\\n" in dayone.written(first)
    assert (one.title, one.text) == (first[0].title, first[0].text)
    assert one.at == first[0].at
    back = writings(jrnl.written(writings(told(DAYONE))))
    whole = f"# {back[0].title}\n\n{back[0].text}"
    assert (whole, back[0].tags) == (DAYONE["entries"][0]["text"], ("family", "long walk"))


def test_cards_come_back_as_they_were(read):
    """Names and kinds with any sign, long ones folded; notes stay out."""
    people = [
        Person("Anna; Bell, the \\ elder", ("friend", "a, b"), "she/her"),
        Person("م" * 60, ("chosen family",)),
        Person("Dad"),
    ]
    text = vcard.written([*people, Person("Noted", note="PRIVATE")])
    assert [one for one in read(text) if isinstance(one, Person)] == [*people, Person("Noted")]
    assert "PRIVATE" not in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    before = [one for one in read(VCARDS) if isinstance(one, Person)]
    after = [one for one in read(vcard.written(before)) if isinstance(one, Person)]
    assert [one.name for one in after] == [one.name for one in before]


def test_a_calendar_of_what_is_planned():
    """Whole days with their name, and nothing else that could be read."""
    text = ics.written([ics.Planned(date(2026, 3, 1), "x", "Something; planned")])
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert "DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260302\r\n" in text
    assert "SUMMARY:Something\\; planned\r\n" in text
    assert text.count("BEGIN:") == text.count("END:") == 2


def test_a_reader_of_cards_opens_them():
    """vobject reads every card and its groups."""
    vobject = pytest.importorskip("vobject")
    people = [Person("Anna; Bell", ("friend", "a, b"), "she"), Person("م" * 60), Person("Dad")]
    cards = list(vobject.readComponents(vcard.written(people)))
    assert [card.fn.value for card in cards] == [person.name for person in people]
    assert cards[0].categories.value == ["friend", "a, b"]


def test_a_reader_of_calendars_opens_what_is_planned():
    """icalendar reads the days and their name."""
    icalendar = pytest.importorskip("icalendar")
    text = ics.written([ics.Planned(date(2026, 3, n), str(n), "A; day, planned") for n in (1, 2)])
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert [event.decoded("DTSTART") for event in events] == [date(2026, 3, 1), date(2026, 3, 2)]
    assert {str(event["SUMMARY"]) for event in events} == {"A; day, planned"}


def test_programs_for_cards_and_calendars_write_what_kith_reads(read, contacts):
    """vobject's card and icalendar's event come in."""
    vobject = pytest.importorskip("vobject")
    icalendar = pytest.importorskip("icalendar")
    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family="Bell", given="Anna")
    card.add("fn").value = "Anna Bell"
    card.add("note").value = "a long note; with, signs\n" * 9
    (one,) = read(card.serialize())
    assert (one.name, one.note) == ("Anna Bell", ("a long note; with, signs\n" * 9).strip())
    event = icalendar.Event()
    event.add("dtstart", datetime(2024, 5, 1, 18, tzinfo=ZoneInfo("Europe/Berlin")))
    event.add("duration", timedelta(minutes=40))
    event.add("attendee", icalendar.vCalAddress("MAILTO:anna@x.org"), parameters={"CN": "Anna"})
    event.add("rrule", {"freq": "weekly", "count": 2})
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    first, second = contacts(calendar.to_ical(), me="0")
    assert (first.people, first.minutes) == (("Anna",), 40)
    assert second.start - first.start == timedelta(days=7)
