"""Who was there, read out of one cell or several."""

import re
from collections.abc import Iterable

from kith.exchange import text
from kith.exchange.mapping import Mapping, People

ALONE = frozenset(
    {"alone", "nobody", "no one", "no-one", "none", "by myself", "myself", "just me", "on my own"}
)
"""Words that mean nobody was there, in any file."""

Company = tuple[str, ...] | None
"""Names; empty when alone, None when it is not known."""


def split(cell: str, separators: str) -> tuple[str, ...]:
    """Return the names in a cell, cleaned, each once, in order."""
    return tuple(dict.fromkeys(name for name in split_all(cell, separators) if name))


def split_all(cell: str, separators: str) -> tuple[str, ...]:
    """Return every part of a cell, cleaned, empty and repeated ones too."""
    parts = re.split(f"[{re.escape(separators)}]", cell) if separators else [cell]
    return tuple(text.name(part) for part in parts)


def company(cells: Iterable[str | None], people: People, mapping: Mapping) -> Company:
    """Return who was there.

    With one column an empty cell means alone and a missing code means unknown. With several, the
    codes for alone in one column say nothing about the others: alone is when a code says so and
    nobody is named; unknown when no column says anything.
    """
    cells = list(cells)
    one = len(cells) == 1
    named: list[str] = []
    alone = False
    for cell in cells:
        if cell is None or (cell.strip() and _unknown(cell, people, mapping)):
            continue
        if not cell.strip():
            alone = alone or (one and "" not in people.unknown and "" not in mapping.missing)
            continue
        for name in split(cell, people.separators):
            if _is_alone(name, people):
                alone = True
            elif not _unknown(name, people, mapping):
                named.append(people.rename.get(name, name))
    if named:
        return tuple(dict.fromkeys(named))
    return () if alone else None


def _unknown(cell: str, people: People, mapping: Mapping) -> bool:
    return _among(cell.strip(), people.unknown) or mapping.is_missing(cell)


def _is_alone(name: str, people: People) -> bool:
    return _among(name, people.alone) or (not people.alone and name.casefold() in ALONE)


def _among(said: str, words: Iterable[str]) -> bool:
    """Whether it is one of these words; capitals make no other word."""
    return said.casefold() in {word.casefold() for word in words}
