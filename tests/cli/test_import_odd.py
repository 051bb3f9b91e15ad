"""`kith import` on what is no ordinary file, and on files that steer, change or come twice."""

import json
import os
import sys

import pytest
from odd_files import ODD
from running_kith import PASSPHRASE, command, held, made, python

SCALE = ("--answer", "mood_scale=1..5", "--tz", "Europe/Oslo")
STEERING = set("\x00\x07\x1b\u202e\u200f\u2066")
CHOSEN = (
    "utf-16 with its mark", "an open quote", "an open quote in the heading", "one endless row",
    "a heading that steers", "turned around", "spreadsheet", "a program", "json", "formulas",
    "either order", "seconds since 1970", "no number", "ten thousand columns", "moods in words",
    "first and last moment",
)  # fmt: skip
LATE = """
import sys
from pathlib import Path

class LateStdin:
    def readline(self):
        Path(sys.argv[2]).write_text("time,valence\\n2026-01-02T10:00Z,1\\n2026-01-03T10:00Z,1\\n")
        return sys.argv[3] + "\\n"

sys.stdin = LateStdin()
from kith.cli import main
sys.exit(main(["import", sys.argv[2], "--vault", sys.argv[1], "--passphrase-stdin"]))
"""


@pytest.fixture
def folder(tmp_path):
    made(tmp_path / "vault")
    return tmp_path / "vault"


@pytest.mark.parametrize("name", CHOSEN)
def test_an_odd_file_ends_in_a_report_or_a_sentence(tmp_path, name):
    """An exit code that is documented, words a person can use, nothing that steers a terminal."""
    odd, path = ODD[name], tmp_path / "odd.csv"
    path.write_bytes(odd.data)
    told = command("import", path, "--dry-run", *SCALE, said="")
    assert not STEERING & set(told.stdout + told.stderr)
    if odd.code:
        assert told.returncode in {4, 5}
        assert "othing was changed" in told.stderr
        return
    assert "This looks like" in told.stdout
    wanted = 3 if odd.records is None else 0 if odd.records else 4
    assert told.returncode == wanted
    assert ("Nothing in it was understood" in told.stdout) is (wanted == 4)


def test_a_file_without_columns_is_not_offered_a_choice_of_them(tmp_path):
    """Answers to a questionnaire that Kith does not have are told, and no column is spoken of."""
    one = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": []}
    one |= {"questionnaire": "http://example.org/q/mood-9", "authored": "2026-03-02T10:00:00Z"}
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(one))
    told = command("import", path, "--dry-run", said="")
    assert told.returncode == 4
    assert "a questionnaire that Kith does not have" in told.stdout
    assert "nothing was changed" in told.stdout
    assert "which column is what" not in told.stdout


def pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe", "a device or a pipe"


def link_to_device(tmp_path):
    (tmp_path / "link.csv").symlink_to("/dev/zero")
    return tmp_path / "link.csv", "a device or a pipe"


def link_to_nothing(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "gone.csv")
    return tmp_path / "link.csv", "no such file"


def link_to_itself(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "link.csv")
    return tmp_path / "link.csv", "Nothing was changed"


def unreadable(tmp_path):
    if sys.platform != "linux":
        pytest.skip("only Linux shows memory as a file that cannot be read")
    (tmp_path / "link.csv").symlink_to("/proc/self/mem")
    return tmp_path / "link.csv", "can not be opened"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files there")
@pytest.mark.parametrize(
    "made_of", [pipe, link_to_device, link_to_nothing, link_to_itself, unreadable]
)
def test_what_is_no_ordinary_file_is_not_waited_for(tmp_path, made_of):
    """A pipe would never end, a device neither: both are refused at once, as is a mapping there."""
    path, said = made_of(tmp_path)
    told = command("import", path, "--dry-run", said="")
    assert (told.returncode, told.stdout) == (4, "")
    assert said in told.stderr
    assert "Nothing was changed" in told.stderr
    table = tmp_path / "t.csv"
    table.write_text("when,how\n2026-01-02,3\n")
    mapped = command("import", table, "--dry-run", "--map", path, said="")
    assert mapped.returncode == 4
    assert "The mapping file can not be read. Nothing was changed" in mapped.stderr


def test_a_link_to_a_diary_is_that_diary(folder, tmp_path):
    """A link is followed; the list names it as it was named."""
    (tmp_path / "real.csv").write_text("time,valence\n2026-01-02T10:00Z,0.5\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    told = command("import", tmp_path / "link.csv", "--vault", folder, "--passphrase-stdin")
    assert "Brought in 1 check-in," in told.stdout


def test_a_file_that_changes_after_it_was_looked_at_comes_in_as_it_was(folder, tmp_path):
    """What was understood is what is kept, whatever becomes of the file in the meantime."""
    path = tmp_path / "diary.csv"
    path.write_text("time,valence\n2026-01-02T10:00Z,0.5\n")
    told = python("-c", LATE, folder, path, PASSPHRASE)
    assert "Brought in 1 check-in," in told.stdout
    assert path.read_text().count("\n") == 3
    assert held(folder)["CheckIn"] == 1


def test_the_same_file_twice_says_that_it_is_here(folder, tmp_path):
    """Nobody and nothing is doubled, and nobody is new."""
    path = tmp_path / "diary.csv"
    path.write_bytes(ODD["three hundred letters"].data)
    words = ("import", path, *SCALE, "--vault", folder, "--passphrase-stdin")
    command(*words)
    again = command(*words)
    assert "All of this file is here already. Nothing was added." in again.stdout
    assert "It came in with import 1." in again.stdout
    assert (held(folder)["CheckIn"], held(folder)["Person"]) == (2, 1)


def test_a_file_of_which_no_row_can_be_read_is_not_asked_about_its_mood(tmp_path):
    """The reason comes first: an answer about the scale would change nothing."""
    file = tmp_path / "future.csv"
    file.write_text("time,mood\n2126-01-01T10:00,3\n2126-01-02T10:00,4\n")
    said = command("import", file, "--dry-run", "--tz", "UTC")
    assert said.returncode == 4
    assert "line 2 lies in the future" in said.stdout
    assert "--answer" not in said.stdout
