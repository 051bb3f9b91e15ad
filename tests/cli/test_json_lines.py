"""What `kith safety` and `kith talk` have in common: JSON lines in, one answer each, in order."""

import json
import subprocess
import sys

import pytest

from kith.cli import json_lines, main

CANARY = "violet-canary-sentence"
ASKED = [
    ("safety", "read"),
    *(("talk", one) for one in ("read", "selftalk", "istatement", "paraphrase")),
]
GROUPS = [("safety", "read"), ("talk", "read")]
named = pytest.mark.parametrize("words", ASKED, ids=" ".join)


@pytest.fixture
def answers(tmp_path, capsys):
    """Read lines of a file with a command: its exit code, its answers, what it said beside them."""

    def read(words, given):
        path = tmp_path / "lines.jsonl"
        path.write_bytes(given)
        code = main([*words, str(path), "--jsonl"])
        said = capsys.readouterr()
        assert CANARY not in said.out + said.err
        return code, [json.loads(line) for line in said.out.splitlines()], said.err

    return read


@named
def test_bad_lines_are_named_and_the_good_ones_still_read(answers, words):
    """Each bad line has an error object in its place; the exit code says so at the end."""
    good = {"text": "I want to die", "speaker": "ok", "reply": "ok"}
    given = b"\n".join(
        [
            json.dumps({"id": 1, **good}).encode(),
            f'{{"id": 2, "text": {CANARY}'.encode(),
            b"\xff\xfe",
            b"[1, 2]",
            b'{"id": 5}',
            b'{"id": {"x": 1}, "text": "a"}',
            b'{"id": 7, "text": 7, "speaker": 7}',
            b"",
            b"[" * 100_000,
            json.dumps({"id": 10, **good}).encode(),
        ]
    )
    code, found, said = answers(words, given)
    missing = "no_speaker" if words[1] == "paraphrase" else "no_text"
    assert code == 1
    assert [row.get("error") for row in found] == [
        None, "not_json", "not_json", "not_an_object", missing, "id_is_no_text_or_number",
        missing, "not_json", None,
    ]  # fmt: skip
    assert [row["line"] for row in found if "error" in row] == [2, 3, 4, 5, 6, 7, 9]
    assert found[-1]["id"] == 10
    assert "7 lines could not be read" in said


@named
def test_a_line_that_never_ends_is_refused_and_the_next_one_read(answers, words):
    """A huge line does not fill the memory and does not end the run."""
    last = json.dumps({"id": 2, "text": "hello", "speaker": "ok", "reply": "ok"}).encode()
    _, found, _ = answers(words, b'{"text": "' + b"a" * 9_000_000 + b'"}\n' + last + b"\n")
    assert [row.get("error") for row in found] == ["too_long", None]
    assert found[1]["id"] == 2


@named
def test_nothing_in_gives_nothing_out(answers, words):
    """And that is fine."""
    assert answers(words, b"") == (0, [], "")


@named
def test_a_file_that_is_not_there_is_said_in_words(tmp_path, capsys, words):
    """Code 2, also for a folder, and the name is not repeated."""
    for wrong in (tmp_path / CANARY, tmp_path):
        assert main([*words, "--jsonl", str(wrong)]) == 2
        said = capsys.readouterr().err
        assert "Nothing was changed" in said
        assert CANARY not in said


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_long_input_says_how_far_it_is(answers, monkeypatch, words):
    """On the error stream, so that answers stay a line each."""
    monkeypatch.setattr(json_lines, "EVERY", 0.0)
    row = json.dumps({"id": 1, "text": "ok"}).encode()
    code, found, said = answers(words, row + b"\n" + row)
    assert (code, len(found)) == (0, 2)
    assert "2 lines read so far" in said


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_answers_come_while_lines_still_arrive(words):
    """A pipe gets its first answer before the input ends, and what comes in broken is named there, too."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kith", *words, "-", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        process.stdin.write(b'{"id": 1, "text": "hello"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1
        process.stdin.write(f'{{"id": 2, "text": {CANARY}\n'.encode())
        process.stdin.close()
        assert json.loads(process.stdout.readline())["error"] == "not_json"
        assert CANARY.encode() not in process.stderr.read()
        assert process.wait(timeout=60) == 1


@pytest.mark.parametrize("size", [1, 2, 7, 64, 1 << 18])
def test_lines_are_the_same_however_they_come(monkeypatch, size):
    """In bytes or in blocks: numbers, blank lines, one that is too long, an end without a new line."""
    monkeypatch.setattr(json_lines, "MAX_LINE", 20)
    given = b"first\n\n  \n" + b"x" * 19 + b"\n" + b"y" * 20 + b"\nnext\n" + b"z" * 90 + b"\nend"
    whole = [(1, b"first"), (4, b"x" * 19), (5, None), (6, b"next"), (7, None), (8, b"end")]

    class Slow:
        left = given

        def read1(self, most, /):
            some, self.left = self.left[: min(size, most)], self.left[min(size, most) :]
            return some

    assert [one for some in json_lines.lines(Slow()) for one in some] == whole


def test_a_row_may_hold_any_other_fields(answers):
    """Also those that an answer has: only the id comes back."""
    row = {"id": 3, "text": "I want to die", "error": "x", "level": 9}
    code, found, _ = answers(("safety", "read"), json.dumps(row).encode())
    assert (code, found) == (
        0,
        [{"id": 3, "level": 2, "kind": "suicide", "reason": "explicit_wish"}],
    )
