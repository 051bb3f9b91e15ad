"""Private files: made for one person only, and safely on the disk before we say so.

Modes are set explicitly, so the umask does not matter. On a file system without modes (a FAT
stick) setting them does nothing, and that is all right: what is written is encrypted.
"""

import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from kith.vault.errors import FolderShared, disk_errors

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def create_private(path: Path) -> int:
    """Make a new empty file that only its owner may open; give its descriptor."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with suppress(OSError, AttributeError):
        os.fchmod(descriptor, PRIVATE_FILE)
    return descriptor


def make_private_folder(folder: Path, *, ours: tuple[str, ...] = ()) -> None:
    """Make the folder, or narrow an existing one, so that only its owner may enter.

    A folder that others may enter and that holds files besides `ours` (beginnings of names) is
    refused: narrowing it could shut others out of what is theirs.
    """
    with disk_errors():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        if _open_to_others(folder) and not _only(folder, ours):
            raise FolderShared
        narrow(folder, ours=ours)


def narrow(folder: Path, *, ours: tuple[str, ...] = ()) -> None:
    """Take other people's rights off the vault's folder and files, where the system lets us."""
    with suppress(OSError):
        if _open_to_others(folder) and _only(folder, ours):
            folder.chmod(PRIVATE_FOLDER)
        for path in folder.iterdir():
            if path.name.startswith("vault.") and path.is_file() and _open_to_others(path):
                path.chmod(PRIVATE_FILE)


def _open_to_others(path: Path) -> bool:
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _only(folder: Path, ours: tuple[str, ...]) -> bool:
    return all(path.name.startswith(ours) for path in folder.iterdir())


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path` whole or not at all; on return it is on the disk.

    A kill at any moment leaves the old file or the new one, and perhaps a `.tmp` beside it.
    """
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    descriptor = create_private(beside)
    try:
        try:
            _write_all(descriptor, data)
            sync_descriptor(descriptor)
        finally:
            os.close(descriptor)
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    sync_folder(path.parent)


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
