"""`kith forget`: a list first, then only what Kith made; what I wrote stays unless I say so twice."""

import json
import sys
from pathlib import Path

import installed
import kithed
import pytest
import running_kith
from running_kith import ENVIRONMENT, PASSPHRASE, SOURCE, command, made

from kith import vault
from kith.web.door import opencopy, place

OPEN = opencopy.OpenCopy("2026-03-01", (("ask", "People", ("Ana",)),))


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory):
    """A Python that runs Kith from no checkout: the one under test would be taken away."""
    return installed.environment(tmp_path_factory.mktemp("elsewhere") / "env", SOURCE)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch, elsewhere):
    """A home of its own, so that nothing of this machine is found."""
    for name in ("HOME", "TMPDIR", "XDG_DATA_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setitem(ENVIRONMENT, name, str(tmp_path / name))
    monkeypatch.setattr(running_kith, "PYTHON", str(elsewhere))
    yield tmp_path / "HOME"
    assert Path(sys.prefix).is_dir(), "the environment of the tests is gone"


@pytest.fixture
def folder(tmp_path):
    """A vault with an open copy, a leftover, a place, and a file that Kith did not make."""
    folder = tmp_path / "vault"
    made(folder)
    place.prepare(folder)
    opencopy.write(folder, OPEN)
    (folder / "vault.json.00ff.tmp").touch()
    (folder / "letter.txt").write_text("mine")
    return folder


def forget(folder, *words, said=""):
    return command("forget", "--vault", folder, *words, said=said)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


KEPT = ["letter.txt", "place.json", "vault.db", "vault.json", "vault.lock"]


def test_the_dry_run_lists_and_changes_nothing(folder):
    """What would go, what stays, what is beyond reach; as text and as JSON."""
    before = names(folder)
    told = forget(folder, "--dry-run")
    assert told.returncode == 0
    for part in ("kith.open.json", "vault.json.00ff.tmp", "What stays:", "Nothing was removed."):
        assert part in told.stdout
    assert "letter.txt" not in told.stdout
    data = json.loads(forget(folder, "--dry-run", "--json").stdout)
    assert {row["code"] for row in data["would_remove"]} == {"open_copy", "half_done"}
    assert {row["code"] for row in data["only_with_vault"]} == {"vault", "place"}
    assert data["schema"] == 1
    assert all(row["how"] for row in data["cannot_reach"])
    assert names(folder) == before


@pytest.mark.parametrize("answer", ["", "no", "y", "yes please"])
def test_without_a_yes_nothing_is_removed(folder, answer):
    """Enter is enough to leave all as it is; the list came before the question."""
    before = names(folder)
    told = forget(folder, said=answer)
    assert told.returncode == 3
    assert "kith.open.json" in told.stderr
    assert names(folder) == before


def test_a_yes_may_be_said_in_spanish(folder):
    """The question asks for it in the language that Kith speaks."""
    assert forget(folder, said="Sí\n").returncode == 0


def test_what_i_wrote_stays_unless_i_ask(folder):
    """Yes to the list, Enter at the vault: it opens afterwards as before."""
    told = forget(folder, said="yes\n")
    assert told.returncode == 0, told.stderr
    assert names(folder) == KEPT
    assert vault.unlock(folder, PASSPHRASE)
    assert "vault.db" in told.stdout


def test_a_script_may_leave_out_the_question_and_still_keeps_the_vault(folder):
    """--yes is about the list only."""
    told = forget(folder, "--yes", "--json")
    data = json.loads(told.stdout)
    assert told.returncode == 0
    assert data["vault_deleted"] is False
    assert {row["code"] for row in data["stays"]} == {"vault", "place"}
    assert names(folder) == KEPT


def test_with_word_and_passphrase_everything_i_wrote_goes(folder):
    """And what Kith did not make is still there."""
    told = forget(folder, "--passphrase-stdin", said=f"yes\ndelete\n{PASSPHRASE}")
    assert told.returncode == 0, told.stderr
    assert "Your vault is deleted." in told.stdout
    assert names(folder) == ["letter.txt"]
    (folder / "letter.txt").unlink()
    assert forget(folder).returncode == 1


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (f"no\n{PASSPHRASE}", 3),
        (f"\n{PASSPHRASE}", 3),
        ("delete\nnot the passphrase at all", 4),
        ("delete\n", 4),
    ],
)
def test_without_the_word_or_the_passphrase_nothing_at_all_is_removed(folder, said, code):
    """Not even the list: whoever meant something else starts anew."""
    before = names(folder)
    told = forget(folder, "--yes", "--delete-vault", "--passphrase-stdin", said=said)
    assert told.returncode == code
    assert "Nothing was" in told.stderr
    assert PASSPHRASE not in told.stdout + told.stderr
    assert names(folder) == before


