"""Whom it is turned on: what is said of others or of things is not taken for harm to oneself.

Some kinds of templates are only asked here: `in_hand` (means at hand, nobody named), `feared`
(the writer fears to hurt somebody), `accident` (it happened by mishap), `thing` (what would
be violence to a person is said of a meal, a tool or a plant), and those of `beside.toml`: `hinted`
(a hint of one's own death), `idle` (a call is left, a machine gave up) and `play` (a game, a meal).
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

from kith.safety.reading import NOTHING, Reading
from kith.safety.templates import OWN

# Templates in which the writer is the one who hurts: feared or told (no panel unless the words lie far
# above the bar), meant (a panel, whatever the words weigh), at hand.
TOLD_HARM, MEANT_HARM = frozenset({"harm_feared", "harm_done"}), frozenset({"harm_meant"})
IN_HAND, FEARED, ACCIDENT, THING = "in_hand", "feared", "accident", "thing"
HINTED, IDLE, PLAY = "hinted", "idle", "play"


def settled(found: Mapping[str, Reading]) -> dict[str, Reading]:
    """Give what templates found, with means at hand given to whom they threaten.

    They are harm to somebody else where that is at hand and no template knows of a wish to die or
    to hurt oneself; else they are the writer's own danger.
    """
    rest = {kind: reading for kind, reading in found.items() if kind not in {IN_HAND, HINTED}}
    if HINTED in found and OWN[0] not in rest:
        rest[OWN[0]] = replace(found[HINTED], kind=OWN[0])
    held = found.get(IN_HAND, NOTHING)
    others = rest.get("harm_to_others", NOTHING).level == 3 and rest.keys().isdisjoint(OWN)
    if held.level and not others and held.level > rest.get(OWN[0], NOTHING).level:
        rest[OWN[0]] = replace(held, kind=OWN[0])
    return rest


def at_end(found: Mapping[str, Reading]) -> bool:
    """Say whether nothing that follows could change the page: level 3, and clear for whom."""
    return any(reading.level == 3 for kind, reading in found.items() if kind != IN_HAND)


def harm_in(found: Mapping[str, Reading]) -> Reading:
    """Give the strongest template about harm to somebody else; what is only feared, where none is there."""
    template = found.get("harm_to_others", NOTHING)
    if template.level == 0 and FEARED in found:
        return Reading(1, "harm_to_others", found[FEARED].reason)
    return template


def not_oneself(found: Mapping[str, Reading], rules: Collection[str], sentences: int) -> bool:
    """Say whether hurt is told that the writer does to somebody else or to a thing, or had by accident.

    Only in a text of one sentence in which no template knows of more.
    """
    if sentences > 1 or not found.keys().isdisjoint(OWN):
        return False
    if ACCIDENT in found or IDLE in found:
        return True
    turned = THING in found or harm_in(found).reason in TOLD_HARM | MEANT_HARM | {"figure"}
    return turned and "vocabulary" not in rules


def not_others(found: Mapping[str, Reading], sentences: int) -> bool:
    """Say whether the one sentence speaks of a thing, and no template of harm to somebody."""
    return sentences == 1 and THING in found and harm_in(found).level == 0


def not_danger(found: Mapping[str, Reading], sentences: int) -> bool:
    """Say whether the one sentence speaks of a game or a meal, and no template of danger."""
    return sentences == 1 and PLAY in found and not found.get("danger", NOTHING).level
