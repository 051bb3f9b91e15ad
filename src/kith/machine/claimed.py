"""Folders that die with their process: each holds a lock that the system lets go at its end.

The lock is advisory and goes however the process ends. The vault claims such folders; the door,
which may not know the vault, takes away those that nobody holds any more.
"""

import errno
import os
import shutil
import sys
import time
from pathlib import Path

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
ALIVE = "alive"
PRIVATE_FILE = 0o600
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES}  # what the systems say of a lock taken
_YOUNG = 60.0  # seconds in which a folder without its lock may still be in the making


def lock(path: Path, *, unlocked_too: bool = True) -> int | None:
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


def sweep(parent: Path, prefix: str) -> int:
    """Remove the claimed folders whose process is gone; give how many."""
    found = abandoned(parent, prefix)
    for folder in found:
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)


def abandoned(parent: Path, prefix: str) -> list[Path]:
    """Give the claimed folders whose process is gone; nothing is changed."""
    found = sorted(parent.glob(f"{prefix}*"))
    return [one for one in found if one.is_dir() and not one.is_symlink() and _dead(one)]


def _dead(folder: Path) -> bool:
    """Tell whether nobody holds the folder any more."""
    try:
        if not (folder / ALIVE).exists():
            return time.time() - folder.stat().st_mtime > _YOUNG
        descriptor = lock(folder / ALIVE, unlocked_too=False)  # unknown is not dead
    except OSError:
        return False
    if descriptor is None:
        return False
    os.close(descriptor)
    return True