def test_while_kith_runs_nothing_is_removed(folder, monkeypatch, elsewhere):
    """Open or locked: a sentence that says how to close it."""
    monkeypatch.setattr(kithed, "ENVIRONMENT", ENVIRONMENT)
    words = [str(elsewhere), "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(words, folder):
        before = names(folder)
        told = forget(folder, "--yes", "--delete-vault", "--passphrase-stdin", said="delete")
        assert told.returncode == 4
        assert "Kith is running" in told.stderr
        assert "Kith is running" in forget(folder, "--dry-run").stdout
        assert names(folder) == before
    assert forget(folder, "--yes").returncode == 0


def test_a_folder_where_kith_only_looked_around_is_left_as_it_was(tmp_path):
    """No vault was made: the note beside it goes, and the folder when it is empty."""
    folder = tmp_path / "vault"
    place.prepare(folder)
    told = forget(folder, "--yes")
    assert told.returncode == 0, told.stderr
    assert not folder.exists()


def test_where_nothing_is_it_says_so(tmp_path):
    """Exit code 1, and no folder is made by looking."""
    told = forget(tmp_path / "nowhere")
    assert (told.returncode, told.stdout) == (1, "Nothing that Kith made is here.\n")
    assert json.loads(forget(tmp_path / "nowhere", "--json").stdout)["removed"] == []
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_vault_is_not_deleted_blindly(folder):
    """It can not be opened, so it stays; the sentence names the folder to delete by hand."""
    (folder / "vault.json").write_bytes(b"{}")
    before = names(folder)
    told = forget(folder, "--yes", "--delete-vault", "--passphrase-stdin", said="delete\nx")
    assert told.returncode == 4
    assert str(folder) in told.stderr
    assert names(folder) == before


KEEP = """
import argparse, sys
from kith.cli.opened import opened
with opened(argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)):
    from kith.web.keep.models import Rotation
    from kith.web.shell.space import the_space
    Rotation.objects.create(
        space=the_space(), folder="/media/stick \\x1b[31m", every_days=7, keep=3, months=2
    )
"""


def test_where_backups_lie_is_named_to_whoever_opens_the_vault(folder):
    """The list is sealed: without the passphrase the way to see it, with it the folders; both before it goes."""
    running_kith.python("-c", KEEP, folder, said=PASSPHRASE + "\n")
    for told in (forget(folder, "--dry-run").stdout, forget(folder, said="yes\n").stdout):
        assert "/media/stick" not in told
        assert "kith forget --backups" in told
    shut = forget(folder, "--backups", "--passphrase-stdin", said="not the passphrase at all")
    assert (shut.returncode, shut.stdout) == (4, "")
    seen = forget(folder, "--backups", "--passphrase-stdin", said=PASSPHRASE)
    assert seen.returncode == 0, seen.stderr
    assert "/media/stick" in seen.stdout
    assert "\x1b" not in seen.stdout
    assert names(folder) == KEPT
    said = f"delete\n{PASSPHRASE}"
    told = forget(folder, "--yes", "--delete-vault", "--passphrase-stdin", "--json", said=said)
    assert json.loads(told.stdout)["backup_folders"] == ["/media/stick \x1b[31m"]
    assert "/media/stick" in told.stderr  # before it went
    assert names(folder) == ["letter.txt"]
