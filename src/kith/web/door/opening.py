"""From a passphrase to an open room, with one try at a time and a wait after wrong ones."""

from collections.abc import Callable
from typing import Literal

from kith.web.door import roomlink
from kith.web.door.answer import Answer, page, see_other
from kith.web.door.control import Message
from kith.web.door.public import session_cookie
from kith.web.door.roomlink import RoomLink
from kith.web.door.state import Door

Mode = Literal["unlock", "create", "recover", "sample"]
GUESSES = frozenset({"wrong_passphrase", "wrong_phrase"})
UNPROCESSABLE = "422 Unprocessable Content"
Page = Callable[..., str]


def warm(door: Door) -> RoomLink:
    """Return the waiting room, started when there is none: it loads while a person types."""
    with door.starting:
        room = door.room
        if room is not None and not room.is_open and roomlink.has_ended(room):
            roomlink.put_away(room)
            room = None
        if room is None:
            room = door.room = roomlink.start(door.listening.main)
        return room


def ask_room(door: Door, mode: Mode, **words: object) -> Message:
    """Let a room open the vault; return what it says, `{"ok": false, "code": …}` when it fails."""
    message: Message = {
        "do": "open",
        "mode": mode,
        "folder": str(door.config.folder),
        "host": door.address.host,
        "port": door.address.port,
        "idle_minutes": door.config.idle_minutes,
        "application": door.config.application,
        **words,
    }
    room = warm(door)
    heard = roomlink.hear(room) if roomlink.tell(room, message) else None
    if heard is not None and heard.get("ok") is True:
        room.is_open = True
        return heard
    with door.starting:  # it read a secret and its settings may be made: it never tries again
        roomlink.put_away(room)
        door.room = None
    return {"ok": False, "code": "room_failed"} if heard is None else heard


def attempt(door: Door, show: Page, mode: Mode, **words: str) -> Answer:
    """Answer one try: into the room, or the page again with what happened."""
    if not door.opening.acquire(blocking=False):
        return page(show("busy"), "429 Too Many Requests")
    try:
        left = door.patience.seconds_left()
        if left:
            told = show("wait", seconds=str(left))
            return page(told, "429 Too Many Requests", ("Retry-After", str(left)))
        heard = ask_room(door, mode, **words)
        if heard.get("ok") is True:
            return _enter(door, heard)
        code = str(heard.get("code"))
        if code in GUESSES:
            door.patience.failed()
        return page(show(code), UNPROCESSABLE)
    finally:
        door.opening.release()


def _enter(door: Door, heard: Message) -> Answer:
    """Send the browser into the room."""
    door.patience.succeeded()
    return see_other(str(heard["next"]), session_cookie(str(heard["session"])))
