"""The connections whose request has not come whole yet: few, and none for long.

A connection costs a thread at the door and a place in the room. A program that opens hundreds and
says nothing on them may not keep Help now from anybody, so the oldest of too many is let go, and
each after ten seconds. A browser sends its request within milliseconds and is not touched by it.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from kith.web.clock import seconds_now

REQUEST_SECONDS = 10.0
MOST = 64
LOOK_SECONDS = 1.0


@dataclass
class Waiting:
    """The lines that are waited for, oldest first, each with the moment it came."""

    clock: Callable[[], float] = field(default=seconds_now, repr=False)
    since: dict[socket.socket, float] = field(default_factory=dict, repr=False)
    changing: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def begin(self, line: socket.socket) -> None:
        """Wait for a request on this line; with too many of them, no longer on the oldest."""
        with self.changing:
            self.since[line] = self.clock()
            for oldest in list(self.since)[:-MOST]:
                self._let_go(oldest)

    def heard(self, line: socket.socket) -> None:
        """Note that the request has come whole, or that the line is gone."""
        with self.changing:
            self.since.pop(line, None)

    def sweep(self) -> None:
        """Let go of every line whose request did not come in time."""
        last = self.clock() - REQUEST_SECONDS
        with self.changing:
            for line in [line for line, begun in self.since.items() if begun <= last]:
                self._let_go(line)

    def until_next_look(self) -> float | None:
        """Return in how many seconds to sweep again; None while nobody is waited for."""
        return LOOK_SECONDS if self.since else None

    def _let_go(self, line: socket.socket) -> None:
        """End a line; the thread that reads from it sees the end and closes it."""
        del self.since[line]
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
