"""`kith impact score` scores any record by the documented protocol, and ends in a sentence else."""

import io
import json
import os
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from running_kith import write_table as write

from kith.cli import main

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "impact"
NAMES = {"mean", "ar1", "lag_contact_ols", "no_contact", "full"}


def rows(n=60, **extra):
    """Return check-ins every five hours; with Amara the mood is higher."""
    found = []
    for i in range(n):
        who = "Amara" if i % 3 == 0 else ""
        mood = 5 + (1.5 if who else 0) + 0.4 * ((i * 7) % 5 - 2)
        at = START + timedelta(hours=5 * i)
        found.append({"time": at.isoformat(), "mood": f"{mood:.2f}", "with": who, **extra})
    return found


def kith(*args):
    """Run the command in this process and return code, output and errors."""
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        try:
            code = main(["impact", "score", *map(str, args)])
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


def scored(*args):
    code, out, err = kith(*args, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.slow
def test_the_scores_come_as_json(tmp_path):
    """With the names that the formats page gives them, the same for the same seed."""
    diary = write(tmp_path / "diary.csv", rows())
    told = scored(diary, "--seed", 3)
    assert set(told["log_score"]) == NAMES
    assert told["n"] == 36
    assert told["n_people"] == 1
    assert told["schema"] == 1
    assert told["log_score"]["full"] > told["log_score"]["no_contact"]
    assert told["se_vs_ar1"] == told["vs_ar1"]["full"]["se"] > 0
    assert 0 <= told["coverage90"] <= 1
    assert told["seconds"] > 0
    again = scored(diary, "--seed", 3)
    assert again["log_score"] == told["log_score"]


@pytest.mark.slow
def test_several_people_are_pooled_and_one_can_be_chosen(tmp_path):
    """A column `id` tells them apart; who has too little is counted, not refused."""
    everybody = [*rows(id="a"), *rows(50, id="b"), *rows(9, id="c")]
    diary = write(tmp_path / "diary.csv", everybody)
    told = scored(diary)
    assert (told["n"], told["n_people"]) == (36 + 30, 2)
    assert told["left_out"] == {"too_few_checkins": 1}
    alone = scored(diary, "--id", "b")
    assert (alone["n"], alone["n_people"]) == (30, 1)
    assert kith(diary, "--id", "z")[0] == 2
    assert kith(diary, "--id", "c")[0] == 1


@pytest.mark.long
@pytest.mark.slow
def test_contacts_of_several_people_go_to_whom_they_belong(tmp_path):
    """By their own column `id`; without one it is not guessed."""
    diary = write(tmp_path / "diary.csv", [*rows(id="a"), *rows(50, id="b")])
    met = [{"time": START.isoformat(), "person": "Zed", "minutes": "30"}]
    code, out, err = kith(diary, "--contacts", write(tmp_path / "met.csv", met), "--json")
    assert code == 2
    assert "do not say of whom" in err
    assert json.loads(out)["error"] == "contacts_of_whom"
    met = [{**met[0], "id": "b"}]
    assert scored(diary, "--contacts", write(tmp_path / "met.csv", met))["n_people"] == 2


@pytest.mark.slow
def test_the_table_says_what_the_numbers_are(tmp_path):
    """In words, with every model on a line of its own."""
    code, out, err = kith(write(tmp_path / "diary.csv", rows()))
    assert code == 0
    assert err == ""
    for words in ("the mean so far", "AR(1)", "not told who is there", "nine chances in ten"):
        assert words in out
    assert "{" not in out


def test_the_items_of_a_mood_are_standardised_on_the_first_part(tmp_path):
    """Later answers leave the first 40 % as they are; an answer can ask for the plain scale."""
    from argparse import Namespace

    from kith.cli.impact.reading import read_everybody

    mapping = tmp_path / "map.toml"
    mapping.write_text(
        '[time]\ncolumn = "time"\n[mood]\nplus = ["joy"]\nminus = ["worry"]\n'
        "[items.joy]\nmin = 1\nmax = 7\n[items.worry]\nmin = 1\nmax = 7\n"
    )

    def moods(last, *answers):
        table = [
            {"time": (START + timedelta(days=i)).isoformat(), "joy": 1 + i % 7, "worry": 1 + i % 3}
            for i in range(40)
        ]
        table[-1]["joy"] = last
        file = write(tmp_path / "items.csv", table)
        args = Namespace(
            checkins=file, contacts=None, map=mapping, outcome="mood", covariate=[], tz=None,
            id=None, answer=list(answers), answers=None,
        )  # fmt: skip
        return [
            row.outcomes["mood"] for row in read_everybody(args, standardise="first_40")[0].checkins
        ]

    first = moods(1)[:16]
    assert sum(first) == pytest.approx(0, abs=1e-6)
    assert first == moods(7)[:16]
    plain = moods(1, "standardise=no")
    assert plain[0] == pytest.approx(0.0)
    assert max(map(abs, plain)) <= 1.0


@pytest.mark.parametrize(
    ("table", "code", "words"),
    [
        (rows(2), 1, "35 check-ins"),
        (rows(34), 1, "35 check-ins"),
        ([{**row, "mood": "4"} for row in rows()], 1, "the same in all of the first 40 %"),
        ([{**r, "mood": "4"} for r in rows(30)] + rows(40)[30:], 1, "the same in all of the first"),
        ([{**row, "mood": ""} for row in rows()], 1, "number"),
        ([{"when": "yesterday"}], 4, "neither a table nor an export"),
    ],
)
def test_a_record_that_cannot_be_scored_ends_in_a_sentence(tmp_path, table, code, words):
    """Nothing was changed, and what would help; as JSON too."""
    found, out, err = kith(write(tmp_path / "diary.csv", table), "--json")
    assert found == code
    assert words in err
    assert "Traceback" not in err
    assert json.loads(out)["message"] in err


def test_files_that_are_none_end_in_a_sentence(tmp_path):
    """Missing, empty, of bytes, a folder."""
    (tmp_path / "empty.csv").touch()
    (tmp_path / "bytes.csv").write_bytes(bytes(range(256)) * 40)
    for name in ("missing.csv", "empty.csv", "bytes.csv", "."):
        code, _, err = kith(tmp_path / name)
        assert code == 4, name
        assert err.count("\n") == 1
    assert kith()[0] == 2


def test_a_file_named_score_can_still_be_asked_about(tmp_path, monkeypatch):
    """`kith impact ./score` is a file, `kith impact score` the other command."""
    monkeypatch.chdir(tmp_path)
    write(Path("score"), rows(2))
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as err:
        assert main(["impact", "./score"]) == 1
    assert "too few check-ins" in err.getvalue()


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.data
@pytest.mark.skipif(not (DATA / "csd_kossakowski2017.csv").is_file(), reason="no public records")
def test_the_long_public_record_scores_as_written_down():
    """Company is worth what docs/measured.md says, or more."""
    file, mapping = DATA / "csd_kossakowski2017.csv", ROOT / "examples" / "csd.toml"
    told = scored(file, "--map", mapping)
    assert told["n"] == 884
    assert told["vs_ar1"]["full"]["mean"] > 0.05
    assert told["vs_no_contact"]["mean"] > 0.02
    assert 0.87 < told["coverage90"] < 0.93
