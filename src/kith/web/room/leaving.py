"""Locking: no further request, children ended, the present answer sent, then the process is gone.

Ending the process is what forgets the key; Python cannot wipe its own memory. The answers to Exit
and lock are waited for until they are written: without them a browser shows an error page of its
own, which names Kith's address. They take milliseconds; on a very busy machine they get three
seconds, in which the room answers nothing but the way out. Everything else has a quarter of one.
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

URGENT_SECONDS = 3.0  # at most, for the answers to Exit, lock and Help now
ANSWER_SECONDS = 0.12  # for what else was being answered
REST_SECONDS = 0.12  # to say goodbye and close the file


@dataclass
class Leaving:
    """What ends this process; call it with the reason."""

    line: Line
    room: Room | None = None
    server: Any = None
    end: Callable[[int], object] = os._exit
    once: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __call__(self, reason: str) -> None:
        """Refuse every further request at once and end the process when its answer is written."""
        if not self.once.acquire(blocking=False):
            return
        if self.room is not None:
            self.room.locked = True
        if self.server is not None:  # before the answer, so that the next connection is the door's
            self.server.accepting = False
        self._end_after(URGENT_SECONDS + REST_SECONDS)
        threading.Thread(target=self._leave, args=(reason,), daemon=True).start()

    def _leave(self, reason: str) -> None:
        with suppress(Exception):
            self._end_children()
        with suppress(Exception):
            self._let_answers_out()
        self._end_after(REST_SECONDS)
        self.line.say({"ended": reason})
        with suppress(Exception):
            close_database()
        with suppress(Exception):
            if self.room is not None and self.room.mode == "sample":
                vault.discard(self.room.vault)
        self.end(0)

    def _end_after(self, seconds: float) -> None:
        """End the process then, whatever it is doing."""
        timer = threading.Timer(seconds, self.end, [0])
        timer.daemon = True
        timer.start()

    def _end_children(self) -> None:
        for child in [] if self.room is None else self.room.children:
            with suppress(Exception):
                child.kill()

    def _let_answers_out(self) -> None:
        """Wait until what was being answered is handed to the system, which sends it on."""
        begun = time.monotonic()
        while self._is_answering(time.monotonic() - begun):
            time.sleep(0.002)

    def _is_answering(self, waited: float) -> bool:
        """Say whether an answer is still to be waited for."""
        channels = [] if self.server is None else [*self.server.active_channels.values()]
        longest = max((_patience(one) for one in channels if _is_talking(one)), default=0.0)
        return waited < longest


def _is_talking(channel: Any) -> bool:
    return bool(channel.requests or channel.total_outbufs_len)


def _patience(channel: Any) -> float:
    return URGENT_SECONDS if channel.urgent else ANSWER_SECONDS


def close_database() -> None:
    """Fold the write-ahead log into the encrypted file and close, where a database is in use."""
    if "django.db" not in sys.modules:
        return
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


Lock = Callable[[str], None]
