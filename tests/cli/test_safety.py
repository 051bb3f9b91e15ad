"""`kith safety` streams readings in order, survives bad lines, and prints helplines."""

import json
import subprocess
import sys

import pytest

import forked
from kith.cli import main

CANARY = "violet-canary-sentence"


def kith(*args, given=b""):
    return forked.run(["-m", "kith", "safety", *args], given)


def answers(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_gets_its_reading_in_order():
    """One object in, one object out, the id handed back as it came."""
    rows = [
        {"id": "a", "text": "I want to die"},
        {"id": 2, "text": "Nice walk"},
        {"text": "how do I kill myself", "more": [1]},
        {"id": "\ud800", "text": "lone \ud800 surrogate"},
    ]
    given = "\n".join(map(json.dumps, rows)).encode()
    done = kith("read", "--jsonl", given=given)
    assert done.returncode == 0
    assert [row["id"] for row in answers(done)] == ["a", 2, None, "\ud800"]
    assert [row["level"] for row in answers(done)] == [2, 0, 3, 0]
    assert set(answers(done)[0]) == {"id", "level", "kind", "reason"}


def test_a_file_is_read_and_a_missing_one_is_said_in_words(tmp_path, capsys):
    """A path works as well as a pipe; what cannot be read ends in a sentence and code 2."""
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "I feel hopeless"}\n')
    assert main(["safety", "read", str(path), "--jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["level"] == 1
    assert main(["safety", "read", str(path), "--jsonl", "--off", "1"]) == 0
    assert json.loads(capsys.readouterr().out)["level"] == 0
    for wrong in (tmp_path / CANARY, tmp_path):
        assert main(["safety", "read", str(wrong), "--jsonl"]) == 2
        said = capsys.readouterr().err
        assert "Nothing was changed" in said
        assert CANARY not in said


def test_helplines_of_a_country_are_printed_as_written(capsys):
    """Numbers as dialled there, what is unchecked, and the hint about call logs."""
    assert main(["safety", "helplines", "--country", "gb"]) == 0
    said = capsys.readouterr().out
    for part in ("999", "116 123", "text SHOUT to 85258", "0808 802 4040", "Check this number",
                 "call log", "findahelpline.com"):  # fmt: skip
        assert part in said


@pytest.mark.parametrize("code", ["XX", "", "../../x"])
def test_an_unknown_country_still_gets_help(code, capsys):
    """The minimum is printed and the exit code is 0: help is no error."""
    assert main(["safety", "helplines", "--country", code]) == 0
    said = capsys.readouterr().out
    assert "findahelpline.com" in said
    assert "emergency number" in said


def test_helplines_as_data(capsys):
    """JSON carries a schema, nulls for what nobody checked, and the list of countries."""
    assert main(["safety", "helplines", "--country", "US", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == 1
    assert found["emergency"][0]["dial"] == "911"
    assert all(
        {"verified_at", "check_this_number", "leaves_trace"} <= set(x) for x in found["lines"]
    )
    assert main(["safety", "helplines", "--json"]) == 0
    assert {"code": "DE", "name": "Germany"} in json.loads(capsys.readouterr().out)
    assert main(["safety", "helplines"]) == 0
    assert "Germany" in capsys.readouterr().out


@pytest.mark.parametrize("args", [["--help"], ["read", "--help"], ["helplines", "--help"]])
def test_every_help_page_names_help_now(args, capsys):
    """Help now stands in the help of every command (R1)."""
    with pytest.raises(SystemExit) as ended:
        main(["safety", *args])
    assert ended.value.code == 0
    assert "Help now" in capsys.readouterr().out


@pytest.mark.parametrize("action", ["helplines --country GB", "read --jsonl"])
def test_a_reader_that_stops_early_is_no_error(action):
    """`kith safety ... | head` ends quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kith", "safety", *action.split()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    process.stdin.write(b'{"id": 1, "text": "hello"}\n' * 50)
    process.stdin.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=20) == 0
    assert said == b""


@pytest.mark.parametrize("odd", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
def test_an_id_that_json_does_not_have_is_named_as_an_error(odd):
    """What comes out is JSON that any program reads."""
    done = kith("read", "-", "--jsonl", given=b'{"id": ' + odd + b', "text": "a walk"}\n')
    assert done.returncode == 1

    def refuse(name):
        raise AssertionError(name)

    row = json.loads(done.stdout, parse_constant=refuse)
    assert row == {"line": 1, "id": None, "error": "id_is_no_text_or_number"}
