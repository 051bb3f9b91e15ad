"""baseline's JSON and CSV, with whatever columns the person took along."""

from zoneinfo import ZoneInfo

from invented_files import BASELINE, BASELINE_CSV
from packing import told


def test_json_and_csv_say_the_same(check_ins, inspect):
    """Mood from −5 to 5, the zone it was written in, one name in both."""
    for data in (told(BASELINE), BASELINE_CSV):
        assert (inspect(data).format, inspect(data).questions) == ("baseline", ())
        first, second = check_ins(data)
        assert (first.valence, first.outcomes) == (0.6, {"mood": 3.0})
        assert first.note == 'She said "hello",\nand left'
        assert first.at.tzinfo == ZoneInfo("America/New_York")
        assert second.valence == -0.2
    names = [[one.source_id for one in check_ins(d)] for d in (told(BASELINE), BASELINE_CSV)]
    assert names[0] == names[1]


def test_columns_may_be_missing(check_ins, read):
    """A time and a text are enough; a mood off the scale is told."""
    (one,) = check_ins("Timestamp;Journal Text;Mood Score\r\n1714588200000;Fine;\r\n")
    assert (one.note, one.valence) == ("Fine", None)
    items = read(told([{"timestamp": 1714588200000, "journal": "x", "mood": 9}, {"journal": "y"}]))
    assert [one.why for one in items if hasattr(one, "why")] == ["out_of_scale", "no_time"]
