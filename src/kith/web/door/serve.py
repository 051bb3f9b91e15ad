"""The door's main loop: answer while locked, keep still while a room lives, be there after it."""

import selectors
import signal
import threading
import time
from contextlib import suppress

from kith.machine.claimed import LOOK_AROUND, sweep
from kith.web.door import handover, roomlink, signals
from kith.web.door.control import Message, serve_one
from kith.web.door.http import converse
from kith.web.door.roomlink import RoomLink
from kith.web.door.state import Door

LOCK_SECONDS = 1.5
OTHERS_SECONDS = 0.5
CONVERSATIONS = 256  # waited for (fewer, see door.waiting), being answered, being closed


def run(door: Door) -> int:
    """Serve until told to stop; return the exit code."""
    for number in signals.STOPPING:
        signal.signal(number, lambda *_: _asked_to_stop(door))
    signals.let_in()
    with selectors.DefaultSelector() as waiting:
        waiting.register(door.bell[0], selectors.EVENT_READ, "bell")
        waiting.register(door.control.listening, selectors.EVENT_READ, "control")
        _watch_or_accept(door, waiting)
        while True:
            ready = {key.data for key, _ in waiting.select(door.waiting.until_next_look())}
            door.waiting.sweep()
            if "bell" in ready and not _heed(door, waiting):
                return 0
            if "control" in ready:
                serve_one(door.control, lambda message: _reply(door, message))
            if "browser" in ready:
                _accept(door)


def _asked_to_stop(door: Door) -> None:
    door.stopping = True
    door.ring("stop")


def _watch_or_accept(door: Door, waiting: selectors.BaseSelector) -> None:
    if door.is_open:
        door.room_gone.clear()
        door.watching = True
        signals.start_thread(_watch, door)
    else:
        door.paused.clear()
        waiting.register(door.listening.main, selectors.EVENT_READ, "browser")


def _watch(door: Door) -> None:
    """Wait in a thread of its own for the end of the room."""
    assert door.room is not None  # noqa: S101 (asked by the caller)
    door.stopped_unasked = not roomlink.until_ended(door.room)
    door.room_gone.set()
    door.ring("room ended")


def _accept(door: Door) -> None:
    with suppress(OSError):
        line, who = door.listening.main.accept()
        if threading.active_count() > CONVERSATIONS:
            line.close()
            return
        door.waiting.begin(line)
        signals.start_thread(converse, door, line, who)


def _heed(door: Door, waiting: selectors.BaseSelector) -> bool:
    """Do what other threads asked for; False ends the loop."""
    door.bell[0].recv(4096)
    while not door.events.empty():
        match door.events.get():
            case "pause":
                with suppress(KeyError):
                    waiting.unregister(door.listening.main)
                door.paused.set()
            case "hand over":
                _hand_over(door)
            case "room ended":
                door.watching = False
                _after_room(door)
                _watch_or_accept(door, waiting)
            case "stop":
                _end_room(door)
                door.control.close(door.config.folder)
                return False
    return True


def _hand_over(door: Door) -> None:
    """Let an opened room serve, then drop every byte this process ever read.

    A try that is under way is left alone; it asks again when it is answered. A signal to stop
    comes first: from here on it waits for the next image, unless it was heard already.
    """
    signals.hold_back()
    if door.stopping:
        return
    if not door.opening.acquire(blocking=False):
        signals.let_in()
        return
    until = time.monotonic() + OTHERS_SECONDS
    while door.busy and time.monotonic() < until:
        time.sleep(0.005)
    let_in(door)
    handover.renew(door)


def let_in(door: Door) -> None:
    """Let an opened room begin to serve; from now on the door takes no connection."""
    if door.is_open and door.room is not None:
        roomlink.tell(door.room, {"do": "serve"})


def _after_room(door: Door) -> None:
    if door.room is not None:
        roomlink.put_away(door.room)
        door.room = None
    sweep(door.config.folder, LOOK_AROUND)  # what a room that was killed could not take away


def _end_room(door: Door) -> bool:
    """Ask an open room to lock, and make sure that it is gone; say whether there was one.

    A room that a try is speaking with is only ended here: the try's thread waits on its pipes, so
    that thread hears the end and closes them.
    """
    if not door.opening.acquire(blocking=False):
        with door.starting:
            if door.room is not None:
                roomlink.kill(door.room)
            return door.is_open
    try:
        was_open = door.is_open
        if door.room is not None and was_open:
            _ask_to_leave(door, door.room)
        with door.starting:
            _after_room(door)
        return was_open
    finally:
        door.opening.release()


def _ask_to_leave(door: Door, room: RoomLink) -> None:
    """Tell a room to lock and wait until it has, but not for long."""
    roomlink.tell(room, {"do": "lock"})
    if not door.watching:  # opened, and not serving yet: nobody else listens to it
        roomlink.hear(room, LOCK_SECONDS)
    elif not door.room_gone.wait(LOCK_SECONDS):
        roomlink.kill(room)
        door.room_gone.wait(LOCK_SECONDS)
    door.stopped_unasked = False


def _reply(door: Door, message: Message) -> Message:
    """Answer another command on this machine."""
    match message.get("do"):
        case "lock":
            return {"locked": True, "was_open": _end_room(door)}
        case "address":
            return {"address": door.launch_address()}
        case "status":
            here = f"{door.address.origin}/"
            return {"running": True, "locked": not door.is_open, "address": here}
        case _:
            return {}
