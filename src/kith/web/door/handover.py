"""The door replaces its own process image, so that no byte of a passphrase stays in its memory.

Same process number, new memory: `execv` keeps open descriptors and children, and drops everything
else. What the new image must know (numbers of descriptors, folder, host: nothing secret) goes
through a pipe, so that it shows neither in the list of processes nor in the environment.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from kith.web.door import signals, sockets
from kith.web.door.control import Control
from kith.web.door.launch import Launch, Starter
from kith.web.door.patience import Patience
from kith.web.door.roomlink import RoomLink
from kith.web.door.sockets import Listening
from kith.web.door.state import Config, Door
from kith.web.guard import Address


def renew(door: Door) -> NoReturn:
    """Become a new image of the same door; does not return."""
    sys.stdout.flush()
    sys.stderr.flush()
    baton = json.dumps(_packed(door)).encode()
    signals.hold_back()
    reading, writing = os.pipe()
    os.write(writing, baton)  # far below what a pipe holds
    os.close(writing)
    for descriptor in (reading, *_descriptors(door)):
        os.set_inheritable(descriptor, True)
    command = [sys.executable, "-P", "-m", "kith.web.door", str(reading)]
    os.execv(command[0], command)  # noqa: S606 (that is the point: no shell, no second process)


def _descriptors(door: Door) -> list[int]:
    held, folder_lock, room = door.listening.held, door.control.folder_lock, door.room
    found = [door.listening.main.fileno(), door.control.listening.fileno()]
    found += [held.fileno()] if held is not None else []
    found += [folder_lock] if folder_lock is not None else []
    return found + ([room.to_room, room.from_room] if room is not None else [])


def _packed(door: Door) -> dict[str, Any]:
    room, held = door.room, door.listening.held
    return {
        "main": door.listening.main.fileno(),
        "held": None if held is None else held.fileno(),
        "control": door.control.listening.fileno(),
        "folder_lock": door.control.folder_lock,
        "config": asdict(door.config) | {"folder": str(door.config.folder)},
        "address": asdict(door.address),
        "starter": door.starter.token,
        "launch": [door.launch.token, door.launch.until, door.launch.spent],
        "failures": door.patience.failures,
        "not_before": door.patience.not_before,
        "room": None if room is None else [room.pid, room.to_room, room.from_room, room.is_open],
    }


def take_up(descriptor: int) -> Door:
    """Return the door that the image before this one was."""
    with os.fdopen(descriptor, "rb") as pipe:
        packed = json.loads(pipe.read())
    config = packed["config"]
    held = packed["held"]
    room = None if packed["room"] is None else RoomLink(*packed["room"])
    door = Door(
        config=Config(**config | {"folder": Path(config["folder"])}),
        listening=Listening(
            sockets.adopt(packed["main"]), None if held is None else sockets.adopt(held)
        ),
        control=Control(sockets.adopt(packed["control"]), packed["folder_lock"]),
        address=Address(**packed["address"]),
        starter=Starter(packed["starter"]),
        launch=Launch.taken_up(*packed["launch"]),
        patience=Patience(packed["failures"], packed["not_before"]),
        room=room,
    )
    for plain in _descriptors(door):
        os.set_inheritable(plain, False)
    return door
