"""Write a file that only its owner may read: new, whole, or not at all."""

import os
import sys
from collections.abc import Iterable
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


def kept(target: Path, made: bytes, told: Iterable[str], unharmed: str = "") -> int:
    """Write a new file and say so in these lines; return 0, 2 where its name is taken, 4 where it fails.

    `unharmed` is what to say, after a failure, of what was not changed.
    """
    try:
        write_new(target, made)
    except FileExistsError:
        print(TAKEN, file=sys.stderr)
        return 2
    except OSError as error:
        why = error.strerror or "the disk said no"
        said = f"The file could not be written: {why}.", unharmed, "You could choose another place."
        print(*filter(None, said), file=sys.stderr)
        return 4
    for line in told:
        print(line)
    warn_of_copies(target.absolute().parent)
    return 0


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
