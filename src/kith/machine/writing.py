"""Private files: made for one person only, whole or not at all, and on the disk before we say so.

Modes are set explicitly, so the umask does not matter. On a file system without modes (a FAT
stick) setting them does nothing; so only what is encrypted, or tells nothing, or is shared by a
person's own choice may be written there.
"""

import errno
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE = 0o600
HALF = ".*.tmp"  # what follows the name of a file in the name of a half-written one


_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ENOENT, errno.EISDIR}


def problem(error: OSError) -> str:
    """Return the code of what the disk said: the same codes as the vault's own errors have."""
    if error.errno in _FULL:
        return "disk_full"
    return "not_writable" if error.errno in _REFUSED else "storage_failed"


def create_private(path: Path) -> int:
    """Make a new empty file that only its owner may open; give its descriptor."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with suppress(OSError, AttributeError):
        os.fchmod(descriptor, PRIVATE_FILE)
    return descriptor


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet; on return it is on the disk.

    Raises `FileExistsError` where there is one. Any other failure leaves nothing half written.
    """
    descriptor = create_private(path)
    try:
        try:
            _write_all(descriptor, data)
            sync_descriptor(descriptor)
        finally:
            os.close(descriptor)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` whole or not at all; on return it is on the disk.

    A kill at any moment leaves the old file or the new one, and perhaps a `.tmp` beside it.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    write_new(beside, data)
    try:
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


def take_halves_away(path: Path) -> None:
    """Delete what a crash left of a file that was being written."""
    for half in path.parent.glob(f"{path.name}{HALF}"):
        half.unlink(missing_ok=True)


def _write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; the system may take a few at a time."""
    while data:
        data = data[os.write(descriptor, data) :]


def sync_descriptor(descriptor: int) -> None:
    """Have the file's bytes on the disk itself, past the drive's cache where that takes more."""
    if sys.platform == "darwin":
        with suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_file(path: Path) -> None:
    """Have a finished file's bytes on the disk."""
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        sync_descriptor(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the folder's list of names on the disk, where folders can be synced."""
    with suppress(OSError):  # Windows cannot open a folder; some sticks cannot sync one
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
