"""What ifme hands out: several tables in one file."""

from invented_files import IFME
from packing import gzipped

from kith.records import Person


def test_tables_under_each_other(writings, read, inspect):
    """Moments and strategies are writings, people of a care plan people."""
    for data in (IFME, gzipped(IFME.encode()), IFME.replace("\n", "\r\n")):
        assert (inspect(data).format, inspect(data).exit_code) == ("ifme", 0)
        strategy, moment = writings(data)
        assert (strategy.title, strategy.text, strategy.tags) == (
            "Breathing",
            "Breathe slowly",
            ("strategy",),
        )
        assert (moment.title, moment.text) == ("A row", "It was loud, and I left\n\nCall first")
        assert moment.at.isoformat() == "2024-03-01T10:30:00+00:00"
    items = read(IFME)
    assert [one for one in items if isinstance(one, Person)] == [Person("Dr Lake")]
    assert [one.why for one in items if hasattr(one, "why")] == ["no_answers", "no_name"]
    assert {note.code: note.value for note in inspect(IFME).notes} == {"tables_left_out": "1"}
