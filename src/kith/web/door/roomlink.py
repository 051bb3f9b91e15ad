"""The door's end of a room: start the process, speak with it through two pipes, see its end.

The passphrase goes through the first pipe and nowhere else: not into the command line, not into
the environment, not to the disk. That the pipe closes tells the room that the door is gone.
"""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

from kith.web.door.control import Message

OPENING_SECONDS = 120.0
LIMIT = 64 * 1024


@dataclass
class RoomLink:
    """A room's process: waiting without a key, or open with one."""

    pid: int
    to_room: int
    from_room: int
    is_open: bool = False
    started: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)


def start(listening: socket.socket) -> RoomLink:
    """Start a room that loads its libraries and then waits for what opens a vault."""
    command = [sys.executable, "-P", "-m", "kith.web.room", str(listening.fileno())]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        pass_fds=(listening.fileno(),),
        process_group=0,  # its own group, so that its end takes its children along
    )
    assert process.stdin is not None  # noqa: S101 (asked for above)
    assert process.stdout is not None  # noqa: S101 (asked for above)
    # Descriptors of our own: those of the file objects would be closed a second time with them.
    to_room, from_room = os.dup(process.stdin.fileno()), os.dup(process.stdout.fileno())
    process.stdin.close()
    process.stdout.close()
    return RoomLink(process.pid, to_room, from_room, started=process)


def tell(room: RoomLink, message: Message) -> bool:
    """Send a room one line; say whether it could be sent."""
    line = json.dumps(message).encode() + b"\n"
    try:
        while line:
            line = line[os.write(room.to_room, line) :]
    except OSError:
        return False
    return True


def hear(room: RoomLink, seconds: float = OPENING_SECONDS) -> Message | None:
    """Return a room's next line; None when it has ended or takes too long."""
    until, taken = time.monotonic() + seconds, b""
    while not taken.endswith(b"\n") and len(taken) < LIMIT:
        left = until - time.monotonic()
        if left <= 0 or not select.select([room.from_room], [], [], left)[0]:
            return None
        more = os.read(room.from_room, 1)  # one by one: the rest belongs to the next reader
        if not more:
            return None
        taken += more
    with suppress(ValueError):
        read = json.loads(taken)
        return read if isinstance(read, dict) else None
    return None


def until_ended(room: RoomLink) -> bool:
    """Wait for the end of an open room; say whether it said goodbye."""
    said = b""
    with suppress(OSError):
        while more := os.read(room.from_room, 4096):
            said = (said + more)[-LIMIT:]
    return b'"ended"' in said


def kill(room: RoomLink) -> None:
    """End a room and its children at once; not reaped yet, so the number is still its own."""
    with suppress(OSError):
        os.killpg(room.pid, signal.SIGKILL)
    with suppress(OSError):
        os.kill(room.pid, signal.SIGKILL)


def put_away(room: RoomLink) -> None:
    """End whatever is left of a room and its children, and take note of its end."""
    if room.started is not None:
        room.started.returncode = 0  # we wait for it ourselves
    kill(room)
    with suppress(OSError):
        os.waitpid(room.pid, 0)
    for descriptor in (room.to_room, room.from_room):
        with suppress(OSError):
            os.close(descriptor)


def has_ended(room: RoomLink) -> bool:
    """Say whether a waiting room has gone away in the meantime."""
    return bool(select.select([room.from_room], [], [], 0)[0])
