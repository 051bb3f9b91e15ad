"""A loop that somebody laid out, drawn: one box for each answer, and an arrow to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kith import plots, practices
from kith.practices import Field, Practice
from kith.web.boundaries.pictures import Picture, drawn_twice
from kith.web.practise import words

FEWEST = 2  # answers, from which on one thing leads to another


@dataclass(frozen=True, slots=True)
class Loop:
    """The picture, and the same in words: what was asked, and the answer, in the order of the way."""

    picture: Picture
    stations: tuple[plots.Station, ...]


def loop(practice: Practice, field: Field, values: Mapping[str, Any]) -> Loop | None:
    """Draw the answers that a field names; what was left open is left out. None for fewer than two."""
    asked = [practice.field(name) for name in field.of]
    said = [(one, practices.said(one, values.get(one.id), words.word, values)) for one in asked]
    stations = tuple(plots.Station(one.ask, ", ".join(lines)) for one, lines in said if lines)
    if len(stations) < FEWEST:
        return None

    def draw(width: float, key: str) -> str:
        return plots.loop(
            stations,
            title=field.ask or practice.title,
            description=_("Each box leads to the next, and the last one back to the first."),
            width=width,
            key=f"loop-{field.id}-{key}",
        )

    return Loop(drawn_twice(draw), stations)
