"""The dry run says what a file would bring, in the shape that scripts rely on."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from invented_files import ANSWERS, DAYLIO, EXAMPLES, NOW, TIDY

from kith import exchange
from kith.records import CheckIn, Person

KEYS = [
    "format", "sure", "checkins", "contacts", "people", "messages", "entries", "writings",
    "first", "last", "questions", "not_understood",
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tidy", ("tidy", 4, 0, 2, 4, 1)),
        ("contacts", ("tidy", 0, 2, 2, 2, 0)),
        ("daylio", ("daylio", 2, 0, 0, 2, 1)),
        ("howwefeel", ("howwefeel", 3, 0, 2, 3, 1)),
        ("bearable", ("bearable", 2, 0, 0, 6, 1)),
    ],
)
def test_every_format_is_found_by_looking(inspect, name, expected):
    """Not by its name: by what stands in it."""
    found = inspect(EXAMPLES[name], mood_scale="1..5").as_json()
    keys = ("format", "checkins", "contacts", "people", "entries", "writings")
    assert tuple(found[key] for key in keys) == expected
    assert found["sure"] > 0.9
    assert (found["messages"], found["questions"], found["not_understood"]) == (0, [], [])


def test_the_report_has_exactly_its_keys(inspect):
    """Scripts read it: no key more, none less, JSON all through."""
    report = inspect(TIDY + "2024-02-31,3,,,,,,\n").as_json()
    assert list(report) == KEYS
    assert json.loads(json.dumps(report)) == report
    assert report["first"] == "2024-05-01T09:00:00+02:00"
    assert report["last"] == "2024-05-02T20:00:00+02:00"
    assert report["not_understood"] == [{"line": 6, "why": "no_such_date"}]
    (question,) = report["questions"]
    assert list(question) == ["key", "code", "options", "default", "about"]
    assert question["default"] in question["options"]


def test_the_exit_code_says_what_to_do(inspect):
    """0 can come in, 3 something is open, 4 nothing in it was understood."""
    assert inspect(DAYLIO).exit_code == 0
    assert inspect(TIDY).exit_code == 3
    assert inspect("time,valence\nsoon,0.5\nlater,0.5\n").exit_code == 4


def test_reading_before_answering_is_refused():
    """What is open is never guessed on the way in."""
    with pytest.raises(exchange.QuestionsOpen) as refused:
        exchange.read(TIDY.encode(), {"tz": "Europe/Berlin"}, now=NOW)
    assert refused.value.keys == ("mood_scale",)
    assert refused.value.exit_code == 3


def test_an_answer_that_is_no_choice_leaves_the_question_open(inspect):
    """A misspelled answer is asked again."""
    text = "time,valence\n03/04/2024 10:00,0.5\n"
    assert inspect(text, date_order="day first").exit_code == 3
    assert inspect(TIDY, mood_scale="ten").exit_code == 3


def test_long_lists_of_bad_rows_are_cut_and_counted(inspect):
    """A report stays readable; the count is whole."""
    found = inspect("time,valence\n2024-05-01,0.5\n" + "soon,0.5\n" * 1500)
    assert (len(found.not_understood), found.not_understood_rows) == (1000, 1500)


def test_reading_gives_what_the_dry_run_promised(inspect, read):
    """Counts before and after agree, for every format."""
    for name in ("tidy", "daylio", "howwefeel", "bearable"):
        found = inspect(EXAMPLES[name], **ANSWERS)
        rows = read(EXAMPLES[name])
        assert {r.name for r in rows if isinstance(r, Person)} == {n for n, _ in found.people}
        with_mood = [r for r in rows if isinstance(r, CheckIn) and (r.mood_word or r.outcomes)]
        assert len(with_mood) >= found.checkins


MEASURED = """
import resource, sys
from kith import exchange
def peak(path):
    for _ in exchange.read(path, {"tz": "Europe/Berlin", "mood_scale": "1..5"}):
        pass
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
small = peak(sys.argv[1])
print(peak(sys.argv[2]) - small)
"""


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in kilobytes on Linux")
def test_a_long_diary_is_read_in_little_memory(tmp_path):
    """Thirty megabytes stream: what is kept is the names of rows, not the rows."""
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    write_diary(small, 500)
    write_diary(large, 50_000)
    assert large.stat().st_size > 30e6
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, small, large], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 25_000


def write_diary(path: Path, rows: int) -> None:
    """Write an invented diary with a long note a row."""
    note = "a walk, then tea; " * 34
    with path.open("w", encoding="utf-8") as file:
        file.write("time,mood,with,note\n")
        for index in range(rows):
            at = datetime(2019, 1, 1, tzinfo=UTC) + timedelta(hours=index)
            file.write(f'{at.isoformat()},{index % 5 + 1},Anna,"{index} {note}"\n')


def test_spellings_of_one_name_are_told_and_counted_once(inspect):
    """Ana and ANA would come in as one person, so the report says so."""
    found = inspect("time,valence,with\n2024-05-01,0.5,Ana;Ben\n2024-05-02,0.5, ANA \n")
    assert found.one_person == (("Ana", "ANA"),)
    assert found.as_json()["people"] == 2


def test_contacts_of_no_minutes_have_an_unknown_length(inspect, contacts):
    """Nobody meets for no time at all: 0 is what a form writes when nothing was typed."""
    text = "time,person,minutes\n2024-05-01,Ana,0\n2024-05-02,Ana,30\n2024-05-03,Ana,\n"
    assert [contact.minutes for contact in contacts(text)] == [None, 30, None]
    assert ("no_minutes", "1") in [(note.code, note.value) for note in inspect(text).notes]


def test_check_ins_without_a_mood_are_counted_apart(inspect):
    """Company alone is no mood; notes of contacts are text too."""
    found = inspect("time,valence,with\n2024-05-01,0.5,Ana\n2024-05-02,,Ana\n")
    assert (found.checkins, found.without_mood) == (1, 1)
    assert inspect("time,person,note\n2024-05-01,Ana,hello\n").writings == 1
