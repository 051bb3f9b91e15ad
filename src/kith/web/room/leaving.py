"""Locking: no further request, children ended, the present answer sent, then the process is gone.

Ending the process is what forgets the key; Python cannot wipe its own memory. Everything here has
200 milliseconds, whatever else the process is doing.
"""

import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kith import vault
from kith.web.room.running import Room
from kith.web.room.speaking import Line

WHOLE_SECONDS = 0.2
ANSWER_SECONDS = 0.12


@dataclass
class Leaving:
    """What ends this process; call it with the reason."""

    line: Line
    room: Room | None = None
    server: Any = None
    once: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __call__(self, reason: str) -> None:
        """Refuse every further request at once and end the process within 200 ms."""
        if not self.once.acquire(blocking=False):
            return
        if self.room is not None:
            self.room.locked = True
        if self.server is not None:  # before the answer, so that the next connection is the door's
            self.server.accepting = False
        threading.Timer(WHOLE_SECONDS, os._exit, [0]).start()
        threading.Thread(target=self._leave, args=(reason,), daemon=True).start()

    def _leave(self, reason: str) -> None:
        with suppress(Exception):
            self._end_children()
        with suppress(Exception):
            self._let_answers_out()
        self.line.say({"ended": reason})
        with suppress(Exception):
            close_database()
        with suppress(Exception):
            if self.room is not None and self.room.mode == "sample":
                vault.discard(self.room.vault)
        os._exit(0)

    def _end_children(self) -> None:
        for child in [] if self.room is None else self.room.children:
            with suppress(Exception):
                child.kill()

    def _let_answers_out(self) -> None:
        """Wait, shortly, until what was being answered is on its way."""
        server = self.server
        if server is None:
            return
        until = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < until and any(
            map(_is_talking, [*server.active_channels.values()])
        ):
            time.sleep(0.002)


def _is_talking(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def close_database() -> None:
    """Fold the write-ahead log into the encrypted file and close, where a database is in use."""
    if "django.db" not in sys.modules:
        return
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


Lock = Callable[[str], None]
