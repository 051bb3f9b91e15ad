"""Read the file of a practice. One that does not hold together is refused, with all that is wrong.

A file never hinders another: `library` gives every practice that could be read, and beside them
what is wrong with the rest.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kith.practices.checking import check
from kith.practices.definition import Practice
from kith.practices.errors import DefinitionError, Problem
from kith.practices.making import made
from kith.practices.taking import Notes

FOLDER = Path(__file__).with_name("library")
LONGEST = 200_000  # characters of one file
_AT_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class Library:
    """Every practice by its id, in the order of a page, and what is wrong with files left out."""

    practices: Mapping[str, Practice]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def parse(text: str, file: str = "", kinds: Collection[str] | None = None) -> Practice:
    """Make a practice of the text of a file; raise `DefinitionError` with everything that is wrong.

    `kinds` are the kinds of things that can be made of answers, where they are known.
    """
    try:
        raw = tomllib.loads(text if len(text) <= LONGEST else "too long")
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines()) or 1
        raise DefinitionError((Problem("not_toml", file, line),)) from None
    notes = Notes(file)
    practice = made(raw, notes)
    if not notes.found:
        check(practice, notes, kinds)
    if notes.found:
        raise DefinitionError(notes.problems(text))
    return practice


def load(path: Path, kinds: Collection[str] | None = None) -> Practice:
    """Read one file; raise `DefinitionError` where it does not hold together."""
    return parse(_text(path), path.name, kinds)


def read_all(folder: Path, kinds: Collection[str] | None = None) -> Library:
    """Read every practice of a folder; a file that is wrong stays out and says why."""
    practices: dict[str, Practice] = {}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            text = _text(path)
            one = parse(text, path.name, kinds)
        except DefinitionError as error:
            problems += error.problems
            continue
        if one.id != path.stem:
            problems.append(Problem("id_is_not_the_name", path.name, 1, one.id))
            continue
        practices[one.id], texts[one.id] = one, text
    ordered = sorted(practices.values(), key=lambda one: (one.order, one.title.casefold()))
    by_id = {one.id: one for one in ordered}
    return Library(MappingProxyType(by_id), MappingProxyType(texts), tuple(problems))


@cache
def library() -> Library:
    """Return the practices that come with Kith, read once."""
    return read_all(FOLDER)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DefinitionError((Problem("not_utf8", path.name, 1),)) from None
