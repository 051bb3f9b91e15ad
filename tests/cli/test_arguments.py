"""No command needs a name or a word of somebody on its command line, and none suggests it."""

import argparse
import io
import json
import re
import sys
from pathlib import Path

import pytest
from running_kith import command, held, made

from kith.cli import COMMANDS, answers, main, parser_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLAIN = {
    "ADDRESS", "BACKUP", "CHECKINS", "COLUMN", "DATE", "FILE", "FOLDER", "FOLDER_OR_ZIP", "H", "ID", "KEY=VALUE",
    "DAYS", "HH:MM", "HH:MM-HH:MM", "MINUTES", "MONTH", "N", "NUMBER", "TOML", "XX", "ZONE", "localhost",
}  # fmt: skip
BY_DASH = {"PERSON"}  # may be a name: - asks for it
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    "2026-01-02,2 January,Friday,10:00,fed up,walk | Zeb Carter,,\n"
    "2026-01-03,3 January,Saturday,10:00,good,walk,,\n"
)
SAID = {"people": ["Zeb Carter"], "mood.fed up": 2}


def valued(parser):
    """Yield every option and argument that takes a value, of sub-commands too."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from valued(inner)
        elif action.nargs != 0:
            yield action


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_of_any_command_takes_words_of_a_person(name):
    """Files, folders, columns, numbers and zones are arguments; a name can be asked for instead."""
    for action in valued(parser_of(name)):
        kind = action.metavar or action.dest.upper()
        if action.choices:
            continue
        assert kind in PLAIN | BY_DASH, f"{name}: what does {action.option_strings} take?"
        if kind in BY_DASH:
            assert re.search(r"-(?:, which)? asks", action.help)


@pytest.fixture
def daylio(tmp_path):
    path = tmp_path / "d.csv"
    path.write_text(DAYLIO)
    return path


def test_what_is_suggested_keeps_names_and_own_words_off_the_command_line(daylio):
    """The person copies the line that is printed."""
    told = command("import", daylio, "--dry-run", "--tz", "UTC", said="").stdout
    suggested = [line for line in told.splitlines() if "answer with" in line]
    assert len(suggested) == 2
    for line in suggested:
        assert "--answers FILE, or - for standard input" in line
        assert "--answer " not in line


@pytest.mark.parametrize("answer", ["people=Zeb Carter", "whose=Zeb", "mood.fed up=2"])
@pytest.mark.parametrize("name", ["import", "impact", "impact score"])
def test_an_argument_with_a_name_is_refused_without_repeating_it(daylio, capsys, name, answer):
    """What stood there once is seen; next time it need not."""
    assert main([*name.split(), str(daylio), "--answer", answer]) == 2
    said = capsys.readouterr()
    assert "--answers FILE" in said.err
    assert "Zeb" not in said.out + said.err


@pytest.mark.parametrize("by", ["file", "pipe"])
def test_names_come_from_a_file_or_from_standard_input(daylio, tmp_path, by):
    """With a passphrase on standard input, that comes first."""
    made(tmp_path / "vault")
    (tmp_path / "a.json").write_text(json.dumps(SAID))
    words = ("import", daylio, "--tz", "UTC", "--vault", tmp_path / "vault", "--passphrase-stdin")
    if by == "file":
        told = command(*words, "--answers", tmp_path / "a.json")
    else:
        from running_kith import PASSPHRASE

        told = command(*words, "--answers", "-", said=f"{PASSPHRASE}\n{json.dumps(SAID)}")
    assert told.returncode == 0, told.stdout + told.stderr
    assert held(tmp_path / "vault")["Person"] == 1


@pytest.mark.parametrize(
    "said", ["", "[]", "{", '{"people": true}', '{"people": {"a": 1}}', '{"tz": null}']
)
def test_answers_that_are_no_object_are_refused(daylio, said, monkeypatch, capsys):
    """A sentence, nothing of what stood there, no traceback."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(said))
    assert main(["import", str(daylio), "--dry-run", "--answers", "-"]) == 2
    assert "not a JSON object" in capsys.readouterr().err


def test_answers_in_a_file_that_is_not_there(daylio, capsys):
    """It is said."""
    assert main(["import", str(daylio), "--dry-run", "--answers", str(daylio) + "x"]) == 2
    assert "could not be read" in capsys.readouterr().err


def test_a_name_to_explain_can_come_from_standard_input():
    """As a line; the command line holds a dash."""
    diary = EXAMPLES / "tidy_checkins.csv"
    told = command("impact", diary, "--explain", "-", said="Priya")
    assert "It rests on 5 contacts with Priya" in told.stdout
    assert "stays in the history" not in told.stderr
    warned = command("impact", diary, "--explain", "Priya", said="")
    assert "--explain - asks for it" in warned.stderr
    assert warned.stdout == told.stdout


@pytest.mark.parametrize("name", ["impact", "impact score", "impact experiment", "cohort fit"])
def test_whose_rows_can_come_from_standard_input(tmp_path, name):
    """Every command with --id reads it so; what follows the name are the answers."""
    table = tmp_path / "two.csv"
    rows = [
        f"{who},2026-01-{1 + i // 4:02}T{8 + 3 * (i % 4):02}:00Z,{1 + (i * 7 + len(who)) % 5},"
        for who in ("Zeb", "Ana")
        for i in range(60)
    ]
    table.write_text("id,time,mood,with\n" + "\n".join(rows) + "\n")
    more = ("--out", tmp_path / "out", "--workers", "1") if name == "cohort fit" else ()
    if name == "impact experiment":
        (tmp_path / "coins.csv").write_text("day,pair,coin\n2026-01-02,1,yes\n2026-01-03,1,no\n")
        more = ("--coins", tmp_path / "coins.csv")
    words = (*name.split(), table, "--id", "-", "--answers", "-", *more)
    told = command(*words, said='Zeb\n{"mood_scale": "1..5"}')
    assert "There is no question" not in told.stderr
    assert "nobody" not in told.stderr.casefold(), told.stderr
    assert told.returncode in {0, 1}
    nobody = command(*words, said='Zob\n{"mood_scale": "1..5"}')
    assert (nobody.returncode, "Nobody has that id" in nobody.stderr) == (2, True)


def test_every_key_is_known_as_one_with_names_or_one_without():
    """A new question has to be put on one side."""
    assert answers.NAMES <= answers.KNOWN
    assert {
        "date_order", "decimal", "encoding", "mood_scale", "names_comma", "standardise", "time_count", "tz",
    } == answers.KNOWN - answers.NAMES  # fmt: skip
