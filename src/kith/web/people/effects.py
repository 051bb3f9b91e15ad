"""What the last fit says of somebody, in the words the map and the person page need."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from kith.plots.ecomap import Shows
from kith.records import Presence
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
    """One person's effect on the outcome as the last fit said it."""

    shows: Shows
    mean: float
    low: float
    high: float
    contacts: int
    estimand: str
    more: int | None = None  # about how many more contacts it would take

    @property
    def one_sided(self) -> bool:
        """Say whether the whole interval lies on the side of the mean."""
        return min(self.low * self.mean, self.high * self.mean) >= 0

    @property
    def nearest(self) -> float:
        """Return the end of the interval nearer to zero, without its sign."""
        return min(abs(self.low), abs(self.high))

    @property
    def farthest(self) -> float:
        """Return the end of the interval farther from zero, without its sign."""
        return max(abs(self.low), abs(self.high))

    @property
    def size(self) -> float:
        """Return the size of the effect without its sign."""
        return abs(self.mean)


def effects_of(space: Space) -> dict[int, Effect]:
    """Return the effect of everybody whom the last fit speaks of, by their key."""
    return {pk: read for pk, said in _latest(space).items() if (read := _read(said))}


def shown(person: Person, effect: Effect | None) -> Shows:
    """Return what the map shows of somebody; nothing is asked for where there is no contact."""
    if effect is not None and effect.shows is not Shows.TOO_EARLY:
        return effect.shows
    return Shows.TOO_EARLY if person.presence == Presence.PRESENT else Shows.UNSAID


def _latest(space: Space) -> Mapping[int, Mapping[str, Any]]:
    try:
        latest = import_module("kith.web.insight.latest")
    except ImportError:
        return {}
    found: Mapping[int, Mapping[str, Any]] = latest.latest_effects(space)
    return found


def _read(said: Mapping[str, Any]) -> Effect | None:
    shows = VERDICTS.get(str(said.get("verdict", "")).replace("_", " "))
    if shows is None:
        return None
    return Effect(
        shows=shows,
        mean=float(said["mean"]),
        low=float(said["low"]),
        high=float(said["high"]),
        contacts=int(said["contacts"]),
        estimand=str(said.get("estimand", "after_4h")),
        more=said.get("more_contacts"),
    )
