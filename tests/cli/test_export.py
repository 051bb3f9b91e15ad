"""`kith export` in a terminal: asked for the passphrase, never over anything, and back again."""

import json
import stat
import subprocess
import sys

import pytest
from running_kith import PASSPHRASE, command, held, made

TIDY = "time,mood,with\n2026-01-02T10:00Z,6,Amara;Dad\n2026-01-02T15:00Z,4,\n"


@pytest.fixture
def folder(tmp_path):
    made(tmp_path / "vault")
    diary = tmp_path / "diary.csv"
    diary.write_text(TIDY)
    words = ("import", diary, "--answer", "mood_scale=1..10", "--vault", tmp_path / "vault")
    assert command(*words, "--passphrase-stdin").returncode == 0
    return tmp_path / "vault"


def export(folder, *words, **how):
    return command("export", *words, "--vault", folder, "--passphrase-stdin", **how)


def test_a_folder_for_my_eyes_only_that_comes_back(folder, tmp_path):
    """Private files, told as not encrypted; into a new vault they come back, once."""
    told = export(folder, tmp_path / "out")
    assert told.returncode == 0, told.stderr
    assert "not encrypted" in told.stdout
    assert "a backup holds them" in told.stdout
    for path in [tmp_path / "out", *(tmp_path / "out").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    made(tmp_path / "second")
    words = ("import", tmp_path / "out" / "data.json", "--vault", tmp_path / "second")
    looked = command(*words, "--dry-run", "--json", said="")
    assert json.loads(looked.stdout)["format"] == "kith"
    assert json.loads(looked.stdout)["people"] == 2
    for _ in range(2):
        assert command(*words, "--passphrase-stdin").returncode == 0
    counted = held(tmp_path / "second")
    assert (counted["CheckIn"], counted["Person"]) == (2, 2)
    back = command("import", "--undo", "2", "--vault", tmp_path / "second", "--passphrase-stdin")
    assert back.returncode == 0


def test_one_zip_and_what_is_in_it_as_json(folder, tmp_path):
    """The list names every file and counts every table; the zip is private and comes back."""
    told = export(folder, tmp_path / "x.zip", "--json")
    said = json.loads(told.stdout)
    assert (said["format"], said["schema"], said["with_plan"]) == ("kith", 1, False)
    assert {"data.json", "README.txt"} <= {file["name"] for file in said["files"]}
    assert said["rows"]["check_ins"] == 2
    assert stat.S_IMODE((tmp_path / "x.zip").stat().st_mode) == 0o600
    again = command("import", tmp_path / "x.zip", "--vault", folder, "--passphrase-stdin", "--json")
    assert json.loads(again.stdout)["stored"]["already_here"] == 2
    assert held(folder)["CheckIn"] == 2


@pytest.mark.parametrize("name", ["here", "here.zip"])
def test_nothing_is_written_over(folder, tmp_path, name):
    """Whatever bears the name stays as it is, even an empty folder or a link to nowhere."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here.zip").symlink_to(tmp_path / "nowhere")
    told = export(folder, tmp_path / name, said="")
    assert told.returncode == 2
    assert "left as it is" in told.stderr
    assert not (tmp_path / "nowhere").exists()
    assert not list((tmp_path / "here").iterdir())


def test_the_plan_is_asked_for_twice(folder, tmp_path):
    """Once is a slip; twice is meant, and is told."""
    once = export(folder, tmp_path / "one", "--with-plan", said="")
    assert (once.returncode, (tmp_path / "one").exists()) == (2, False)
    assert "twice" in once.stderr
    twice = export(folder, tmp_path / "two", "--with-plan", "--with-plan")
    assert "Your plan, your safety notes and your care settings are in them" in twice.stdout


def test_a_wrong_passphrase_and_a_place_that_is_not_there(folder, tmp_path):
    """Exit code 4, a sentence, and nothing half written."""
    wrong = export(folder, tmp_path / "out", said="a wrong canary passphrase")
    assert (wrong.returncode, (tmp_path / "out").exists()) == (4, False)
    assert "canary" not in wrong.stdout + wrong.stderr
    nowhere = export(folder, tmp_path / "no" / "out")
    assert nowhere.returncode == 4
    assert "nothing in your vault was changed" in nowhere.stderr


LOCK_THE_PLAN = """
import argparse, sys
from kith import vault
from kith.cli.opened import opened
from kith.vault import compartment
from kith.vault.derive import Cost
compartment.RECOVERY = Cost(1, 8192)
with opened(argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)) as made:
    from django.utils import timezone
    from kith.web.plan import second, versions
    from kith.web.shell.space import the_space
    phrase = vault.new_phrase(made, sys.argv[2])
    versions.keep(the_space(), "alone", versions.Said(text="PLANWORDS"), timezone.now())
    locks = vault.make_compartment(made, sys.argv[3], phrase, cost=Cost(1, 8192))
    second.switch_on(the_space(), *locks)
"""


def test_a_plan_with_a_second_passphrase_leaves_locked_or_by_that_passphrase(folder, tmp_path):
    """Asked for twice it comes locked; with the second passphrase it comes readable."""
    second = "an owl above the frozen pond"
    done = subprocess.run(
        [sys.executable, "-c", LOCK_THE_PLAN, str(folder), PASSPHRASE, second],
        input=PASSPHRASE + "\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    twice = ("--with-plan", "--with-plan")
    locked = export(folder, tmp_path / "locked", *twice)
    assert "locked by your second passphrase" in locked.stdout
    data = (tmp_path / "locked" / "data.json").read_text()
    assert "PLANWORDS" not in data
    assert len(json.loads(data)["tables"]["sealed"]) == 1
    for given, code in ((f"{PASSPHRASE}\nwrong, but long enough\n", 4), (PASSPHRASE + "\n", 4)):
        told = export(folder, tmp_path / "no", *twice, "--second-passphrase", said=given)
        assert told.returncode in {code, 5}, told.stderr
        assert not (tmp_path / "no").exists()
    given = f"{PASSPHRASE}\n{second}\n"
    told = export(folder, tmp_path / "open", *twice, "--second-passphrase", said=given)
    assert told.returncode == 0, told.stderr
    assert "PLANWORDS" in (tmp_path / "open" / "data.json").read_text()
    assert export(folder, tmp_path / "x", "--second-passphrase").returncode == 2
