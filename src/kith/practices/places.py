"""On which line of a TOML text a key or a table stands; the standard library does not say."""

import re
from collections import Counter

Path = tuple[str | int, ...]
_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_\"'.-]+)\s*=")
_LONGEST_HEADER = 300  # characters: a longer line is no heading, and would take long to look at
_LONG = re.compile(r'"""|\'\'\'')


def lines_of(text: str) -> dict[Path, int]:
    """Return the line, from 1, of each table and each key that begins a line, by its path.

    The second `[[step]]` is `("step", 1)`, a key of its third field `("step", 1, "field", 2, "ask")`.
    """
    found: dict[Path, int] = {(): 1}
    counts: Counter[Path] = Counter()
    here: Path = ()
    closes = ""
    for number, line in enumerate(text.splitlines(), 1):
        if closes:
            closes = "" if line.count(closes) % 2 else closes
            continue
        if header := len(line) <= _LONGEST_HEADER and _HEADER.match(line):
            here = _table(header[2], counts, many=header[1] == "[[")
            found.setdefault(here, number)
            if header[1] == "[[":  # the list itself begins at its first table
                found.setdefault(here[:-1], number)
            continue
        if key := _KEY.match(line):
            found.setdefault((*here, *_words(key[1])), number)
        mark = _LONG.search(line)
        if mark and line.count(mark[0]) % 2:
            closes = mark[0]
    return found


def line_of(found: dict[Path, int], path: Path) -> int:
    """Return the line of a path, or of the nearest table or key around it."""
    while path not in found:
        path = path[:-1]
    return found[path]


def _words(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))


def _table(name: str, counts: Counter[Path], *, many: bool) -> Path:
    """Return the path of a table that begins here; those of lists are numbered as they come."""
    *before, last = _words(name)
    path: Path = ()
    for part in before:
        path = (*path, part)
        if counts[path]:
            path = (*path, counts[path] - 1)
    path = (*path, last)
    if many:
        counts[path] += 1
        path = (*path, counts[path] - 1)
        for below in [one for one in counts if one[: len(path)] == path]:
            del counts[below]
    return path
