"""Address books and calendars as telephones and offices write them."""

import base64

import pytest

from kith.records import Contact, Person


def card(*lines, end=True):
    return "\r\n".join(("BEGIN:VCARD", "VERSION:2.1", *lines, *(["END:VCARD"] if end else []), ""))


def names(items):
    return [one.name for one in items if isinstance(one, Person)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("N;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg", "Jörg Müller"),
        ("FN;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg", "Jörg"),
        (f"FN;CHARSET=UTF-8;ENCODING=B:{base64.b64encode('Søren'.encode()).decode()}", "Søren"),
        (f"FN;BASE64:{base64.b64encode('Søren'.encode()).decode()}", "Søren"),
        ("FN;ENCODING=B:not base64", "not base64"),
    ],
)
def test_names_in_another_writing(read, line, name):
    """With or without a word about their letters."""
    assert names(read(card(line))) == [name]


def test_a_book_that_says_in_which_letters_it_is(read, inspect):
    """Japanese telephones write their cards so; as Western letters they would be nonsense."""
    book = card("N;CHARSET=SHIFT_JIS:山田;太郎", "FN;CHARSET=SHIFT_JIS:山田 太郎").encode(
        "shift_jis"
    )
    assert names(read(book)) == ["山田 太郎"]
    assert [note.value for note in inspect(book).notes] == ["shift_jis"]


def test_a_card_that_breaks_off_is_told(read, inspect):
    """Half a name is no person."""
    book = card("FN:Bo") + card("FN:Cec", end=False)
    assert names(read(book)) == ["Bo"]
    assert [(one.line, one.why) for one in inspect(book).not_understood] == [(5, "broken_off")]


def event(*lines):
    return [
        "BEGIN:VEVENT",
        "UID:a",
        "ATTENDEE;CN=Bo:mailto:bo@x.org",
        "DURATION:PT1H",
        *lines,
        "END:VEVENT",
    ]


def calendar(*lines, end=True):
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", *lines, *(["END:VCALENDAR"] if end else [])]
    return "\r\n".join([*whole, ""])


def described(name, *lines):
    return [
        *("BEGIN:VTIMEZONE", f"TZID:{name}", "BEGIN:STANDARD", "DTSTART:16010101T000000"),
        *lines,
        *("END:STANDARD", "END:VTIMEZONE"),
    ]


@pytest.mark.parametrize(
    ("name", "about", "start"),
    [
        ("Tokyo Standard Time", [], "2026-03-03T10:00:00+09:00"),
        ("Pacific Standard Time", [], "2026-03-03T10:00:00-08:00"),
        ("/freeassociation.sourceforge.net/America/New_York", [], "2026-03-03T10:00:00-05:00"),
        ("/mozilla.org/20050126_1/America/Argentina/Salta", [], "2026-03-03T10:00:00-03:00"),
        ("Our office", ["X-LIC-LOCATION:Asia/Kolkata"], "2026-03-03T10:00:00+05:30"),
        ("Our office", ["TZOFFSETFROM:+0500", "TZOFFSETTO:+0545"], "2026-03-03T10:00:00+05:45"),
    ],
)
def test_zones_by_other_names(contacts, inspect, name, about, start):
    """An event of Outlook or of Thunderbird stands at its hour, wherever it is read."""
    file = calendar(*described(name, *about), *event(f"DTSTART;TZID={name}:20260303T100000"))
    (one,) = contacts(file, me="0")
    assert one.start.isoformat() == start
    assert not {note.code for note in inspect(file, me="0").notes}


def test_a_zone_that_nobody_knows_is_told(inspect, contacts):
    """Its times are read in the person's zone, and that is said."""
    file = calendar(*event("DTSTART;TZID=Somewhere:20260303T100000"))
    notes = {note.code: note.value for note in inspect(file, me="0").notes}
    assert notes == {"zone_unknown": "Somewhere", "zone_taken": "Europe/Berlin"}
    assert contacts(file, me="0")[0].start.isoformat() == "2026-03-03T10:00:00+01:00"


def test_days_left_out_in_another_zone(contacts):
    """A day that falls out is told in UTC, where it is the day after."""
    file = calendar(
        *event(
            "DTSTART;TZID=America/New_York:20260302T200000",
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "EXDATE:20260310T000000Z",
        )
    )
    assert [one.start.day for one in contacts(file, me="0")] == [2, 16]


def test_an_event_that_breaks_off_is_told(read, inspect):
    """What stood before came in."""
    file = calendar(*event("DTSTART:20260303T100000Z"), *event("DTSTART:202603")[:-1], end=False)
    assert sum(isinstance(one, Contact) for one in read(file, me="0")) == 1
    assert [one.why for one in inspect(file, me="0").not_understood] == ["broken_off"]


def test_a_name_before_an_address(read):
    """The first version of calendars writes both into one value."""
    file = calendar(
        "BEGIN:VEVENT", "DTSTART:20260303T100000", "ATTENDEE:Bo Ek <bo@x.org>", "END:VEVENT"
    )
    assert names(read(file, me="0")) == ["Bo Ek"]
