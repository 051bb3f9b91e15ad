"""The vault's folder: made for one person only, or narrowed to them.

On a file system without modes (a FAT stick) setting them does nothing, and that is all right: what
is written is encrypted.
"""

import os
from contextlib import suppress
from pathlib import Path

from kith.machine.writing import PRIVATE_FILE
from kith.vault.errors import FolderShared, disk_errors

PRIVATE_FOLDER = 0o700


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
