"""Good and hard times on one line, drawn in order with each other, and the same as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith import plots
from kith.practices import Field, Practice
from kith.practices.fitting import fits
from kith.practices.in_order import Moment, in_order
from kith.practices.running import sized
from kith.web.boundaries.pictures import Picture, drawn_twice

MOST = 40  # titles that are drawn; the table holds all of them


@dataclass(frozen=True, slots=True)
class LifeLine:
    """The picture, and the same as rows: when, what, and which list it stands in."""

    picture: Picture
    rows: tuple[tuple[str, str, str], ...]


def life_line(practice: Practice, field: Field, values: Mapping[str, Any]) -> LifeLine | None:
    """Draw the two ladders that a field names; None where neither was filled in."""
    asked = [practice.field(name) for name in field.of]
    held = [values.get(one.id) if fits(one, values.get(one.id)) else None for one in asked]
    moments = in_order(*((tuple(row) for row in one or ()) for one in held))
    if not moments:
        return None
    sides = (asked[0].ask, asked[1].ask)

    def draw(width: float, key: str) -> str:
        return plots.life(
            [
                plots.Title(one.side, _labelled(one), f"{_labelled(one)} ({sides[one.side]})")
                for one in moments[:MOST]
            ],
            sides=sides,
            title=field.ask or practice.title,
            description=_("From the top down, in order. One kind of time on each side."),
            width=width,
            key=f"life-{field.id}-{key}",
        )

    rows = tuple((_when(one), one.title, sides[one.side]) for one in moments)
    return LifeLine(drawn_twice(draw), rows)


def _when(one: Moment) -> str:
    return "" if one.at is None else str(sized(one.at))


def _labelled(one: Moment) -> str:
    return f"{_when(one)} · {one.title}" if one.at is not None else one.title
