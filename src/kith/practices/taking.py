"""Take values out of a read TOML table, and note with their place what is missing, wrong or unknown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from kith.practices.errors import Problem
from kith.practices.places import Path, line_of, lines_of


@dataclass
class Notes:
    """What was found to be wrong with one file."""

    file: str
    found: list[tuple[str, Path, str]] = field(default_factory=list)

    def add(self, code: str, path: Path, about: str = "") -> None:
        """Note something at a place."""
        self.found.append((code, path, about))

    def forget(self, path: Path, about: str) -> None:
        """Take away that something is missing at a place: it stands there by another name."""
        mine = ("missing", path, about), ("missing", (*path, about), about)
        self.found = [one for one in self.found if one not in mine]

    def problems(self, text: str) -> tuple[Problem, ...]:
        """Return what was noted, with the lines of the text, in their order."""
        lines = lines_of(text)
        made = [
            Problem(code, self.file, line_of(lines, path), _within(code, path, about, lines))
            for code, path, about in self.found
        ]
        return tuple(sorted(made, key=lambda one: one.line))


def _within(code: str, path: Path, about: str, lines: dict[Path, int]) -> str:
    """Return what is missing with its table, where that has no line of its own to point at."""
    if code != "missing" or path in lines or path[-1:] == (about,):
        return about
    name = ".".join(str(one) for one in path if not isinstance(one, int))
    return f"[{name}] {about}"


class Taken:
    """One table: each key is taken once, and what nobody took is unknown."""

    def __init__(self, notes: Notes, path: Path, raw: Any) -> None:
        self.notes, self.path = notes, path
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.left = set(self.raw)
        self.asked: set[str] = set()
        if not isinstance(raw, dict):
            notes.add("not_a_table", path, str(path[-1]) if path else "")

    def wrong(self, code: str, key: str, about: str = "") -> None:
        """Note that a key is wrong."""
        self.notes.add(code, (*self.path, key), about or key)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return a text without blanks around it."""
        found = self._of(key, str, "not_a_text", needed=needed)
        said = "" if found is None else str(found).strip()
        if needed and found is not None and not said:
            self.wrong("empty", key)
        return said

    def whole(self, key: str, low: int, high: int, *, needed: bool = False) -> int | None:
        """Return a whole number between two bounds, both allowed."""
        found = self._of(key, int, "not_a_number", needed=needed)
        if found is None:
            return None
        if isinstance(found, bool) or not low <= found <= high:
            self.wrong("out_of_range", key, f"{key}: {low} to {high}")
            return None
        return int(found)

    def wholes(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """Return a list of whole numbers between two bounds, both allowed."""
        found = self._of(key, list, "not_a_list", needed=False) or []
        if any(isinstance(one, bool) or not isinstance(one, int) for one in found):
            self.wrong("not_a_number", key)
            return ()
        if any(not low <= one <= high for one in found):
            self.wrong("out_of_range", key, f"{key}: {low} to {high}")
            return ()
        return tuple(found)

    def yes(self, key: str) -> bool | None:
        """Return true or false, None where it is not said."""
        found = self._of(key, bool, "not_yes_or_no", needed=False)
        return None if found is None else bool(found)

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts; one text alone is a list of one."""
        found = self.raw.get(key)
        if isinstance(found, str):
            self._ask(key)
            return (found,)
        found = self._of(key, list, "not_a_list", needed=needed) or []
        if needed and self.raw.get(key) == []:
            self.wrong("empty", key)
        if any(not isinstance(one, str) for one in found):
            self.wrong("not_a_list", key)
            return ()
        return tuple(found)

    def one_of(self, key: str, known: Iterable[str], default: str = "") -> str:
        """Return one of the known words, also where what stands there is wrong or missing."""
        known = [*known]
        found = self.text(key, needed=not default) or default
        if found in known:
            return found
        if found:
            self.wrong("unknown_word", key, f"{found} ({', '.join(known)})")
        return default or known[0]

    def table(self, key: str, *, needed: bool = False) -> "Taken | None":
        """Return a table inside."""
        self._ask(key)
        if key not in self.raw:
            if needed:
                self.wrong("missing", key)
            return None
        return Taken(self.notes, (*self.path, key), self.raw[key])

    def tables(self, key: str) -> "Iterator[Taken]":
        """Yield the tables of a list."""
        found = self._of(key, list, "not_a_list_of_tables", needed=False) or []
        for number, one in enumerate(found):
            yield Taken(self.notes, (*self.path, key, number), one)

    def rest(self) -> dict[str, str]:
        """Return whatever texts are left, by name."""
        return {key: self.text(key, needed=True) for key in self.raw if key in self.left}

    def done(self) -> None:
        """Note what nobody asked for: mostly a slip of the pen, and then what was meant."""
        for key in sorted(self.left):
            meant = self._meant(key)
            if not meant:
                self.wrong("unknown_key", key)
                continue
            self.wrong("slip", key, f"{self._named(key, key)} → {self._named(meant, key)}")
            self.notes.forget(self.path, meant)
            held = self.raw[key]
            for name in held if isinstance(held, dict) else ():
                self.notes.forget((*self.path, meant), name)

    def _meant(self, key: str) -> str:
        """Return the key that was probably meant; one that is missing before one that is there."""
        for known in (self.asked - set(self.raw), self.asked):
            if near := get_close_matches(key, sorted(known), 1):
                return near[0]
        return ""

    def _named(self, key: str, like: str) -> str:
        """Return a key as it stands in the file, in the brackets of a table where one is written so."""
        name = ".".join(str(one) for one in (*self.path, key) if not isinstance(one, int))
        held = self.raw[like]
        if isinstance(held, dict):
            return f"[{name}]"
        many = isinstance(held, list) and held and all(isinstance(one, dict) for one in held)
        return f"[[{name}]]" if many else key

    def _ask(self, key: str) -> None:
        self.asked.add(key)
        self.left.discard(key)

    def _of(self, key: str, kind: type, code: str, *, needed: bool) -> Any:
        self._ask(key)
        if key not in self.raw:
            if needed:
                self.notes.add("missing", self.path, key)
            return None
        found = self.raw[key]
        if not isinstance(found, kind):
            self.wrong(code, key)
            return None
        return found
