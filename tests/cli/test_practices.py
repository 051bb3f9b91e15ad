"""`kith practices` lists, `kith practice try` says what is wrong with a file, file, line and remedy."""

import json

import pytest

from kith import cli
from kith.practices.loading import FOLDER


def test_every_practice_is_listed_with_what_it_serves(capsys):
    """One document for programs, a line each for people."""
    assert cli.main(["practices", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["schema"] == 1
    assert {one["id"] for one in found["practices"]} == {p.stem for p in FOLDER.glob("*.toml")}
    assert all(one["article"] for one in found["practices"])
    assert cli.main(["practices"]) == 0
    assert "Before I speak (CS2)" in capsys.readouterr().out


def test_a_good_file_is_gone_through(tmp_path, capsys, monkeypatch):
    """Without a vault, and nothing is kept."""
    monkeypatch.setattr("builtins.input", lambda _: "")
    assert cli.main(["practice", "try", str(FOLDER / "intention.toml")]) == 0
    said = capsys.readouterr().out
    assert "holds together" in said
    assert "Nothing was kept." in said


def test_a_wrong_file_says_where_and_what_could_be_done(tmp_path, capsys):
    """File, line, remedy; exit 5."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text()
    mine.write_text(
        text.replace('kind = "scale"', 'kind = "scales"').replace('"intention"', '"mine"')
    )
    assert cli.main(["practice", "try", str(mine)]) == 5
    lines = capsys.readouterr().out.splitlines()
    at = mine.read_text().splitlines().index('kind = "scales"') + 1
    assert any(line.startswith(f"mine.toml:{at}: ") and "scale" in line for line in lines)


@pytest.mark.parametrize("action", [["try", "nowhere.toml"], ["run", "no_such_practice"]])
def test_what_is_not_there_is_a_sentence(action, capsys):
    """Exit 2, and nothing is asked."""
    assert cli.main(["practice", *action]) == 2
    assert "Nothing was changed." in capsys.readouterr().err
