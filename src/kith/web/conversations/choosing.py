"""What may come of each way to go on in a scene about somebody's limit. No choice is counted."""

from dataclasses import dataclass
from typing import Any

from kith.web.conversations.scenes import Choice, Cue
from kith.web.conversations.words import CHOSEN


@dataclass(frozen=True, slots=True)
class Came:
    """The choice, a gentle word about it, and the other ways."""

    chosen: Choice
    word: Any
    others: tuple[Choice, ...]


def came_of(one: Cue, kind: str) -> Came | None:
    """Return what may come of a choice; None where there is none of that kind."""
    chosen = next((choice for choice in one.choices if choice.kind == kind), None)
    if chosen is None:
        return None
    others = tuple(choice for choice in one.choices if choice is not chosen)
    return Came(chosen, CHOSEN[chosen.kind, chosen.kind in one.right], others)
