"""Whether a folder is a place where a person's file may lie: not the system's, and it can be written to."""

import os
import tempfile
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
