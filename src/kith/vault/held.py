"""Who holds what: one process at a time for the vault's file, and folders that die with theirs.

Both rest on advisory locks that the system lets go when a process ends, however it ends.
"""

import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kith.vault.errors import VaultBusy, disk_errors
from kith.vault.files import PRIVATE_FILE, PRIVATE_FOLDER

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


WORK = ".work-"
LOOK_AROUND = "look-around-"
_ALIVE = "alive"
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}  # what the systems say of a lock taken
_YOUNG = 60.0  # seconds in which a folder without its lock may still be in the making


def _lock(path: Path, *, unlocked_too: bool = True) -> int | None:
    """Give the descriptor that holds the lock on `path`, or None where another holds it.

    A file system that knows no locks cannot keep others out: there the descriptor is given without
    one, unless `unlocked_too` is False.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags, PRIVATE_FILE)
    try:
        _take(descriptor)
    except OSError as error:
        if error.errno in _HELD or not unlocked_too:
            os.close(descriptor)
            return None
    return descriptor


@contextmanager
def turn(folder: Path, *, wait: float = 20.0) -> Iterator[None]:
    """Hold the vault in `folder` alone; wait for whoever has it, then raise `VaultBusy`."""
    with disk_errors():
        until = time.monotonic() + wait
        while (descriptor := _lock(folder / "vault.lock")) is None:
            if time.monotonic() > until:
                raise VaultBusy
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(descriptor)


def claim_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    """Make a private folder that `sweep` leaves alone while this process lives.

    Gives the folder and the descriptor that holds it; closing the descriptor lets it go.
    """
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(8)}"
        folder.mkdir(mode=PRIVATE_FOLDER)
        folder.chmod(PRIVATE_FOLDER)
        with suppress(OSError):  # a sweep between the two lines may take the folder: make another
            descriptor = _lock(folder / _ALIVE)
            if descriptor is None:
                continue
            if (folder / _ALIVE).exists():
                return folder, descriptor
            os.close(descriptor)


@contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """Give a private folder for half-done files, on the vault's disk; gone afterwards."""
    folder, descriptor = claim_folder(parent, WORK)
    try:
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)


def sweep(parent: Path, prefix: str) -> int:
    """Remove the claimed folders whose process is gone; give how many."""
    removed = 0
    for folder in parent.glob(f"{prefix}*"):
        if folder.is_dir() and not folder.is_symlink() and _dead(folder):
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _dead(folder: Path) -> bool:
    """Tell whether nobody holds the folder any more."""
    try:
        if not (folder / _ALIVE).exists():
            return time.time() - folder.stat().st_mtime > _YOUNG
        descriptor = _lock(folder / _ALIVE, unlocked_too=False)  # unknown is not dead
    except OSError:
        return False
    if descriptor is None:
        return False
    os.close(descriptor)
    return True
