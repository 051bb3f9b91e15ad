"""`kith practices` lists, `kith practice try` says what is wrong with a file, file, line and remedy."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest
import running_kith

from kith import cli, practices
from kith.cli import practice_words
from kith.practices import article
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


def test_every_part_of_the_article_has_its_command(capsys):
    """A practice, or a room that is asked in the terminal; each command is one that there is."""
    assert cli.main(["practices", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    ids = {one["id"] for one in found["practices"]}
    rows = found["article"]
    assert [row["id"] for row in rows] == [part.id for part in article.parts()]
    assert len(rows) == 64
    for row in rows:
        program, *words = row["command"].split()
        assert program == "kith"
        name = words.pop(0)
        if name != "export":  # it asks where to
            assert cli.parser_of(name).parse_args(words)
        assert name in cli.COMMANDS
        if name == "practice":
            assert words[-1] in ids
    assert cli.main(["practices"]) == 0
    said = capsys.readouterr().out
    assert all(f"{row['id']:<5}  {row['command']}" in said for row in rows)


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


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("[end]", "[endd]", "[endd] → [end]: "),
        ("[[step.field]]", "[[step.feild]]", "[[step.feild]] → [[step.field]]: "),
        ("article = ", "articles = ", "articles → article: "),
        ("minutes = ", "minuts = ", "minuts → minutes: "),
    ],
)
def test_a_slip_of_the_pen_is_named_with_what_was_meant(tmp_path, capsys, right, wrong, named):
    """On its line; and it is not said as well that what was meant is missing."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    mine.write_text(text.replace(right, wrong, 1))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    said = capsys.readouterr().out.splitlines()
    at = next(n for n, line in enumerate(mine.read_text().splitlines(), 1) if wrong in line)
    assert any(line.startswith(f"mine.toml:{at}: {named}") for line in said)
    assert not any("missing" in line for line in said)


def test_a_heading_that_its_own_is_missing_for_is_told_where_it_stands(tmp_path, capsys):
    """The first [[step]] is misspelt: TOML stumbles over the second; what is wrong is above the first field."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    mine.write_text(text.replace("[[step]]", "[[stepp]]", 1))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    at = mine.read_text().splitlines().index("[[step.field]]") + 1
    said = capsys.readouterr().out
    assert said.startswith(f"mine.toml:{at}: This heading belongs to one ")
    assert "further down: [[step]]" in said
    mine.write_text(text.replace("[[step]]", "[[stepp]]"))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    assert "[[stepp]] → [[step]]" in capsys.readouterr().out


def test_what_is_missing_of_a_table_that_is_not_there_names_the_table(tmp_path, capsys):
    """No heading [end] stands there, only what is made at the end."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    begin, _, end = text.partition("\n[end]\n")
    mine.write_text(begin + "\n[[end." + end.partition("[[end.")[2])
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    assert "mine.toml:1: [end] title is missing." in capsys.readouterr().out


def test_a_file_that_is_not_called_as_its_id_is_told_so(tmp_path, capsys):
    """As it would be where it stands beside others, with the line of the id."""
    mine = tmp_path / "other.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    mine.write_text("# My own.\n" + text)
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    assert capsys.readouterr().out.startswith("other.toml:2: The id mine and the name of the file")


def test_words_that_kith_would_not_say_are_said_with_their_line(tmp_path, capsys):
    """By the rules of Kith's own texts; the file is gone through all the same."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    lines = text.splitlines()
    why = next(n for n, line in enumerate(lines) if line.startswith("why = "))
    lines[why] = 'why = "You will be cured. Kill yourself."'
    option = lines.index("[step.field.options]") + 1
    lines[option] = lines[option].partition("=")[0] + '= "You should tell them!"'
    mine.write_text("\n".join(lines))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    said = capsys.readouterr().out.splitlines()
    assert f"mine.toml:{why + 1}: “cured” promises an effect" in said[0]
    assert f"mine.toml:{why + 1}: “Kill yourself” names a way to do harm" in said[1]
    assert f"mine.toml:{option + 1}: “You should” tells somebody what to do" in said[2]
    assert f"mine.toml:{option + 1}: “m!” shouts" in said[3]
    assert "mine.toml holds together" in said[4]


def test_words_that_are_hard_to_read_are_said(tmp_path, capsys):
    """With the grade; words in another language are not measured."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    hard = "Notwithstanding considerable methodological heterogeneity, interpersonal determinants"
    hard += " demonstrably influence psychological recuperation of individuals. "
    mine.write_text(text.replace('why = "', f'why = "{hard * 9}'))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    assert "mine.toml:1: The words of this file read at grade" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_the_practices_of_kith_keep_these_rules(path):
    """What is asked of others is kept here."""
    assert practice_words.word_lines(path) == []


