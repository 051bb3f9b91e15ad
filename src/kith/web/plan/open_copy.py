"""The room's side of the open copy: written only when asked, compared, taken away."""

from collections.abc import Collection, Sequence
from datetime import date

from kith.mentions import mentioned
from kith.web.door import opencopy
from kith.web.door.opencopy import OpenCopy
from kith.web.people.models import Person
from kith.web.plan import versions
from kith.web.plan.telling import Told, told
from kith.web.room.running import Room
from kith.web.shell import inside


def held(room: Room) -> OpenCopy | None:
    """Return the open copy of this person's folder; a sample life has none."""
    return None if room.mode == "sample" else opencopy.read(room.folder)


def exists(room: Room) -> bool:
    """Say whether there is an open copy, readable or not."""
    return room.mode != "sample" and opencopy.exists(room.folder)


def may_hold(plan: Sequence[Told]) -> list[Told]:
    """Return the parts that have anything to show."""
    return [one for one in plan if one.lines]


def made(plan: Sequence[Told], chosen: Collection[str], today: date) -> OpenCopy:
    """Return what the copy of the chosen parts says now."""
    rows = [one for one in may_hold(plan) if one.part.code in chosen]
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


def may_name(room: Room, names: tuple[str, ...]) -> bool:
    """Say whether the open copy holds one of the names, or cannot be read, so that nobody knows."""
    copy = held(room)
    if copy is None:
        return exists(room)
    return mentioned([[title, list(lines)] for _, title, lines in copy.parts], names)


def may_show(room: Room, person: Person) -> bool:
    """Say whether somebody may stand in the open copy.

    By their name of now; and where the plan can be read, also under one of before: it names them by
    their uid, and the copy says something else than the plan.
    """
    if may_name(room, (person.name,)):
        return True
    copy = held(room)
    if copy is None or inside.is_shut(person.space):
        return False
    plan = versions.as_of(person.space)
    named = any(uid == str(person.uid) for said in plan.values() for uid, _ in said.people)
    return named and is_behind(copy, told(person.space, plan))


def take_away(room: Room) -> bool:
    """Delete the open copy; say whether there was one. A sample life touches nothing outside it."""
    return room.mode != "sample" and opencopy.take_away(room.folder)
