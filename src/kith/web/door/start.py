"""From the command line to a door that stands."""

import os
import sys

from kith.web.door import control, opening, place, roomlink, sockets
from kith.web.door.control import Message
from kith.web.door.state import Config, Door
from kith.web.guard import Address


class AnotherRunsError(Exception):
    """A Kith is open on this folder already; `address` is where."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def stand(config: Config, port: int | None) -> Door:
    """Return the door of a folder, listening; raises where one stands already or cannot."""
    found = place.prepare(config.folder)
    claimed = control.claim(config.folder)
    if claimed is None:
        told = control.ask(config.folder, {"do": "address"}) or {}
        raise AnotherRunsError(str(told.get("address", "")))
    try:
        listening = sockets.listen(port)
    except OSError:
        claimed.close(config.folder)
        raise
    host = config.host or found.host
    return Door(config, listening, claimed, Address(host, listening.port))


def open_at_once(door: Door, passphrase: str) -> Message:
    """Open the vault with a passphrase from a script; a vault that is not there is made."""
    mode: opening.Mode = "unlock" if door.has_vault else "create"
    return opening.ask_room(door, mode, passphrase=passphrase, launch=True, tell_phrase=True)


def close(door: Door) -> None:
    """Leave nothing behind of a door that will not serve."""
    if door.room is not None:
        roomlink.put_away(door.room)
    door.control.close(door.config.folder)
    door.listening.close()


def can_show_browser() -> bool:
    """Say whether there is a screen to open a browser on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