def in_a_process(*words):
    """Run `kith practice` as a person does: nothing is set up before."""
    env = {k: v for k, v in running_kith.ENVIRONMENT.items() if k != "DJANGO_SETTINGS_MODULE"}
    words = [sys.executable, "-m", "kith", "practice", *map(str, words)]
    return subprocess.run(words, capture_output=True, text=True, env=env, input="", check=False)


def test_a_file_is_tried_where_nothing_else_is_set_up(tmp_path):
    """In a process of its own, without a vault and without a setting."""
    good = in_a_process("try", FOLDER / "intention.toml", "--check")
    assert (good.returncode, good.stderr) == (0, "")
    assert "holds together" in good.stdout
    gone = in_a_process("try", FOLDER / "intention.toml")
    assert (gone.returncode, gone.stderr) == (0, "")
    assert "Nothing was kept." in gone.stdout
    empty = tmp_path / "empty.toml"
    empty.write_text("")
    bad = in_a_process("try", empty, "--check")
    assert (bad.returncode, bad.stderr) == (5, "")
    assert all(line.startswith("empty.toml:1: ") for line in bad.stdout.splitlines())


def test_a_file_of_ones_own_is_held_against_the_practices_of_kith(tmp_path, capsys):
    """It can lead to one of them, and to no other."""
    mine = tmp_path / "mine.toml"
    text = (FOLDER / "intention.toml").read_text().replace('id = "intention"', 'id = "mine"')
    leads = '\n[[end.creates]]\nkind = "practice"\nlabel = "On"\npractice = "{}"\n'
    mine.write_text(text + leads.format("compass"))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 0
    mine.write_text(text + leads.format("no_such_thing"))
    assert cli.main(["practice", "try", str(mine), "--check"]) == 5
    assert "no_such_thing" in capsys.readouterr().out


@pytest.mark.parametrize("action", [["try", "nowhere.toml"], ["run", "no_such_practice"]])
def test_what_is_not_there_is_a_sentence(action, capsys):
    """Exit 2, and nothing is asked."""
    assert cli.main(["practice", *action]) == 2
    assert "Nothing was changed." in capsys.readouterr().err


def until(child, text):
    """Read what a child says up to a text; give up after a minute."""
    told, late = "", threading.Timer(60, child.kill)
    late.start()
    while text not in told:
        one = child.stdout.read(1)
        assert one, told
        told += one
    late.cancel()
    return told


@pytest.mark.parametrize("ends", [signal.SIGKILL, signal.SIGINT])
def test_a_killed_terminal_has_kept_every_answer(tmp_path, ends):
    """Two answers of one step, then the process is gone: both stand there when it is asked on."""
    folder = tmp_path / "life"
    running_kith.made(folder)
    words = ("-m", "kith", "practice", "run", "set_back_debrief", "--vault", folder)
    child = running_kith.begun(*words, "--passphrase-stdin")
    child.stdin.write(f"{running_kith.PASSPHRASE}\n5\nI stayed in bed.\nI rang Ines.\n")
    child.stdin.flush()
    step = practices.library().practices["set_back_debrief"].steps[1]
    until(child, step.fields[2].ask)
    os.kill(child.pid, ends)
    child.communicate()
    again = running_kith.python(*words, "--passphrase-stdin", said=f"{running_kith.PASSPHRASE}\n\n")
    assert "So far: I stayed in bed." in again.stdout
