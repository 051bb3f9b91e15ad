"""What the door knows while it runs: where it listens, whose vault it guards, its room if any.

Nothing here is a secret that outlives an unlock: the launch token opens the lock page
and the making of a first vault, no vault.
"""

import queue
import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kith.web.door import place
from kith.web.door.control import Control
from kith.web.door.launch import Launch, Starter
from kith.web.door.patience import Patience
from kith.web.door.roomlink import RoomLink
from kith.web.door.sockets import Listening
from kith.web.door.waiting import Waiting
from kith.web.guard import Address

APPLICATION = "kith.web.wsgi:application"
Event = Literal["hand over", "room ended", "stop", "pause"]


@dataclass(frozen=True, slots=True)
class Config:
    """What was asked for on the command line."""

    folder: Path
    host: str | None = None
    idle_minutes: float | None = None  # None: as the vault's settings say
    application: str = APPLICATION


@dataclass
class Door:
    """The running door."""

    config: Config
    listening: Listening
    control: Control
    address: Address
    launch: Launch = field(default_factory=Launch)
    starter: Starter = field(default_factory=Starter)
    patience: Patience = field(default_factory=Patience)
    waiting: Waiting = field(default_factory=Waiting, repr=False)
    is_new: bool = False  # this start made the folder
    is_drawn: bool = False  # this start drew the name of the vault
    room: RoomLink | None = None
    stopped_unasked: bool = False
    stopping: bool = False
    opening: threading.Lock = field(default_factory=threading.Lock, repr=False)
    starting: threading.Lock = field(default_factory=threading.Lock, repr=False)
    room_gone: threading.Event = field(default_factory=threading.Event, repr=False)
    watching: bool = False  # whether a thread of this image waits for the room's end
    busy: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock, repr=False)
    paused: threading.Event = field(default_factory=threading.Event, repr=False)
    events: "queue.SimpleQueue[Event]" = field(default_factory=queue.SimpleQueue, repr=False)
    bell: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair, repr=False)

    def ring(self, event: Event) -> None:
        """Tell the main loop, from any thread or signal handler."""
        self.events.put(event)
        self.bell[1].send(b".")

    def count(self, change: int) -> None:
        """Note that an answer is begun (+1) or given (-1)."""
        with self.counting:
            self.busy += change

    @property
    def is_open(self) -> bool:
        """Say whether a room with a key is running."""
        return self.room is not None and self.room.is_open

    @property
    def has_vault(self) -> bool:
        """Say whether there is a vault to unlock."""
        return place.has_vault(self.config.folder)

    def launch_address(self) -> str:
        """Return a fresh address to open: with a token while locked, without one while open."""
        if self.is_open:
            return f"{self.address.origin}/"
        self.launch = Launch()
        return f"{self.address.origin}/open?t={self.launch.token}"
