"""A disk that takes no more, in a terminal: what happened, that nothing was lost, what to do."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from running_kith import PASSPHRASE, command, held, made, python

LIMIT = 1_500_000  # bytes that one file may have
NOTE = """
import argparse, sys
from kith.cli.opened import opened
with opened(argparse.Namespace(vault=sys.argv[1], passphrase_stdin=True)):
    from kith.web.shell import phrase, space
    phrase.mark(space.the_space(), kept=sys.argv[2] == "True")
"""


def diary(folder: Path, rows: int) -> Path:
    """Write a tidy diary of so many rows."""
    lines = (
        f"{2000 + i // 8000}-01-01T00:00,{i % 5 - 2},Ana,note number {i} {'x' * 1500}"
        for i in range(rows)
    )
    file = folder / "diary.csv"
    file.write_text("time,mood,with,note\n" + "\n".join(lines) + "\n")
    return file


def noted(folder: Path, *, kept: bool) -> None:
    """Say of a vault whether its phrase was kept, as the page does."""
    python("-c", NOTE, folder, kept, said=PASSPHRASE + "\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault with its tables and nothing in them."""
    made(tmp_path / "life")
    noted(tmp_path / "life", kept=False)
    return tmp_path / "life"


@pytest.fixture
def read_only(folder: Path) -> Iterator[Path]:
    """The same vault, its database not to be written to: by a mount where we may, else by mode."""
    database = folder / "vault.db"
    if os.geteuid() == 0:
        mounts = [["--bind", database, database], ["-o", "remount,bind,ro", database]]
        done = [subprocess.run(["mount", *map(str, one)], check=False) for one in mounts]
        if any(one.returncode for one in done):
            pytest.skip("needs the right to mount, or another user than root")
    else:
        database.chmod(0o400)
    yield folder
    if os.geteuid() == 0:
        subprocess.run(["umount", str(database)], check=True)
    else:
        database.chmod(0o600)


def brought(folder: Path, file: Path, **how):
    return command(
        "import",
        file,
        "--vault",
        folder,
        "--passphrase-stdin",
        "--tz",
        "UTC",
        "--answer",
        "mood_scale=-2..2",
        **how,
    )


def limited() -> None:
    """Let no file of this process grow beyond the limit, as a quota or a small stick would."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


def test_an_import_that_the_disk_does_not_take_is_taken_back(folder: Path, tmp_path: Path):
    """The sentence is true of a limit as of a bad disk, and the same file can come in later."""
    said = brought(folder, diary(tmp_path, 3_000), preexec_fn=limited)
    assert (said.returncode, said.stdout) == (1, "")
    assert "The disk did not take all of the import" in said.stderr
    assert "Nothing was lost." in said.stderr
    assert "You could free some space or check the disk" in said.stderr
    assert held(folder)["CheckIn"] == 0
    assert brought(folder, diary(tmp_path, 10)).returncode == 0
    assert held(folder)["CheckIn"] == 10


def test_an_import_into_a_vault_that_may_not_be_written_says_so(read_only: Path, tmp_path: Path):
    """Not called a broken file: the file of the person is sound."""
    said = brought(read_only, diary(tmp_path, 10))
    assert (said.returncode, said.stdout) == (1, "")
    assert "Kith may not write in its own folder now, so nothing came in." in said.stderr
    assert "You could allow writing there" in said.stderr


def test_a_check_in_that_may_not_be_written_says_so(read_only: Path):
    """The terminal prints a sentence, never a traceback, and does not say Saved."""
    said = command(
        "checkin", "--vault", read_only, "--passphrase-stdin", said=f"{PASSPHRASE}\nlow\n\n\n"
    )
    assert said.returncode == 4
    assert "Saved" not in said.stdout
    assert "Kith may not read or write in this place. Nothing was changed." in said.stderr


def test_a_backup_says_when_nobody_has_its_phrase(folder: Path, tmp_path: Path):
    """Until the phrase is said to be kept, a backup is made with a warning; afterwards without."""
    words = ("--vault", folder, "--passphrase-stdin")
    said = command("backup", tmp_path / "first.age", *words)
    assert said.returncode == 0
    assert "only its twelve words open a backup" in said.stderr
    noted(folder, kept=True)
    said = command("backup", tmp_path / "second.age", *words)
    assert said.returncode == 0
    assert "twelve words" not in said.stderr  # where the folder is emptied, that is still said
