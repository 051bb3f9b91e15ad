"""What networks have in common, as GraphML or as tables: people around one, and how ties stand.

Kith's own values (`kith_circle` and so on) are read as they were written. Of other programs come
in names, kinds and places; a number whose scale the file does not say stays out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import hypot
from typing import TypeVar

from kith.exchange import text
from kith.exchange.numbers import number
from kith.exchange.register import kind
from kith.records import Bond, Flow, Person, Presence, Tie

RINGS = (0.44, 0.69, 0.91)
"""Where the circles of the map end, 0 in the middle to 1 (see `kith.plots.ecomap`)."""
OWN = "kith_"
SELF = frozenset({"you", "me", "ego", "i", "myself", "self"})
"""What somebody who stands in their own network is called there."""
_NAMES = ("label", "name", "nickname", "full_name", "first_name")
_PEOPLE = frozenset({"", "person", "people", "alter", "node", "contact"})
_KINDS = ("relationship", "relation", "role", "kind", "kinds", "category", "type_of_relationship")
_CIRCLES = frozenset({0, 1, 2, 3})
_MOST = 10
_EDGE = 1.0
Said = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Read:
    """What a node became: somebody, perhaps a tie, and the names of what stays out."""

    person: Person
    tie: Tie | None
    left_out: tuple[str, ...] = ()


def read(said: Said, what: str, name: str, at: datetime | None) -> Read:
    """Return somebody by what a node says of them; `what` is the kind of node in its program."""
    taken: set[str] = set()
    kinds = _kinds(said, what, taken)
    person = Person(
        name,
        kinds,
        text.name(_own(said, "pronouns", taken)),
        _choice(Presence, _own(said, "presence", taken)) or Presence.PRESENT,
    )
    tie = _tie(said, name, at, taken)
    plain = {key for key in said if key.casefold() in _NAMES}
    rest = [key for key, value in said.items() if value and key not in taken | plain]
    return Read(person, tie, tuple(rest))


def name_of(said: Said) -> str:
    """Return what somebody is called, "" where nothing says it."""
    by_key = {key.casefold(): value for key, value in said.items()}
    first = by_key.get("first_name", "") and by_key.get("last_name", "")
    if first:
        return text.name(f"{by_key['first_name']} {by_key['last_name']}")
    return next((name for key in _NAMES if (name := text.name(by_key.get(key, "")))), "")


def _own(said: Said, key: str, taken: set[str]) -> str:
    taken.add(OWN + key)
    return said.get(OWN + key, "").strip()


def _kinds(said: Said, what: str, taken: set[str]) -> tuple[str, ...]:
    found = [word for word in _own(said, "kinds", taken).split(";") if word.strip()]
    if what.casefold() not in _PEOPLE:
        found.append(what)
    for key, value in said.items():
        head, mark, option = key.partition("_")
        if key.casefold() in _KINDS and value:
            found.append(value)
            taken.add(key)
        elif mark and head.casefold() in _KINDS and value.casefold() in {"true", "false", "1", "0"}:
            taken.add(key)
            if value.casefold() in {"true", "1"}:
                found.append(option.replace("_", " "))
    return tuple(dict.fromkeys(kind(word) for word in found if text.name(word)))


def _tie(said: Said, name: str, at: datetime | None, taken: set[str]) -> Tie | None:
    x, y = _place(said, taken)
    circle = whole(_own(said, "circle", taken))
    own = {key: _own(said, key, taken) for key in ("bond", "flow", "closeness", "intimacy")}
    if at is None or (circle is None and x is None):
        return None
    if circle not in _CIRCLES or circle is None:
        circle = circle_at(x or 0.0, y or 0.0)
    return made_tie(name, at, circle, own, (x, y))


def made_tie(
    name: str,
    at: datetime,
    circle: int,
    said: Said,
    place: tuple[float | None, float | None] = (None, None),
) -> Tie:
    """Return a tie by the words of Kith; what is no answer there counts as unsaid."""
    return Tie(
        name,
        at,
        circle if circle in _CIRCLES else 0,
        _choice(Bond, said.get("bond", "")) or Bond.UNSAID,
        _choice(Flow, said.get("flow", "")) or Flow.UNSAID,
        closeness=_rating(said.get("closeness", "")),
        intimacy=_rating(said.get("intimacy", "")),
        x=place[0],
        y=place[1],
    )


def _place(said: Said, taken: set[str]) -> tuple[float | None, float | None]:
    """Return a place on −1..1, from Kith's own or from a layout whose corner is 0, 0."""
    own = [coordinate(_own(said, key, taken)) for key in ("x", "y")]
    if own[0] is not None and own[1] is not None:
        return own[0], own[1]
    for key in said:
        if key[-2:] in {"_x", "_X"} and key not in taken:
            other = f"{key[:-1]}{'y' if key.endswith('x') else 'Y'}"
            across, down = number(said[key]), number(said.get(other, ""))
            if "screenspace" not in key.casefold() and across is not None and down is not None:
                taken |= {key, other}
                if 0 <= across <= _EDGE and 0 <= down <= _EDGE:
                    return round(2 * across - 1, 9), round(2 * down - 1, 9)
    return None, None


def coordinate(value: str) -> float | None:
    """Return a place on one axis of the map, None beyond its edges."""
    found = number(value)
    return found if found is not None and abs(found) <= _EDGE else None


def circle_at(x: float, y: float) -> int:
    """Return the circle that a place lies in: 1 closest, 2, 3 acquainted, 0 outside."""
    away = hypot(x, y)
    return next((i for i, ring in enumerate(RINGS, 1) if away <= ring), 0)


def whole(value: str) -> int | None:
    """Return a whole number, None for anything else."""
    found = number(value)
    return int(found) if found is not None and found.is_integer() else None


def _rating(value: str) -> int | None:
    found = whole(value)
    return found if found is not None and 0 <= found <= _MOST else None


def _choice(choices: type[Choice], value: str) -> Choice | None:
    return choices(value) if value in {one.value for one in choices} else None


def matched(people: Iterable[Person], ties: Iterable[Tie]) -> dict[int, Tie]:
    """Return the tie of each person by their number; of two people of one name each has their own."""
    waiting: dict[str, list[int]] = {}
    for place, person in enumerate(people):
        waiting.setdefault(person.name, []).append(place)
    return {waiting[tie.person].pop(0): tie for tie in ties if waiting.get(tie.person)}
