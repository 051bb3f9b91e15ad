"""Write a file that only its owner may read: new, whole, or not at all."""

import os
import sys
from pathlib import Path

from kith.machine.syncing import TITLES, synced_by

TAKEN = "There is something of that name already. It was left as it is. Please choose another name."


def write_new(path: Path, data: bytes) -> None:
    """Write a new file; raise `FileExistsError` where there is one, and leave nothing half written."""
    try:
        _write(path, data)
    except FileExistsError:
        raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def warn_of_copies(folder: Path) -> None:
    """Say so where a program seems to copy a folder to the network."""
    if service := synced_by(folder.absolute()):
        name = TITLES.get(service, service)
        print(
            f"{name} seems to copy that folder, so the files may leave this device. "
            "You could move them to a folder that stays here.",
            file=sys.stderr,
        )
