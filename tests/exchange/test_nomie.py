"""Nomie's backup and its CSV: what was counted, who was there, where."""

from datetime import timedelta

from invented_files import NOMIE, NOMIE_CSV
from packing import told


def test_a_backup(check_ins, inspect):
    """Trackers with numbers are outcomes, without are tags; people by the name they have there."""
    found = inspect(told(NOMIE))
    assert (found.format, found.sure, found.questions) == ("nomie", 1.0, ())
    first, second = check_ins(told(NOMIE))
    assert first.outcomes == {"mood": 8.0, "coffee": 3.0, "sleep": 27000.0, "score": 2.0}
    assert first.valence == 0.555555556
    assert first.with_people == ("Anna Bell", "tom k")
    assert first.tags == ("reading", "at home")
    assert first.note.startswith("Slow morning with @anna")
    assert first.at.utcoffset() == timedelta(hours=-5)
    assert (second.note, second.with_people, second.tags) == ("", None, ("meal",))


def test_the_scale_of_the_mood_is_asked_where_the_file_has_none(inspect, check_ins):
    """The CSV says nothing about trackers."""
    (question,) = inspect(NOMIE_CSV).questions
    assert question.key == "mood_scale"
    first, second = check_ins(NOMIE_CSV, mood_scale="1..10")
    assert first.valence == 0.555555556
    assert (first.outcomes["coffee"], first.outcomes["mood"]) == (3.0, 8.0)
    assert second.tags == ("meal",)


def test_an_entry_has_one_name_in_both(check_ins):
    """The rows of an entry in the CSV are one entry, with the name it has in the backup."""
    in_csv = [one.source_id for one in check_ins(NOMIE_CSV, mood_scale="1..10")]
    assert in_csv == [one.source_id for one in check_ins(told(NOMIE))]


def test_moods_off_the_scale_and_entries_of_nothing(read):
    """Told, not counted."""
    events = [{**NOMIE["events"][0], "note": "#mood(70)"}, {**NOMIE["events"][0], "note": " "}]
    items = read(told({**NOMIE, "events": events}))
    assert [one.why for one in items if hasattr(one, "why")] == ["out_of_scale", "no_answers"]


def test_an_epoch_of_seconds_is_of_today(check_ins):
    """Not of January 1970, where it would lie as milliseconds."""
    head = "epoch,start,end,offset,tracker,value,note,lat,lng,location,score\n"
    ours = [
        check_ins(f'{head}{epoch},,,60,sleep,4,"#sleep(4)",,,,0\n')
        for epoch in ("1772391600", "1772391600000")
    ]
    assert ours[0] == ours[1]
    assert ours[0][0].at.year == 2026
