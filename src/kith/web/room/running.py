"""The one room this process is: its vault, its session, and how to lock it.

The room's process sets it once, before Django is imported; settings, middleware and views
read it with `current()`. It is gone with the process: locking ends the process.
"""

import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from kith.vault import Compartment, Vault
from kith.web.clock import seconds_now
from kith.web.door.pages import DEFAULT_TITLE
from kith.web.door.patience import Patience
from kith.web.room.again import Answers
from kith.web.room.inside import Inside
from kith.web.room.turns import Turns

DEFAULT_IDLE_MINUTES = 5
LONGEST_SESSION_SECONDS = 12 * 60 * 60  # then the passphrase is asked again, also mid-work
DEFAULT_EXIT_SITE = "https://www.bbc.com/weather"
COOKIE = "kith"

Mode = Literal["life", "sample"]


class Child(Protocol):
    """A child process that must not outlive the room (`subprocess.Popen` is one)."""

    def kill(self) -> None:
        """End it at once."""


@dataclass
class Session:
    """The one browser session of a room; it lives in memory only."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    clock: Callable[[], float] = field(default=seconds_now, repr=False)
    begun: float = 0.0
    last_activity: float = 0.0
    notices: list[Any] = field(default_factory=list, repr=False)
    memory: dict[str, Any] = field(default_factory=dict, repr=False)  # what a page hands the next
    answers: Answers = field(default_factory=Answers, repr=False)  # to forms, for the page itself

    def __post_init__(self) -> None:
        """Count from now."""
        self.begun = self.clock()
        self.touch()

    def matches(self, cookie: str | None) -> bool:
        """Say whether a cookie is this session's, in constant time."""
        return cookie is not None and hmac.compare_digest(cookie.encode(), self.token.encode())

    def touch(self) -> None:
        """Note that the person is here."""
        self.last_activity = self.clock()

    def idle_seconds(self) -> float:
        """Return how long nobody has done anything."""
        return self.clock() - self.last_activity

    def take_notices(self) -> list[Any]:
        """Return what is to be told on the next page, once."""
        taken, self.notices[:] = list(self.notices), []
        return taken

    def renew(self) -> str:
        """Take a new token, so that the browser which held the old one is out; return it."""
        self.token = secrets.token_urlsafe(32)
        self.notices.clear()
        self.memory.clear()
        self.answers.forget()
        self.begun = self.clock()
        self.touch()
        return self.token


@dataclass
class Room:
    """Everything the site may know about the process it runs in."""

    vault: Vault = field(repr=False)
    folder: Path
    host: str
    port: int
    lock: Callable[[str], None] = field(repr=False)
    mode: Mode = "life"
    first_run: bool = False
    recovery_phrase: str | None = field(default=None, repr=False)
    phrase_number: int = 0  # how many phrases were made since the room opened
    phrase_used: bool = False  # whoever came in by the phrase has it
    making_phrase: threading.Lock = field(default_factory=threading.Lock, repr=False)
    session: Session = field(default_factory=Session)
    idle_minutes: float = DEFAULT_IDLE_MINUTES
    exit_site: str = DEFAULT_EXIT_SITE
    title: str = DEFAULT_TITLE  # in the browser tab
    language: str | None = None  # that was chosen; else the browser decides
    locked: bool = False
    gone: bool = False  # everything was deleted: it still answers for the last page, then it ends
    patience: Patience = field(default_factory=Patience, repr=False)  # of gate and settings alike
    children: list[Child] = field(default_factory=list, repr=False)
    inside: Inside = field(default_factory=Inside, repr=False)
    turns: Turns = field(default_factory=Turns, repr=False)

    @property
    def origin(self) -> str:
        """Return scheme, name and port as the browser writes them."""
        return f"http://{self.host}" if self.port == 80 else f"http://{self.host}:{self.port}"

    def is_idle(self) -> bool:
        """Say whether the person has been away for too long, or was let in half a day ago."""
        age = self.session.clock() - self.session.begun
        away = self.session.idle_seconds() >= self.idle_minutes * 60
        return away or age >= LONGEST_SESSION_SECONDS

    def compartment(self) -> Compartment | None:
        """Return what the second passphrase opened, if it is open now."""
        return self.inside.held(self.idle_minutes * 60)

    def show_phrase(self, phrase: str) -> None:
        """Hold a new recovery phrase until the person says it is kept."""
        self.recovery_phrase = phrase
        self.phrase_number += 1

    def forget_recovery_phrase(self) -> None:
        """Drop the recovery phrase once the person says it is kept."""
        self.recovery_phrase = None


class NoRoomError(RuntimeError):
    """Raised when the site is imported in a process that opened no vault."""


_rooms: list[Room] = []


def enter(room: Room) -> None:
    """Make this process the given room; a process is one room and no other after it."""
    if _rooms:
        raise NoRoomError("This process is a room already.")
    _rooms.append(room)


def current() -> Room:
    """Return the room of this process."""
    if not _rooms:
        raise NoRoomError("No vault is open in this process.")
    return _rooms[0]


def leave() -> None:
    """Forget the room without ending the process (tests take several rooms in turn)."""
    _rooms.clear()
