"""What the map is drawn from and what it is made of: plain values, no table and no page."""

from dataclasses import dataclass, field
from enum import StrEnum

from kith.records import Bond, Flow, Presence


class Shows(StrEnum):
    """What the check-ins show of somebody; drawn by colour and by mark, never by colour alone."""

    NOURISHING = "nourishing"
    DRAINING = "draining"
    NO_CLEAR_EFFECT = "no_clear_effect"
    TOO_EARLY = "too_early"
    UNSAID = "unsaid"  # nothing is claimed: a look back, somebody who died, no contact


class Shape(StrEnum):
    """What a node is, by its outline."""

    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    PET = "pet"


@dataclass(frozen=True, slots=True)
class Node:
    """One person, group, place or pet. `x`, `y` are −1..1 with you in the middle, y downwards.

    Without a place the node is given one in its circle (1 closest to 3, 0 outside). `said` is the
    whole accessible name; `was` is where the node stood at the time it is compared with.
    """

    key: str
    label: str
    said: str
    circle: int = 3
    bond: Bond = Bond.UNSAID
    flow: Flow = Flow.UNSAID
    shows: Shows = Shows.TOO_EARLY
    shape: Shape = Shape.PERSON
    presence: Presence = Presence.PRESENT
    x: float | None = None
    y: float | None = None
    href: str = ""
    was: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The words in the picture, in the person's language."""

    title: str
    description: str
    you: str
    circles: tuple[str, str, str]  # closest first
    mark: str = ""  # stands above the picture, also in a file: that this life is made up


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, the middle of the map at (0, 0)."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether two rectangles share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def middle(self) -> tuple[float, float]:
        """Return the centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Label:
    """The written name: its lines and the room they take."""

    lines: tuple[str, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where everything stands, in pixels from the middle; `half` is half the side of the map."""

    half: float
    nodes: tuple[Node, ...]
    at: tuple[tuple[float, float], ...]
    labels: tuple[Label, ...]
    captions: tuple[Label, ...] = field(default=())
