"""Whether a folder is a place where a person's file may lie: not the system's, lasting, and writable."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

LINUX = (
    *("/bin", "/boot", "/dev", "/etc", "/lib", "/lib32", "/lib64", "/libx32", "/lost+found"),
    *("/proc", "/run", "/sbin", "/snap", "/sys", "/usr"),
    *("/var/cache", "/var/lib", "/var/lock", "/var/log", "/var/run", "/var/spool"),
)
MAC = (
    *("/Applications", "/Library", "/System", "/bin", "/cores", "/dev", "/etc", "/sbin", "/usr"),
    *("/private/etc", "/private/var/db", "/private/var/log", "/private/var/run"),
)
WINDOWS = ("Windows", "Program Files", "Program Files (x86)", "ProgramData", "$Recycle.Bin")
BUT = ("/run/media", "/usr/home")  # where sticks are put, and where some systems keep their people

# Emptied when the machine starts, or after some days.
EMPTIED = (
    *("/tmp", "/var/tmp", "/dev/shm", "/run", "/var/run"),  # noqa: S108 (they are refused)
    *("/private/tmp", "/private/var/tmp", "/private/var/folders", "/var/folders"),
)
TEMP = ("appdata", "local", "temp")  # in a home on Windows


def is_emptied(folder: PurePath, temporary: Iterable[PurePath] = ()) -> bool:
    """Say whether what lies in a folder, links followed, goes by itself: at a restart, or in time.

    `temporary` are the folders that this machine calls so, beside those of every machine.
    """
    if any(folder.is_relative_to(one) for one in temporary):
        return True
    if isinstance(folder, PureWindowsPath):
        parts = tuple(part.casefold() for part in folder.parts)
        inside = any(parts[at : at + len(TEMP)] == TEMP for at in range(len(parts)))
        return inside or parts[1:3] == ("windows", "temp") or parts[1:2] in {("temp",), ("tmp",)}
    lower = PurePosixPath(str(folder).casefold())
    if any(lower != PurePosixPath(one) and lower.is_relative_to(one) for one in BUT):
        return False
    return any(lower.is_relative_to(one) for one in EMPTIED)


def temporary_folders() -> tuple[Path, ...]:
    """Return the folders that this machine and this account call temporary, links followed."""
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP", "XDG_RUNTIME_DIR"))
    found = [Path(tempfile.gettempdir()), *(Path(one) for one in named if one)]
    return tuple(one.resolve() for one in found if one.is_absolute() and one.parent != one)


def goes_by_itself(folder: Path) -> bool:
    """Say whether a folder of this machine is one that is emptied."""
    try:
        return is_emptied(folder.expanduser().resolve(), temporary_folders())
    except (OSError, ValueError, RuntimeError):
        return False


def is_the_systems(folder: PurePath) -> bool:
    """Say whether a folder, links followed, is a whole disk's first one or one of the system's own.

    What lies there is made anew at each start, belongs to programs, or is no disk at all.
    """
    if folder == PurePath(folder.anchor):
        return isinstance(folder, PurePosixPath)  # a stick may be E:\\ as a whole
    if isinstance(folder, PureWindowsPath):
        first = folder.parts[1] if len(folder.parts) > 1 else ""
        return first.casefold() in {name.casefold() for name in WINDOWS}
    lower = PurePosixPath(str(folder).casefold())  # as some disks compare
    if any(lower != PurePosixPath(one) and lower.is_relative_to(one) for one in BUT):
        return False
    return any(lower.is_relative_to(one.casefold()) for one in (*LINUX, *MAC))


def can_be_written_to(folder: Path) -> bool:
    """Write a few bytes into a folder, down to the disk, and take them away again; say whether it went."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".tmp") as tried:
            tried.write(b"kith")
            tried.flush()
            os.fsync(tried.fileno())
    except (OSError, ValueError):
        return False
    return True
