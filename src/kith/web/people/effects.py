"""What the last fit says of somebody, in the words the map and the person page need."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kith.plots.ecomap import Shows
from kith.records import Presence
from kith.web.insight.latest import latest_effects
from kith.web.people.models import Person
from kith.web.shell.models import Space

VERDICTS = {
    "nourishing": Shows.NOURISHING,
    "draining": Shows.DRAINING,
    "no clear effect": Shows.NO_CLEAR_EFFECT,
    "not enough yet": Shows.TOO_EARLY,
}


@dataclass(frozen=True, slots=True)
class Effect:
    """What the last fit said of one person, and how many contacts it rests on."""

    shows: Shows
    sentence: str
    contacts: int


def effects_of(space: Space) -> dict[int, Effect]:
    """Return the effect of everybody whom the last fit speaks of, by their key."""
    return {pk: read for pk, said in latest_effects(space).items() if (read := _read(said))}


def shown(person: Person, effect: Effect | None) -> Shows:
    """Return what the map shows of somebody; nothing is asked for where there is no contact."""
    if effect is not None and effect.shows is not Shows.TOO_EARLY:
        return effect.shows
    return Shows.TOO_EARLY if person.presence == Presence.PRESENT else Shows.UNSAID


def _read(said: Mapping[str, Any]) -> Effect | None:
    shows = VERDICTS.get(said["verdict"])
    if shows is None:
        return None
    return Effect(shows, str(said["sentence"]), int(said["contacts"]))
