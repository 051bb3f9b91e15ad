"""A backup of Daylio comes in as its CSV does, without a question about moods."""

import base64
from datetime import timedelta

from invented_files import DAYLIO_BACKUP
from packing import told, zipped


def backup(**changes):
    return zipped({"backup.daylio": base64.encodebytes(told({**DAYLIO_BACKUP, **changes}))})


def test_moods_activities_and_notes(check_ins, inspect):
    """A mood of one's own lies where its group does; January is month 0; offsets hold."""
    found = inspect(backup())
    assert (found.format, found.sure, found.questions) == ("daylio", 1.0, ())
    first, second = check_ins(backup())
    assert (first.mood_word, first.valence) == ("fizzy", 0.5)
    assert first.tags == ("friends", "good meal")
    assert first.note == "Dinner\n\nLong\ntalk"
    assert first.at.isoformat().startswith("2024-05-02T20:30")
    assert first.at.utcoffset() == timedelta(hours=2)
    assert (second.mood_word, second.valence, second.tags) == ("awful", -1.0, ())


def test_the_json_by_itself_is_read_too(check_ins):
    """Somebody may have unpacked it."""
    assert len(check_ins(told(DAYLIO_BACKUP))) == 2


def test_activities_can_be_people(check_ins, inspect):
    """As with the CSV."""
    first, second = check_ins(backup(), people="friends")
    assert (first.with_people, first.tags) == (("friends",), ("good meal",))
    assert second.with_people is None
    (question,) = inspect(backup(), people="nobody at all").questions
    assert question.code == "people_not_found"


def test_an_entry_has_one_name_in_the_backup_and_in_the_csv(check_ins):
    """So one may come in after the other and nothing doubles."""
    csv = (
        "full_date,date,weekday,time,mood,activities,note_title,note\n"
        '2024-05-02,May 2,Thursday,8:30 pm,fizzy,"friends | good meal",Dinner,"<p>Long<br>talk</p>"'
        '\n2024-05-01,May 1,Wednesday,07:15,awful,"",,""\n'
    )
    names = [one.source_id for one in check_ins(csv, **{"mood.fizzy": "4"})]
    assert names == [one.source_id for one in check_ins(backup())]


def test_what_is_broken_is_told(read, refused):
    """A broken entry is a row; broken base64 is a broken file."""
    odd = [
        *DAYLIO_BACKUP["dayEntries"],
        7,
        {"mood": 1},
        {**DAYLIO_BACKUP["dayEntries"][0], "day": 99},
    ]
    whys = [one.why for one in read(backup(dayEntries=odd)) if hasattr(one, "why")]
    assert whys == ["not_an_entry", "no_time", "no_such_date"]
    assert refused(zipped({"backup.daylio": b"not base64 at all!"})).code == "damaged"


def test_a_backup_that_was_packed_again_is_known(check_ins):
    """A browser unpacks it into a folder, and a Mac adds its own when it packs that."""
    packed = base64.b64encode(told(DAYLIO_BACKUP))
    again = zipped({"Daylio/backup.daylio": packed, "__MACOSX/Daylio/._backup.daylio": b"\0"})
    assert check_ins(again) == check_ins(zipped({"backup.daylio": packed}))


def test_a_mood_and_an_activity_that_the_file_does_not_name_are_told(check_ins, read):
    """The entry comes in with the rest of it, and the row is kept as it was written."""
    entry = DAYLIO_BACKUP["dayEntries"][0]
    odd = {**entry, "mood": 77, "minute": 31}, {**entry, "tags": [*entry["tags"], 99], "minute": 32}
    made = backup(dayEntries=[entry, *odd])
    told_of = [(one.line, one.why) for one in read(made) if hasattr(one, "why")]
    assert told_of == [(2, "unknown_number"), (3, "unknown_number")]
    assert [one.valence for one in check_ins(made)] == [0.5, None, 0.5]
