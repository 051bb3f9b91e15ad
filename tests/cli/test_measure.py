"""`kith measure` says help before any number, and never takes or repeats an answer in the open."""

import io
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from running_kith import command, made

from kith import measures
from kith.cli import HELP_NOW, main


@pytest.fixture
def score(monkeypatch, capsys):
    """Score answers given by a pipe; return the code and what was printed."""

    def run(name, answers, *more):
        data = answers if isinstance(answers, bytes) else json.dumps(answers).encode()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(["measure", "score", name, "--answers", "-", *more])
        return code, capsys.readouterr()

    return run


def test_a_total_is_said_with_its_range(score):
    """Nothing calls for help, so nothing stands before it."""
    code, said = score("phq9", [1, 2, 3, 0, 1, 2, 3, 0, 0])
    assert code == 0
    assert said.out == "PHQ-9: 12, from 0 to 27. Higher means more of these problems.\n"


def test_help_stands_before_the_total(score):
    """Item 9 is answered with a 1: help first, then the number."""
    _, said = score("phq9", [0] * 8 + [1])
    lines = said.out.splitlines()
    assert HELP_NOW in lines[:2]
    assert lines[-1].startswith("PHQ-9: 1,")


@pytest.mark.parametrize(
    "answers", [[0] * 8 + [2], [3] * 9, {"phq9_9": 1, "now": 1}, {"phq9_9": 3}]
)
def test_after_a_strong_answer_the_total_is_said_only_when_asked_for(score, answers):
    """Help stands there alone; --total says the number after it."""
    _, said = score("phq9", answers)
    assert HELP_NOW in said.out
    assert "from 0 to 27" not in said.out
    _, said = score("phq9", [0] * 8 + [2], "--total")
    assert said.out.index(HELP_NOW) < said.out.index("PHQ-9: 2,")


def test_json_leads_with_help_and_holds_the_total_back(score):
    """The first thing in it after the schema is help."""
    _, said = score("phq9", [0] * 8 + [3], "--json")
    found = json.loads(said.out)
    assert [*found][:2] == ["schema", "help_now"]
    assert HELP_NOW in found["help_now"]
    assert found["branches"] == ["crisis_first", "crisis_soft"]
    assert (found["total"], found["total_held_back"]) == (None, True)
    _, said = score("phq9", [0] * 8 + [3], "--json", "--total")
    assert json.loads(said.out)["total"] == 3


def test_what_is_left_open_brings_help_quietly(score):
    """Item 9 open is no zero."""
    _, said = score("phq9", [1] * 8)
    assert HELP_NOW in said.out
    assert "PHQ-9: 9," in said.out


@pytest.mark.parametrize("name", ["asq", "hark"])
def test_what_only_leads_to_help_prints_no_number(score, name):
    """A yes brings help and nothing to count."""
    _, said = score(name, [1, 0, 0, 1])
    assert HELP_NOW in said.out
    assert "no total is made" in said.out


@pytest.mark.parametrize(
    "answers",
    [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b"[1, 2" + b" " * 70_000, b"[9]", b'{"x": 1}'],
)
def test_answers_that_cannot_be_read_end_with_a_sentence(score, answers):
    """Exit code 2, nothing scored, nothing repeated."""
    code, said = score("phq9", answers)
    assert code == 2
    assert said.out == ""
    assert "Nothing was scored" in said.err


def test_a_wrong_answer_beside_it_does_not_silence_help(score):
    """Refused, and help is there all the same."""
    code, said = score("phq9", {"phq9_1": 7, "phq9_9": 3})
    assert code == 2
    assert HELP_NOW in said.out


@pytest.mark.parametrize(
    "answers",
    [
        [0] * 8 + ["3"], [0] * 8 + [9], [0] * 8 + [3, 0, 0], {"PHQ9_9": 3}, {"phq9-9": "3 "},
        {"phq9_9": 2.5}, {"phq9_9": "Nearly every day"}, b'{"phq9_9": 3, "phq9_9": 0}',
        b'{"phq9_9": 0, "phq9_9": 3}', {"phq9_9": 0, "PHQ9_9": 3}, [0] * 8 + [1e400],
    ],
)  # fmt: skip
def test_a_strong_answer_that_is_refused_still_brings_help_first(score, answers):
    """A slip in how it is written takes no help away; nothing is scored and nothing repeated."""
    code, said = score("phq9", answers)
    assert code == 2
    assert HELP_NOW in said.out
    assert "You do not have to be alone with this." in said.out
    assert "Nothing was scored" in said.err


@pytest.mark.parametrize("answers", [b"{", b"[3", [9], {"x": 3}, "3", 3, {"phq9_9": "much"}])
def test_where_a_question_that_matters_may_have_been_answered_help_is_named(score, answers):
    """What cannot be made out may have been the answer; the sentence comes first, help after it."""
    code, said = score("phq9", answers)
    assert (code, said.out) == (2, "")
    assert said.err.rstrip().endswith(HELP_NOW)


def test_a_refusal_that_holds_nothing_of_the_kind_stays_short(score):
    """A questionnaire that asks nothing like it, or an answer of none."""
    _, said = score("phq2", [9])
    assert HELP_NOW not in said.out + said.err
    _, said = score("phq9", [5] + [0] * 8)
    assert HELP_NOW not in said.out + said.err


def test_a_questionnaire_that_is_not_here_is_said(score):
    """With how to see which are."""
    code, said = score("mbi", [1])
    assert code == 2
    assert "kith measure list" in said.err


def test_answers_come_from_a_file_and_never_from_the_command_line(tmp_path):
    """A process list shows the name of the questionnaire and of a file, no answer."""
    path = tmp_path / "answers.json"
    path.write_text("[2, 1]")
    command = [sys.executable, "-m", "kith", "measure", "score", "phq2", "--answers"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    assert done.stdout.startswith("PHQ-2: 3,")
    done = subprocess.run([*command, str(tmp_path / "no")], capture_output=True, check=False)
    assert done.returncode == 2


def test_the_list_says_every_licence(capsys):
    """As lines for a reader, and whole as JSON."""
    assert main(["measure", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [*measures.ids()]
    main(["measure", "list", "--json"])
    for one in json.loads(capsys.readouterr().out)["measures"]:
        assert one["licence"]["licence_evidence_url"]
        assert one["items"]


@pytest.mark.slow
def test_an_import_in_the_terminal_says_help_first(tmp_path):
    """Where recent answers that came in call for it, before what came in; once they are here, no more."""
    folder, out = tmp_path / "vault", tmp_path / "out"
    made(folder)
    assert command("export", out, "--vault", folder, "--passphrase-stdin").returncode == 0
    path = out / "data.json"
    held = json.loads(path.read_text("utf-8"))
    at = (datetime.now(UTC) - timedelta(days=2)).isoformat()
    row = {
        "uid": "0b0e7a52-7a8c-4d0e-9a55-0e1f6f6a3c11",
        "at": at,
        "created_at": at,
        "zone": "UTC",
        "source_id": "",
        "measure": "phq9",
        "answers": {"phq9_9": 2},
        **dict.fromkeys(("edited_at", "deleted_at", "import")),
    }
    held["tables"]["responses"] = [row]
    path.write_text(json.dumps(held), "utf-8")
    words = ("import", path, "--vault", folder, "--passphrase-stdin")
    assert command(*words).stdout.splitlines()[0] == HELP_NOW
    assert HELP_NOW not in command(*words).stdout
