"""Deleting a vault: all of it goes, nothing of anybody else, and a kill in the middle is no trap."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from vault_lives import CHEAP, PASSPHRASE, PHRASE

from kith import vault
from kith.vault import cipher, held

STEPS = """
import os, sys
from pathlib import Path
from kith import vault
left = int(sys.argv[2])
def counted(event, args):
    global left
    if event in ("os.remove", "os.rename", "shutil.rmtree") and str(args[0]).startswith(sys.argv[1]):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)
opened = vault.unlock(Path(sys.argv[1]), sys.argv[3])
sys.addaudithook(counted)
vault.delete(opened)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_everything_that_was_the_vault_is_gone(folder, made):
    """Also the file from before a migration, and what a kill left beside it."""
    (folder / "vault.db.before-3").write_bytes(b"old")
    (folder / "vault.json.00ff.tmp").write_bytes(b"half")
    work, claim = held.claim_folder(folder, held.WORK)
    os.close(claim)
    (work / "copy.db").write_bytes(b"half")
    vault.delete(made)
    assert names(folder) == []
    assert not vault.exists(folder)


def test_files_of_mine_in_the_same_folder_are_left_alone(folder, made):
    """Whatever Kith did not make stays, also with a name that looks like one of Kith's."""
    mine = ["backup.age", "letter.txt", "vault.notes.txt", "vault.db.copy"]
    for name in mine:
        (folder / name).write_text("mine")
    vault.delete(made)
    assert names(folder) == sorted(mine)


def test_a_vault_that_is_in_use_is_not_deleted(folder, made):
    """Another process has it open: a sentence, and everything is still there."""
    before = names(folder)
    other = cipher.connect(made.database, made.key())
    other.execute("SELECT count(*) FROM sqlite_master").fetchall()
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM sqlite_master").fetchall()
    with pytest.raises(vault.VaultBusy):
        vault.delete(made)
    other.close()
    assert set(before) <= set(names(folder))
    assert vault.unlock(folder, PASSPHRASE).key() == made.key()


def test_a_look_around_is_not_deleted_this_way(tmp_path):
    """It goes by itself on leaving."""
    opened = vault.create_throwaway(tmp_path)
    with pytest.raises(vault.ThrowawayVault):
        vault.delete(opened)
    vault.discard(opened)


def test_a_kill_at_any_step_leaves_a_vault_that_opens_or_remains_that_can_be_cleared(tmp_path):
    """Killed at each removal in turn: never a vault that can neither be opened nor deleted."""
    killed = 0
    for step in range(20):
        folder = tmp_path / str(step)
        vault.create(folder, PASSPHRASE, _cost=CHEAP, _phrase=lambda: PHRASE)
        (folder / "vault.db.before-3").write_bytes(b"old")
        done = subprocess.run(
            [sys.executable, "-c", STEPS, str(folder), str(step), PASSPHRASE], check=False
        )
        if vault.exists(folder):
            vault.delete(vault.unlock(folder, PASSPHRASE))
        else:
            vault.clear_leftovers(folder)
        assert names(folder) == [], step
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        killed += 1
    assert killed >= 4
    assert done.returncode == 0


def test_what_is_half_done_is_named_before_it_is_cleared(folder, made):
    """Looking changes nothing; what a living process holds is not named."""
    dead, claim = held.claim_folder(folder, held.LOOK_AROUND)
    os.close(claim)
    alive, kept = held.claim_folder(folder, held.WORK)
    assert vault.leftovers(folder) == (dead,)
    assert dead.exists()
    vault.clear_leftovers(folder)
    assert not dead.exists()
    assert alive.exists()
    os.close(kept)
    assert vault.unlock(folder, PASSPHRASE).key() == made.key()
