"""Pixels: a day is a check-in at noon, the mean of its scores its mood."""

from invented_files import PIXELS
from packing import told


def test_a_day(check_ins, inspect):
    """Scores, notes, feelings and other tags."""
    found = inspect(told(PIXELS))
    assert (found.format, found.checkins, found.questions) == ("pixels", 2, ())
    assert "no_clock" in {note.code for note in found.notes}
    first, second = check_ins(told(PIXELS))
    assert (first.valence, first.outcomes) == (0.5, {"mood": 4.0})
    assert (first.feelings, first.tags, first.note) == (("happy",), ("walk",), "A good day")
    assert (first.at.hour, first.at.day, first.at.month) == (12, 9, 5)
    assert second.valence == -0.25


def test_scores_off_the_scale_are_told(read):
    """Neither counted nor lost."""
    items = read(told([{"date": "2024-5-1", "type": "Mood", "scores": [9, 3], "notes": ""}]))
    assert items[0].why == "out_of_scale"
    assert items[1].outcomes == {"mood": 3.0}
    items = read(
        told([{"date": "2024-5-1", "scores": [], "notes": ""}, {"date": "x", "scores": [1]}])
    )
    assert [one.why for one in items] == ["no_answers", "not_a_time"]
