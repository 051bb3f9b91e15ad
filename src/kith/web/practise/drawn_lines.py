"""Whom somebody put where, by how the line to them feels: drawn as social workers do, with a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith.plots import ecomap
from kith.plots.ecomap import Node, Shows, Words
from kith.practices import Field, Practice
from kith.practices.fitting import fits
from kith.records import Bond, Presence
from kith.web.boundaries.pictures import Picture, drawn_twice

# as the fields follow; the fifth is for whoever has died and still belongs there
BONDS = (Bond.STRONG, Bond.THIN, Bond.STRESSFUL, Bond.CUT_OFF, Bond.UNSAID)
CIRCLES = (1, 2, 2, 3, 3)  # where each is drawn; the captions say that it is not how near they are
DIED = 4  # the list of those who have died
MOST = 40  # names that are drawn; the table holds all of them


@dataclass(frozen=True, slots=True)
class Lines:
    """The picture, and the same as a table: what was asked, and the names."""

    picture: Picture
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def lines(practice: Practice, field: Field, values: Mapping[str, Any]) -> Lines | None:
    """Draw the lists that a field names; None where nobody stands in them."""
    asked = [practice.field(name) for name in field.of]
    rows = tuple((one.ask, _names(one, values.get(one.id))) for one in asked)
    nodes = [
        Node(
            key=f"{row}-{number}",
            label=name,
            said=f"{name}: {ask}",
            circle=circle,
            bond=bond,
            shows=Shows.UNSAID,
            presence=Presence.DECEASED if row >= DIED else Presence.PRESENT,
        )
        for row, ((ask, names), bond, circle) in enumerate(zip(rows, BONDS, CIRCLES, strict=False))
        for number, name in enumerate(names)
    ]
    if not nodes:
        return None
    words = Words(
        title=field.ask or practice.title,
        description=_("You in the middle, and a line to each, drawn as it feels."),
        you=_("you"),
        circles=(
            rows[0][0],
            f"{rows[1][0]} · {rows[2][0]}",
            " · ".join(ask for ask, _names in rows[3:]),
        ),
    )
    drawn = ecomap.draw(tuple(nodes[:MOST]), words, standalone=True)
    return Lines(drawn_twice(lambda _width, _key: drawn), rows)


def _names(field: Field, value: Any) -> tuple[str, ...]:
    return tuple(value or ()) if fits(field, value) else ()
