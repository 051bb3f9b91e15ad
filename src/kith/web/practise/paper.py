"""A run on paper: the person picks which answers stand there, and whether names become letters.

Nothing of a choice is kept, and nothing is sent anywhere.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from kith.mentions import replaced, spellings
from kith.web.people.doors import people_of
from kith.web.practise import telling
from kith.web.practise.telling import Shown, Standing
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Part:
    """One answer that can stand on the paper, by its number in the run."""

    number: int
    heading: str
    shown: Shown


def parts(standing: Standing, hidden: Collection[str]) -> list[Part]:
    """Return every answer that can be put on paper, in order; a picture stays out."""
    rows = [
        (heading, one)
        for heading, shown in telling.everything(standing, hidden)
        for one in shown
        if one.lines
    ]
    return [Part(number, heading, one) for number, (heading, one) in enumerate(rows)]


def chosen(found: list[Part], numbers: Collection[str]) -> list[Part]:
    """Return those whose number was ticked."""
    return [part for part in found if str(part.number) in numbers]


def with_letters(space: Space, found: list[Part]) -> list[Part]:
    """Return them with the first letter for each name of the map."""
    names = [name for one in people_of(space) for name in spellings([one.name])]
    return [
        replace(
            part,
            shown=replace(
                part.shown, lines=tuple(_short(line, names) for line in part.shown.lines)
            ),
        )
        for part in found
    ]


def _short(line: str, names: Collection[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        line = replaced(line, (name,), f"{name[:1]}.")
    return line
