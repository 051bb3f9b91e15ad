"""How `kith lock`, `kith status` and a second `kith` reach the running one.

A socket in the vault's folder that only its owner can open, one line of JSON each way. A lock on
the folder itself says who is first; it ends with its process, so nothing stale is left behind.
"""

import contextlib
import json
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    raise SystemExit(
        "kith: Kith's pages open on Linux and macOS, and not yet on Windows. Nothing was changed. "
        "Commands that need no pages, such as kith import, work."
    )

import fcntl

SOCKET = "kith.sock"
LIMIT = 64 * 1024
Message = dict[str, object]


@dataclass
class Control:
    """The running Kith's end: a listening socket, and the lock that makes it the only one."""

    listening: socket.socket
    folder_lock: int | None

    def close(self, folder: Path) -> None:
        """Stop listening and take the name away."""
        self.listening.close()
        (folder / SOCKET).unlink(missing_ok=True)


def claim(folder: Path) -> Control | None:
    """Become the one Kith of this folder, or return None when another is it already."""
    mine, descriptor = _lock_folder(folder)
    if not mine or (descriptor is None and ask(folder, {"do": "status"}) is not None):
        return None
    (folder / SOCKET).unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        _at(folder, listening.bind)
    finally:
        os.umask(before)
    listening.listen(8)
    return Control(listening, descriptor)


def _lock_folder(folder: Path) -> tuple[bool, int | None]:
    """Lock the folder; `(True, None)` where its file system knows no locks."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return False, None
    except OSError:
        os.close(descriptor)
        return True, None
    return True, descriptor


def _at(folder: Path, use: Callable[[str], None]) -> None:
    """Bind or connect at a folder's socket; the system takes no path longer than 100 letters."""
    path = str(folder / SOCKET)
    if len(os.fsencode(path)) < 100:
        use(path)
        return
    with contextlib.chdir(folder):
        use(SOCKET)


def ask(folder: Path, message: Message, seconds: float = 5.0) -> Message | None:
    """Ask the running Kith of a folder one thing; None when there is none that answers."""
    try:
        with contextlib.closing(_reach(folder)) as line:
            line.settimeout(seconds)
            line.sendall(json.dumps(message).encode() + b"\n")
            return _read(line)
    except (OSError, ValueError):
        return None


def _reach(folder: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        _at(folder, line.connect)
    except OSError:
        line.close()
        raise
    return line


def _read(line: socket.socket) -> Message | None:
    taken = b""
    while not taken.endswith(b"\n") and len(taken) < LIMIT:
        more = line.recv(4096)
        if not more:
            break
        taken += more
    read = json.loads(taken)
    return read if isinstance(read, dict) else None


def serve_one(control: Control, reply: Callable[[Message], Message]) -> None:
    """Take one question from the socket and answer it; a caller that hangs is let go."""
    with contextlib.suppress(OSError, ValueError):
        line, _ = control.listening.accept()
        with contextlib.closing(line):
            line.settimeout(1.0)
            line.sendall(json.dumps(reply(_read(line) or {})).encode() + b"\n")
