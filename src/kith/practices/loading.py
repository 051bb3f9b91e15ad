"""Read the file of a practice. One that does not hold together is refused, with all that is wrong.

A file never hinders another: `read_all` gives every practice that could be read, and beside them
what is wrong with the rest, whatever that is.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kith.practices.checking import across, check
from kith.practices.definition import Practice
from kith.practices.errors import DefinitionError, Problem
from kith.practices.kinds import Kinds
from kith.practices.making import made
from kith.practices.places import line_of, lines_of
from kith.practices.taking import Notes
from kith.tongues import each_tongue, translated

FOLDER = Path(__file__).with_name("library")
LONGEST = 200_000  # characters of one file
BOM = "\ufeff"  # what some editors put before the first character
_AT_LINE = re.compile(r"line (\d+)")
_LIST = re.compile(r"\s*\[\[\s*([\w-]{1,40})\s*\]\]")
_CHAIN = re.compile(r"(?:[\w-]{1,40}\.){50}")  # a key inside a key: many take TOML very long
_BIG = re.compile(r"\d[\d_]{4000}")


@dataclass(frozen=True, slots=True)
class Library:
    """Every practice by its id, in the order of a page, and what is wrong with files left out."""

    practices: Mapping[str, Practice]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]


def parse(text: str, file: str = "", kinds: Kinds | None = None) -> Practice:
    """Make a practice of the text of a file; raise `DefinitionError` with everything that is wrong.

    `kinds` are the kinds of things that can be made of answers with the texts that each takes,
    where they are known.
    """
    text = text.removeprefix(BOM)
    return _made(_read(text, file), text, file, kinds)


def told(text: str, name: str, kinds: Kinds | None = None) -> Practice:
    """Make a practice of Kith, of any version of its file, in the language that is spoken now.

    What has no translation stays as it was written. Raises `DefinitionError` as `parse` does.
    """
    file, text = f"{name}.toml", text.removeprefix(BOM)
    raw = _read(text, file)
    if (shown := translated(f"practices/library/{name}", raw)) is not raw:
        try:
            return _made(shown, text, file, kinds)
        except DefinitionError:  # a translation hinders no practice
            pass
    return _made(raw, text, file, kinds)


def _made(raw: dict[str, Any], text: str, file: str, kinds: Kinds | None) -> Practice:
    notes = Notes(file)
    try:
        practice = made(raw, notes)
        if not notes.found:
            check(practice, notes, kinds)
    except Exception as error:  # a file hinders no other, whatever it holds
        if not notes.found:
            raise _refused("not_understood", file, 1, type(error).__name__) from error
    if notes.found:
        raise DefinitionError(notes.problems(text))
    return practice


def load(path: Path, kinds: Kinds | None = None) -> Practice:
    """Read one file; raise `DefinitionError` where it does not hold together.

    What it names of other practices is looked up among those that come with Kith.
    """
    text = _text(path)
    one = parse(text, path.name, kinds)
    found = _misnamed(one, path, text)
    found += _across(one, path.name, text, {**library().practices, one.id: one})
    if found:
        raise DefinitionError(found)
    return one


def read_all(folder: Path, kinds: Kinds | None = None) -> Library:
    """Read every practice of a folder; a file that is wrong stays out and says why."""
    ours = folder == FOLDER
    practices: dict[str, Practice] = {}
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    paths = sorted(folder.glob("*.toml"))
    for path in paths:
        try:
            text = _text(path)
            one = told(text, path.stem, kinds) if ours else parse(text, path.name, kinds)
        except DefinitionError as error:
            problems += error.problems
            continue
        if misnamed := _misnamed(one, path, text):
            problems += misnamed
            continue
        practices[one.id], texts[one.id] = one, text
    unread = {path.stem for path in paths} - set(practices)
    for one in [*practices.values()]:
        found = _across(one, f"{one.id}.toml", texts[one.id], practices, unread)
        if found:
            problems += found
            unread.add(one.id)
    for name in unread & set(practices):
        del practices[name], texts[name]
    ordered = sorted(practices.values(), key=lambda one: (one.order, one.title.casefold()))
    by_id = {one.id: one for one in ordered}
    return Library(MappingProxyType(by_id), MappingProxyType(texts), tuple(problems))


@each_tongue
def library() -> Library:
    """Return the practices that come with Kith, read once."""
    return read_all(FOLDER)


def _misnamed(one: Practice, path: Path, text: str) -> tuple[Problem, ...]:
    """Say that a file is not called as its practice is."""
    if one.id == path.stem:
        return ()
    line = line_of(lines_of(text), ("id",))
    return (Problem("id_is_not_the_name", path.name, line, one.id),)


def _across(
    one: Practice,
    file: str,
    text: str,
    others: Mapping[str, Practice],
    unread: Collection[str] = (),
) -> tuple[Problem, ...]:
    notes = Notes(file)
    across(one, notes, others, unread)
    return notes.problems(text) if notes.found else ()


def _read(text: str, file: str) -> dict[str, Any]:
    """Return what TOML makes of a text; whatever its reader cannot do is a problem of the file."""
    if len(text) > LONGEST:
        raise _refused("too_long", file, 1, f"{LONGEST:,}")
    lines = text.splitlines()
    if chain := _CHAIN.search(text):
        raise _refused("too_deep", file, text.count("\n", 0, chain.start()) + 1)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        code, line = _why_not(str(error)), int(found[1]) if found else len(lines) or 1
        if code == "key_twice" and (early := _too_early(lines, line)):
            raise _refused("heading_below", file, early, lines[line - 1].strip()) from None
        raise _refused(code, file, line) from None
    except RecursionError:
        deepest = max(range(len(lines)), key=lambda at: lines[at].count("[") + lines[at].count("{"))
        raise _refused("too_deep", file, deepest + 1) from None
    except ValueError:  # more digits than Python turns into a number
        big = _BIG.search(text)
        line = text.count("\n", 0, big.start()) + 1 if big else 1
        raise _refused("too_big_a_number", file, line) from None


def _too_early(lines: list[str], line: int) -> int:
    """Return the line of a heading that stands inside a list of tables before its first; 0 for none."""
    if not (list_of := _LIST.match(lines[line - 1])):
        return 0
    inside = re.compile(rf"\s*\[\[?\s*{re.escape(list_of[1])}\s*\.")
    return next((n for n, one in enumerate(lines[: line - 1], 1) if inside.match(one)), 0)


def _why_not(said: str) -> str:
    """Return a code for what the reader of TOML says."""
    if "overwrite a value" in said or "Duplicate inline" in said:
        return "key_twice"
    return "table_twice" if "declare" in said and "twice" in said else "not_toml"


def _refused(code: str, file: str, line: int, about: str = "") -> DefinitionError:
    return DefinitionError((Problem(code, file, line, about),))


def _text(path: Path) -> str:
    """Return the text of a file, and no more of it than shows that it is too long."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(LONGEST + 1)
    except UnicodeDecodeError:
        raise _refused("not_utf8", path.name, 1) from None
    except OSError as error:
        raise _refused("not_readable", path.name, 1, error.strerror or "") from None
