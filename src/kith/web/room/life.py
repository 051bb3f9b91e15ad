"""The life of a room: wait for a vault, open it, serve, and end when locked, idle or orphaned."""

import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kith import vault
from kith.web.door import place
from kith.web.door.launch import Launch
from kith.web.door.report import report
from kith.web.door.state import APPLICATION
from kith.web.room import gate, running, server
from kith.web.room.leaving import Leaving
from kith.web.room.opening import Opened, open_as
from kith.web.room.running import Room
from kith.web.room.speaking import Line, Message

IDLE_LOOK_SECONDS = 1.0
FIRST_ADDRESS = "/"


@dataclass(frozen=True)
class Furnished:
    """A room that is ready to serve."""

    room: Room
    leaving: Leaving
    site: Any
    launch: Launch | None


def wait_and_live(descriptor: int, line: Line, loading: threading.Thread) -> int:
    """Open what the door sends, once, then serve; return when that failed or there is no more.

    A process that tried and failed is not tried again: it read a passphrase, may have derived a
    key, and its settings may already name the database of that try. The door starts another.
    """
    vault.harden()
    message = line.hear()
    ready = None if message is None else _opened(message, line, loading)
    return 0 if ready is None else _serve(descriptor, ready, line)


def _opened(message: Message, line: Line, loading: threading.Thread) -> Furnished | None:
    """Open a vault and build its site, or tell the door why not."""
    opened: Opened | None = None
    try:
        opened = open_as(message)
        loading.join()
        ready = _furnish(opened, message, line)
    except Exception as error:  # noqa: BLE001 (the door shows a sentence; the kind goes to the terminal)
        _failed(opened, error, line)
        return None
    line.say(
        {
            "ok": True,
            "session": ready.room.session.token,
            "next": FIRST_ADDRESS,
            "launch": None if ready.launch is None else ready.launch.token,
            "recovery_phrase": opened.recovery_phrase if message.get("tell_phrase") else None,
        }
    )
    return ready


def _failed(opened: Opened | None, error: Exception, line: Line) -> None:
    """Throw a look-around vault away and tell the door; the process ends after it."""
    if opened is not None and opened.mode == "sample":
        with suppress(Exception):
            vault.discard(opened.opened)
    code = error.code if isinstance(error, vault.VaultError) else "room_failed"
    if code == "room_failed":
        report(error)
    line.say({"ok": False, "code": code})


def _furnish(opened: Opened, message: Message, line: Line) -> Furnished:
    """Bring the vault up to date and build the site."""
    leaving = Leaving(line)
    known = place.read(opened.folder)
    room = Room(
        vault=opened.opened,
        folder=opened.folder,
        host=str(message["host"]),
        port=int(str(message["port"])),
        lock=leaving,
        mode=opened.mode,
        first_run=opened.first_run,
        recovery_phrase=opened.recovery_phrase,
        phrase_used=opened.phrase_used,
        language=known.language if known else None,
    )
    leaving.room = room
    running.enter(room)
    name = str(message["application"])
    if name == APPLICATION:
        from kith.web.migrate import bring_up_to_date

        bring_up_to_date(opened.opened)
    module, _, factory = name.partition(":")
    site = getattr(import_module(module), factory)()
    asked_for = message.get("idle_minutes")  # the command line comes before the settings
    if asked_for is not None:
        room.idle_minutes = float(str(asked_for))
    return Furnished(room, leaving, site, Launch() if message.get("launch") else None)


def _serve(descriptor: int, ready: Furnished, line: Line) -> int:
    """Serve once the door has stopped listening, until the room is locked."""
    signal.signal(signal.SIGTERM, lambda *_: ready.leaving("signal"))
    heard = line.hear()
    if heard is None or heard.get("do") != "serve":
        ready.leaving("door")
    ready.room.session.touch()
    listening = socket.socket(fileno=descriptor)
    application = gate.gated(ready.site, ready.room, ready.launch)
    ready.leaving.server = served = server.serve_on(listening, application, ready.room)
    threading.Thread(target=_obey, args=(line, ready.leaving), daemon=True).start()
    threading.Thread(target=_watch_idle, args=(ready,), daemon=True).start()
    served.run()
    return 0


def _obey(line: Line, leaving: Leaving) -> None:
    """Lock when the door says so, and when the door is gone."""
    heard = line.hear()
    leaving("door" if heard is None else "asked")


def _watch_idle(ready: Furnished) -> None:
    while not ready.room.is_idle():
        ready.room.compartment()  # looking shuts what was quiet for long enough
        time.sleep(IDLE_LOOK_SECONDS)
    ready.leaving("idle")
