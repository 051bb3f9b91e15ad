"""The room's side of the open copy: written only when asked, compared, taken away."""

from collections.abc import Collection, Sequence
from datetime import date

from kith.web.door import opencopy
from kith.web.door.opencopy import OpenCopy
from kith.web.plan.telling import Told
from kith.web.room.running import Room


def held(room: Room) -> OpenCopy | None:
    """Return the open copy of this person's folder; a sample life has none."""
    return None if room.mode == "sample" else opencopy.read(room.folder)


def exists(room: Room) -> bool:
    """Say whether there is an open copy, readable or not."""
    return room.mode != "sample" and opencopy.exists(room.folder)


def may_hold(plan: Sequence[Told]) -> list[Told]:
    """Return the parts that have anything to show."""
    return [told for told in plan if told.lines]


def made(plan: Sequence[Told], chosen: Collection[str], today: date) -> OpenCopy:
    """Return what the copy of the chosen parts says now."""
    rows = [told for told in may_hold(plan) if told.part.code in chosen]
    parts = tuple((one.part.code, one.part.title, one.lines) for one in rows)
    return OpenCopy(today.isoformat(), parts)


def chosen_in(copy: OpenCopy) -> list[str]:
    """Return the codes of the parts that a copy holds."""
    return [code for code, _, _ in copy.parts]


def is_behind(copy: OpenCopy, plan: Sequence[Told]) -> bool:
    """Say whether the plan has changed since in the parts that the copy holds.

    That is also so when somebody in it may not stand in the plan any more.
    """
    return made(plan, chosen_in(copy), date.min).parts != copy.parts


def take_away(room: Room) -> bool:
    """Delete the open copy; say whether there was one. A sample life touches nothing outside it."""
    return room.mode != "sample" and opencopy.take_away(room.folder)
