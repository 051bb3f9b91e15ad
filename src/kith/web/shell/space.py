"""The one door to a person's life in Kith."""

from contextlib import suppress
from datetime import tzinfo
from zoneinfo import available_timezones

from django.http import HttpRequest

from kith.machine.zone import machine_zone
from kith.web.door import place
from kith.web.door.pages import DEFAULT_TITLE
from kith.web.room.running import Room
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_named


def the_space() -> Space:
    """Return the space of this vault, made on first use in the zone of this machine."""
    space = Space.objects.order_by("pk").first()
    return space if space is not None else Space.objects.create(zone=machine_zone() or "UTC")


def space_of(request: HttpRequest) -> Space:
    """Return the space that this request may see."""
    space: Space | None = getattr(request, "space", None)
    return space if space is not None else the_space()


def settle(room: Room) -> None:
    """Let the room keep to what the person set: when it locks, where Exit leads, what it is called.

    The door shows the name too, so a chosen one is kept where the locked door can read it; a sample
    life changes nothing outside itself.
    """
    space = the_space()
    room.idle_minutes, room.exit_site = space.idle_minutes, space.exit_site
    room.title = place.as_title(space.title) or DEFAULT_TITLE
    if room.mode != "sample":
        with suppress(OSError):  # a full disk is told where something of the person's is saved
            place.keep_title(room.folder, None if room.title == DEFAULT_TITLE else room.title)


def zone_of(space: Space) -> tzinfo:
    """Return the zone the person lives in now, UTC where it is not known."""
    return zone_named(space.zone)  # remembered: asking for every zone there is takes 10 ms


def notice_zone(space: Space, name: str) -> None:
    """Remember the zone that the browser reports, if it is a real one; a sample life keeps its own."""
    if name and name != space.zone and not space.is_sample and name in available_timezones():
        space.zone = name
        space.save(update_fields=["zone"])
