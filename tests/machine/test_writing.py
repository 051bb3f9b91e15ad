"""A small file is there whole or not at all, and nothing half written stays beside it."""

import errno
import os
from pathlib import Path

import pytest

from kith.machine import writing


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["open", "write", "fsync", "replace"])
def test_a_full_disk_leaves_the_file_of_before_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """At whichever step it says no."""
    kept = tmp_path / "kept"
    writing.write_atomically(kept, b"before")
    monkeypatch.setattr(*((Path, step) if step == "replace" else (os, step)), full)
    with pytest.raises(OSError, match="No space"):
        writing.write_atomically(kept, b"after")
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert kept.read_bytes() == b"before"


def test_a_new_file_is_its_owners_alone_and_takes_nobodys_place(tmp_path: Path) -> None:
    """What stands there already stays as it is."""
    writing.write_new(tmp_path / "new", b"words")
    with pytest.raises(FileExistsError):
        writing.write_new(tmp_path / "new", b"other")
    assert (tmp_path / "new").read_bytes() == b"words"
    assert (tmp_path / "new").stat().st_mode & 0o777 == writing.PRIVATE_FILE


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system may write less than it was given."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    writing.write_atomically(tmp_path / "kept", b"all of these words")
    assert (tmp_path / "kept").read_bytes() == b"all of these words"


def test_what_a_crash_left_goes_and_other_files_stay(tmp_path: Path) -> None:
    """Only halves of the file itself."""
    for name in ("place.json", "place.json.00ff.tmp", "vault.json.00ff.tmp"):
        (tmp_path / name).touch()
    writing.take_halves_away(tmp_path / "place.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["place.json", "vault.json.00ff.tmp"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EROFS, "not_writable"),
        (errno.EACCES, "not_writable"),
        (errno.EIO, "storage_failed"),
        (errno.EFBIG, "storage_failed"),
    ],
)
def test_what_the_disk_said_has_a_code(number: int, code: str) -> None:
    """The codes that the sentences are kept under."""
    assert writing.problem(OSError(number, "")) == code
