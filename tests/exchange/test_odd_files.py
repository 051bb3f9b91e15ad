"""Each odd file ends in a right import or in a reason, never in a wrong number."""

import math
from datetime import UTC, datetime

import pytest
from odd_files import ODD, met

from kith import exchange
from kith.exchange import limits
from kith.names import name_key
from kith.records import CheckIn, Contact

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANSWERS = {"mood_scale": "1..5"}


@pytest.fixture
def nothing_slow(monkeypatch):
    """A million characters a row are let be here: what is too long is too long at once."""
    monkeypatch.setattr(limits, "CELL", 100_000)


@pytest.mark.parametrize("name", ODD)
@pytest.mark.usefixtures("nothing_slow")
def test_an_odd_file_ends_as_it_should(inspect, read, name):
    """What comes in is counted and counted the same twice; every other row has its reason."""
    odd = ODD[name]
    if odd.code:
        with pytest.raises(exchange.ExchangeError) as refused:
            inspect(odd.data, now=NOW, **ANSWERS)
        assert refused.value.code == odd.code
        return
    found = inspect(odd.data, now=NOW, **ANSWERS)
    if odd.records is None:
        assert found.questions
        return
    assert not found.questions
    items = read(odd.data, now=NOW, **ANSWERS)
    records = [item for item in items if isinstance(item, CheckIn | Contact)]
    kept = [item for item in records if isinstance(item, Contact) or _tells(item)]
    assert len(kept) == len(records) == odd.records + _words(found, odd)
    assert tuple(item.why for item in items if hasattr(item, "why")) == odd.whys
    assert found.not_understood_rows == len(odd.whys)
    for record in records:
        numbers = [*getattr(record, "outcomes", {}).values(), getattr(record, "valence", None)]
        assert all(n is None or math.isfinite(n) for n in numbers)


def _tells(record):
    told = (record.valence, record.with_people, record.note, record.mood_word, record.outcomes)
    return any(part not in (None, "", {}) for part in told)


def _words(found, odd):
    """A word in a column of numbers is kept as the word it is, beside being told."""
    del found
    return sum(why == "not_a_number" for why in odd.whys)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.234.567", "12.345", "3,5"], [1234567, 12345, 3.5]),
        (["1,234,567", "12,345", "3.5"], [1234567, 12345, 3.5]),
        (["1.234,5", "2.000,25", "7"], [1234.5, 2000.25, 7]),
        (["1,234.5", "2,000.25", "7"], [1234.5, 2000.25, 7]),
        (["0.123", "1.234", "2.5"], [0.123, 1.234, 2.5]),
    ],
)
def test_thousands_are_read_as_the_file_writes_them(check_ins, cells, values):
    """A sign that can only part thousands does; a dot does where commas are decimal signs."""
    rows = [f"2024-05-0{i};0.5;{cell}\n" for i, cell in enumerate(cells, 1)]
    if "3,5" in cells:
        rows = [row.replace("0.5", "0,5") for row in rows]
    found = check_ins("time;valence;steps\n" + "".join(rows))
    assert [row.outcomes["steps"] for row in found] == values


def test_hidden_signs_make_no_second_person(inspect):
    """Two names that look the same are the same."""
    for name in ("turned around", "nothing to be seen"):
        people = {name_key(who) for who, _ in inspect(ODD[name].data, **ANSWERS).people}
        assert people == {"ana"}


def test_a_name_too_long_to_keep_is_told(inspect):
    """Names that are the same as far as they are kept are one person, and that is said."""
    found = inspect(met("n" * 300, "n" * 299 + "m", "Ana"), **ANSWERS)
    assert ("name_cut", "2") in [(note.code, note.value) for note in found.notes]
    assert found.as_json()["people"] == 2


def test_of_columns_with_one_name_the_first_is_taken_and_that_is_said(inspect, check_ins):
    """A second column of steps is not mixed with the first."""
    data = ODD["a number twice"].data
    assert check_ins(data, **ANSWERS)[0].outcomes["steps"] == 2
    assert ("column_repeated", "steps") in [
        (n.code, n.value) for n in inspect(data, **ANSWERS).notes
    ]


def test_valence_on_another_scale_is_asked(inspect, check_ins):
    """Numbers beyond -1 to 1 have a scale of their own; they are not left out in silence."""
    text = "time,valence\n2024-05-01,7\n2024-05-02,3\n"
    (question,) = inspect(text).questions
    assert (question.key, question.about) == ("mood_scale", "valence")
    assert [row.valence for row in check_ins(text, mood_scale="1..7")] == pytest.approx([1, -1 / 3])
