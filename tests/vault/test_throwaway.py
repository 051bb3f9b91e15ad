"""Looking around: a vault that leaves nothing."""

import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from vault_lives import CANARY, CHEAP, PASSPHRASE, fill, rows

from kith import vault
from kith.vault import cipher


def test_looking_around_leaves_nothing_behind(tmp_path: Path):
    """The folder is private while it lasts and gone afterwards."""
    opened = vault.create_throwaway(tmp_path / "kith")
    fill(opened, 20)
    assert len(rows(opened)) == 20
    assert stat.S_IMODE(opened.folder.stat().st_mode) == 0o700
    assert opened.throwaway
    assert not (opened.folder / "vault.json").exists()
    assert all(CANARY.encode() not in p.read_bytes() for p in opened.folder.iterdir())
    vault.discard(opened)
    assert list((tmp_path / "kith").iterdir()) == []
    assert opened.key() == b""


def test_looking_around_does_not_touch_the_vault_beside_it(made: vault.Vault):
    """A throwaway inside the folder of a real vault is another thing altogether."""
    opened = vault.create_throwaway(made.folder)
    fill(opened, 1)
    vault.discard(opened)
    assert vault.unlock(made.folder, PASSPHRASE).key() == made.key()
    with pytest.raises(vault.ThrowawayVault):
        vault.discard(made)
    assert vault.exists(made.folder)


def test_a_throwaway_is_prepared_like_any_other(tmp_path: Path):
    """The sample life gets its tables the usual way, and no passphrase."""
    opened = vault.create_throwaway(tmp_path)

    def first(path: Path, key: bytes) -> None:
        with cipher.opened(path, key) as connection:
            connection.execute("CREATE TABLE entry (note)")

    vault.prepare(opened, first, 1)
    assert rows(opened) == []
    with pytest.raises(vault.ThrowawayVault):
        vault.change_passphrase(opened, "quite a long passphrase", _cost=CHEAP)
    vault.discard(opened)


def test_what_a_crash_left_is_swept_and_what_lives_is_not(tmp_path: Path):
    """Folders of dead processes go at the next start; those in use and foreign ones stay."""
    script = """
        import os, sys, time
        from pathlib import Path
        from kith import vault
        opened = vault.create_throwaway(Path(sys.argv[1]))
        print(opened.folder.name, flush=True)
        time.sleep(60) if sys.argv[2] == "live" else os._exit(9)
    """
    children = []
    for how in ("live", "die"):
        command = [sys.executable, "-c", textwrap.dedent(script), str(tmp_path), how]
        children.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    live, dead = [child.stdout.readline().strip() for child in children]
    children[1].wait()
    mine = vault.create_throwaway(tmp_path)
    (tmp_path / "look-around-notes.txt").write_text("mine")
    (tmp_path / "life").mkdir()
    assert (tmp_path / dead).exists()
    assert vault.sweep_throwaways(tmp_path) == 1
    names = {"life", "look-around-notes.txt", mine.folder.name}
    assert {p.name for p in tmp_path.iterdir()} == names | {live}
    children[0].kill()
    children[0].wait()
    assert vault.sweep_throwaways(tmp_path) == 1
    assert {p.name for p in tmp_path.iterdir()} == names
    vault.discard(mine)
    for child in children:
        child.stdout.close()


def test_a_link_named_like_a_throwaway_is_not_followed(tmp_path: Path):
    """Sweeping removes folders of ours, never what a link points to."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "alive").write_text("")
    (tmp_path / "precious" / "words.txt").write_text("words")
    (tmp_path / "kith").mkdir()
    (tmp_path / "kith" / "look-around-x").symlink_to(tmp_path / "precious")
    assert vault.sweep_throwaways(tmp_path / "kith") == 0
    assert (tmp_path / "precious" / "words.txt").read_text() == "words"


def test_a_sweep_of_a_place_that_is_not_there_does_nothing(tmp_path: Path):
    """The first start has nothing to sweep and makes no folder."""
    assert vault.sweep_throwaways(tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()


def test_a_process_that_held_a_key_leaves_no_core_behind():
    """Core dumps are off, and other processes of the same user may not look inside."""
    script = """
        import ctypes, resource
        from kith import vault
        print(sorted(vault.harden()), resource.getrlimit(resource.RLIMIT_CORE),
              ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if sys.platform == "linux":
        assert out.strip() == "['core_dumps_off', 'not_dumpable'] (0, 0) 0"


def test_opening_ones_own_vault_sweeps_what_looking_around_left(made: vault.Vault):
    """A sample life that a crash left inside the vault's folder goes when the vault is opened."""
    remains = made.folder / "look-around-0123456789abcdef"
    remains.mkdir()
    (remains / "alive").write_text("")
    (remains / "vault.db").write_text("unreadable")
    vault.prepare(made, lambda *_: None, 1)
    assert not remains.exists()
