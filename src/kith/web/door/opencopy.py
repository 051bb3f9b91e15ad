"""The open copy of a plan: the one file of a person's words that is not encrypted, by their choice.

The room writes it when it is asked to and takes it away again; the door shows it while Kith is
locked. It holds the chosen steps as they are to be read, and nothing else.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kith.machine import writing

FILE = "kith.open.json"
ADDRESS = "/help/plan/"
LARGEST = 256 * 1024


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """The day it was written (ISO), and each chosen step: its code, its title, its lines."""

    written: str
    parts: tuple[tuple[str, str, tuple[str, ...]], ...] = field(repr=False)


def exists(folder: Path) -> bool:
    """Say whether there is an open copy in the folder."""
    return (folder / FILE).is_file()


def read(folder: Path) -> OpenCopy | None:
    """Return the open copy; None where there is none that can be read."""
    try:
        with (folder / FILE).open("rb") as file:
            raw = json.loads(file.read(LARGEST))
        return OpenCopy(_text(raw["written"]), tuple(map(_part, _rows(raw["parts"]))))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _part(row: dict[str, object]) -> tuple[str, str, tuple[str, ...]]:
    return _text(row["code"]), _text(row["title"]), tuple(map(_text, _rows(row["lines"])))


def _rows(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def write(folder: Path, copy: OpenCopy) -> None:
    """Put the copy in place whole, for its owner alone; a crash leaves the old one or the new one."""
    rows = [{"code": code, "title": title, "lines": lines} for code, title, lines in copy.parts]
    text = json.dumps({"format": 1, "written": copy.written, "parts": rows}, ensure_ascii=False)
    writing.write_atomically(folder / FILE, f"{text}\n".encode())


def take_away(folder: Path) -> bool:
    """Delete the copy, and what a crash left of one; say whether there was any."""
    there = exists(folder)
    for path in [folder / FILE, *folder.glob(f"{FILE}.*.new")]:  # .new: of a Kith before
        path.unlink(missing_ok=True)
    writing.take_halves_away(folder / FILE)
    return there
