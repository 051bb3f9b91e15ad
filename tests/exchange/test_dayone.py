"""Day One's journals come in as writings with their text, time and tags."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from invented_files import DAYONE
from packing import told, zipped

from kith import exchange
from kith.exchange import dayone, jsonfile
from kith.records import Writing

JOURNAL = DAYONE
ENTRY = DAYONE["entries"][0]


def test_an_entry_is_a_writing(writings, inspect):
    """Text as it stands, tags, and the moment in the zone it was written in."""
    (entry,) = writings(told(JOURNAL))
    assert f"# {entry.title}\n\n{entry.text}" == ENTRY["text"]
    assert entry.tags == ("family", "long walk")
    assert entry.at == datetime(2024, 5, 1, 14, 30, tzinfo=ZoneInfo("America/New_York"))
    assert entry.at.tzinfo == ZoneInfo("America/New_York")
    found = inspect(told(JOURNAL))
    assert (found.format, found.sure, found.exit_code) == ("dayone", 1.0, 0)
    assert (found.entries, found.writings, found.checkins) == (1, 1, 0)
    assert "pictures_left_out" in {note.code for note in found.notes}


def test_the_zip_holds_one_file_a_journal(writings, inspect):
    """Every journal in it comes in; pictures and what a Mac adds do not."""
    other = {**JOURNAL, "entries": [{**ENTRY, "uuid": "B2", "text": "At work"}]}
    data = zipped(
        {
            "Journal.json": told(JOURNAL),
            "Work.json": told(other),
            "photos/x.jpeg": b"\xff\xd8",
            "__MACOSX/._Journal.json": told(JOURNAL),
        }
    )
    found = [(entry.title, entry.text) for entry in writings(data)]
    assert found[1] == ("", "At work")
    assert found[0][0] == "Evening"
    assert inspect(data).format == "dayone"


def test_keys_in_another_order_and_bytes_in_front(writings):
    """The order of keys, a byte order mark and CRLF make no difference."""
    turned = {"entries": [dict(reversed(ENTRY.items()))], "metadata": {"version": "1.0"}}
    text = told(turned).decode().replace(", ", ",\r\n")
    assert len(writings(b"\xef\xbb\xbf" + text.encode())) == 1
    assert len(writings(text.encode("utf-16"))) == 1


def test_fields_may_be_missing(read, inspect):
    """No uuid, no zone, text only in its rich form; what says nothing is told."""
    rich = '{"contents":[{"text":"Only rich\\n"},{"text":"text"}]}'
    some = [
        {"creationDate": "2024-05-01T18:30:00Z", "text": "Plain"},
        {"creationDate": "2024-05-01T18:30:00Z", "richText": rich, "uuid": "x"},
        {"creationDate": "2024-05-01T18:30:00Z", "uuid": "y"},
        {"text": "No time"},
        "no entry",
    ]
    items = read(told({"metadata": {"version": "1.0"}, "entries": some}))
    assert [one.text for one in items if hasattr(one, "text")] == ["Plain", "Only rich\ntext"]
    assert [one.why for one in items if hasattr(one, "why")] == [
        "no_answers",
        "no_time",
        "not_an_entry",
    ]


def test_a_file_that_breaks_off_brings_what_stands_before(read):
    """The rest is said to break off."""
    whole = told({**JOURNAL, "entries": [ENTRY, {**ENTRY, "uuid": "C"}]})
    items = read(whole[: whole.rindex(b"dayone-moment")])
    assert len(items) == 2
    assert items[1].why == "broken_off"


def test_the_same_entries_have_the_same_names_again(read):
    """A longer export of the same journal names the old entries as before."""
    first = read(told(JOURNAL))
    again = read(told({**JOURNAL, "entries": [{**ENTRY, "uuid": "new", "text": "x"}, ENTRY]}))
    assert first[0].source_id == again[1].source_id


def test_json_of_something_else_is_none_of_these(refused):
    """A list of entries alone makes no Day One."""
    assert refused(told({"entries": [{"date": "2024-05-01"}]})).code == "not_a_table"


def test_keys_are_found_in_the_start_of_a_file():
    """Cut off anywhere, whatever stands in texts."""
    start = '{"a": [{"b": "x\\"}{", "c": {"d": 1}}, {"e":'
    assert jsonfile.paths(start) == {"a", "a.b", "a.c", "a.c.d", "a.e"}


def test_entries_stream_with_little_held(monkeypatch, tmp_path):
    """A list is read entry by entry, not as a whole."""
    path = tmp_path / "Journal.json"
    path.write_bytes(told({**JOURNAL, "entries": [{**ENTRY, "uuid": str(n)} for n in range(3000)]}))
    held = []
    grow = jsonfile._Reader._more

    def more(reader):
        grown = grow(reader)
        held.append(len(reader._held))
        return grown

    monkeypatch.setattr(jsonfile._Reader, "_more", more)
    items = list(exchange.read(path, {}, now=datetime(2026, 1, 1, tzinfo=UTC)))
    assert len(items) == 3000
    assert max(held) < 3 * jsonfile._BLOCK


def test_an_entry_of_a_whole_day_stands_at_noon_of_its_day(writings):
    """Midnight of Greenwich is a bare day; else it is the day of its own zone."""
    whole = [
        {**ENTRY, "uuid": "D1", "creationDate": "2026-03-02T00:00:00Z", "isAllDay": True},
        {**ENTRY, "uuid": "D2", "creationDate": "2026-03-02T03:30:00Z", "isAllDay": True},
        {**ENTRY, "uuid": "D3", "creationDate": "2026-03-02T03:30:00Z", "isAllDay": False},
    ]
    came = writings(told({**JOURNAL, "entries": whole}))
    assert [f"{one.at:%d %H:%M}" for one in came] == ["02 12:00", "01 12:00", "01 22:30"]


@pytest.mark.parametrize(
    ("title", "text"),
    [("Lea Stone", "note body"), ("", "no heading"), ("A", "one\n\ntwo"), ("", "# only a heading"), ("", "# a\nb"), ("", "#tag first\n\nrest"), ("", "## deeper\n\nrest")],
)  # fmt: skip
def test_title_and_text_come_back_as_they_went(writings, title, text):
    """Through Day One's JSON into Kith again, and from Day One's text to the same text."""
    at = datetime(2024, 5, 1, 14, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    (back,) = writings(dayone.written([Writing(at, text, title, ("Lake",))]).encode())
    assert (back.title, back.text, back.tags) == (title, text, ("Lake",))
    assert dayone.written([back]).count(json.dumps(text.split("\n")[0], ensure_ascii=False)[1:-1])
