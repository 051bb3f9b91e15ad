"""From the command line to a door that stands."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from kith.machine.claimed import LOOK_AROUND, sweep
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
    is_new = not config.folder.exists()
    place.make_folder(config.folder)
    claimed = control.claim(config.folder)
    if claimed is None:
        told = control.ask(config.folder, {"do": "address"}) or {}
        raise AnotherRunsError(str(told.get("address", "")))
    sweep(config.folder, LOOK_AROUND)
    is_drawn = place.read(config.folder) is None
    try:
        listening = sockets.listen(port)
        found = _known(config.folder, listening)
    except OSError:
        claimed.close(config.folder)
        _take_back(config.folder, is_new=is_new, is_drawn=is_drawn)
        raise
    address = Address(config.host or found.host, listening.port)
    return Door(config, listening, claimed, address, is_new=is_new, is_drawn=is_drawn)


def _known(folder: Path, listening: sockets.Listening) -> place.Place:
    """Return the facts of the folder; stop listening where they cannot be kept."""
    try:
        return place.prepare(folder)
    except OSError:
        listening.close()
        raise


def _take_back(folder: Path, *, is_new: bool, is_drawn: bool) -> None:
    """Leave the folder as it was before a start that came to nothing."""
    if place.has_vault(folder):
        return
    with suppress(OSError):
        if is_drawn:
            place.forget(folder)
        if is_new:
            folder.rmdir()  # only while it is empty


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
    _take_back(door.config.folder, is_new=door.is_new, is_drawn=door.is_drawn)


def can_show_browser() -> bool:
    """Say whether there is a screen to open a browser on."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
