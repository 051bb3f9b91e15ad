"""JSON files read one entry at a time: a broken end costs what follows it, not what stood before.

`paths` says which keys the start of a file holds, whole or cut off, for recognising it. `entries`
streams the members of the lists at some places; everything else comes whole.
"""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from json import JSONDecoder
from typing import Any, TextIO

from kith.exchange import limits, text
from kith.exchange.items import NotUnderstood

_BLANK = " \t\n\r\ufeff"
_BLOCK = 1 << 16
_DEEPEST = 12
_LONGEST_NUMBER = 40
_DECODE = JSONDecoder().raw_decode
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[{}\[\],:]', re.DOTALL)

Where = tuple[str, ...]
Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the keys that lead to it, and its number in its list (0 outside of one)."""

    where: Where
    value: Any
    number: int = 0


class Broken(ValueError):  # noqa: N818 (the file is)
    """The JSON cannot be read on from here."""


@lru_cache(maxsize=8)
def paths(start: str) -> frozenset[str]:
    """Return the keys in the start of a JSON file, each after those around it, parted by dots.

    A list adds nothing to a path; keys deeper than a dozen are passed over.
    """
    found: set[str] = set()
    around: list[str] = []
    key, at = "", 0
    while at < len(start):
        sign = start[at]
        if sign == '"':
            end = _string_end(start, at)
            after = end
            while after < len(start) and start[after] in _BLANK:
                after += 1
            if start[after : after + 1] == ":":
                key = start[at + 1 : end - 1]
                if len(around) < _DEEPEST:
                    found.add(".".join((*filter(None, around), key)))
                at = after + 1
            else:
                key, at = "", end
            continue
        if sign in "{[":
            around.append(key)
            key = ""
        elif sign in "}]" and around:
            around.pop()
        elif sign == ",":
            key = ""
        at += 1
    return frozenset(found)


def _string_end(start: str, at: int) -> int:
    at += 1
    while at < len(start) and start[at] != '"':
        at += 2 if start[at] == "\\" else 1
    return at + 1


def holds(start: str, *wanted: str) -> bool:
    """Say whether the start of a file is JSON with all of these keys (see `paths`)."""
    return start.lstrip(_BLANK)[:1] in {"{", "["} and paths(start) >= frozenset(wanted)


def entries(stream: TextIO, *lists: Where) -> Iterator[Found | NotUnderstood]:
    """Yield the members of the lists at some places one by one, and all other values whole.

    Where the file breaks off or is no JSON, `broken_off` is said and nothing follows.
    """
    with stream:
        reader = _Reader(stream)
        try:
            yield from reader.walk((), frozenset(lists))
        except (Broken, RecursionError):
            yield NotUnderstood(reader.read, "broken_off", reader.rest())


def rows(stream: TextIO, *lists: Where) -> Iterator[tuple[int, Entry] | NotUnderstood]:
    """Yield the objects in the lists at some places with their numbers; what is none is told."""
    for found in entries(stream, *lists):
        if isinstance(found, NotUnderstood):
            yield found
        elif found.number and isinstance(found.value, dict):
            yield found.number, found.value
        elif found.number:
            yield NotUnderstood(found.number, "not_an_entry", original(found.value))


class _Reader:
    """A window on the text of a JSON file that grows only as far as one value needs."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held, self._at, self._over = "", 0, False
        self.read = 0

    def rest(self) -> str:
        """Return the start of what could not be read."""
        return text.clean(self._held[self._at : self._at + _BLOCK])

    def walk(self, where: Where, lists: frozenset[Where]) -> Iterator[Found]:
        """Yield what stands here, going into whatever leads to one of the lists."""
        sign = self._sign()
        if sign == "[" and where in lists:
            yield from self._members(where)
        elif sign == "{" and any(one[: len(where)] == where for one in lists):
            yield from self._fields(where, lists)
        else:
            yield Found(where, self._value())

    def _members(self, where: Where) -> Iterator[Found]:
        self._at += 1
        number = 0
        while self._sign() != "]":
            if number and not self._passed(","):
                raise Broken
            number += 1
            yield Found(where, self._value(), number)
            self.read += 1
        self._at += 1

    def _fields(self, where: Where, lists: frozenset[Where]) -> Iterator[Found]:
        self._at += 1
        first = True
        while self._sign() != "}":
            if not first and not self._passed(","):
                raise Broken
            key = self._value()
            if not isinstance(key, str) or not self._passed(":"):
                raise Broken
            yield from self.walk((*where, key), lists)
            first = False
        self._at += 1

    def _passed(self, sign: str) -> bool:
        if self._sign() != sign:
            return False
        self._at += 1
        return True

    def _sign(self) -> str:
        """Return the next sign that is no blank, "" at the end."""
        while True:
            while self._at < len(self._held):
                if self._held[self._at] not in _BLANK:
                    return self._held[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self) -> bool:
        if self._over:
            return False
        self._held = self._held[self._at :]
        self._at = 0
        block = self._stream.read(max(_BLOCK, len(self._held)))
        self._over = not block
        self._held += block
        return not self._over

    def _value(self) -> Any:
        if not self._sign():
            raise Broken
        while True:
            try:
                value, end = _DECODE(self._held, self._at)
            except ValueError as error:
                if isinstance(error, json.JSONDecodeError) and self._more():
                    continue
                raise Broken from None
            if end == len(self._held) and self._more():
                continue
            self._at = end
            return value


def whole(told: str) -> tuple[Any, ...]:
    """Return the value in a text of JSON as the only one, none where it is not JSON."""
    try:
        return (json.loads(told),)
    except (ValueError, RecursionError):
        return ()


def begun(told: str, *lists: str) -> tuple[Any, str | None] | None:
    """Return the value in a text of JSON, and what could not be read where it breaks off.

    It ends behind the last object that stands whole in one of the lists under these keys; everything
    around that is closed. So no member is read in half. None where no member is whole.
    """
    try:
        return json.loads(told), None
    except json.JSONDecodeError as error:
        good = told[: error.pos]
    except (ValueError, RecursionError):
        return None
    end, closing = _last_whole(good, frozenset(lists))
    if not end:
        return None
    try:
        return json.loads(good[:end] + closing), text.clean(told[end : end + _BLOCK])
    except (ValueError, RecursionError):
        return None


def lines(told: str) -> list[tuple[int, Any, str]]:
    """Return the values of JSON written one a line, with number and text; None for a broken line.

    Empty where the first line is no whole object, or is the only one: that is JSON of another kind.
    """
    rows = [(number, row) for number, row in enumerate(told.split("\n"), 1) if row.strip()]
    if len(rows) < 2 or not isinstance(_value(rows[0][1]), dict):
        return []
    return [(number, _value(row), row) for number, row in rows]


def _value(told: str) -> Any:
    try:
        return json.loads(told)
    except (ValueError, RecursionError):
        return None


def _last_whole(good: str, lists: frozenset[str]) -> tuple[int, str]:
    """Return where the last whole member of a list under one of the keys ends, and what closes the rest."""
    around: list[tuple[str, str]] = []
    last = key = ""
    end, closing = 0, ""
    for found in _TOKEN.finditer(good):
        sign = found[0]
        if sign[0] == '"':
            last = sign
        elif sign == ":":
            key = last[1:-1]
        elif sign in "{[":
            around.append(("}" if sign == "{" else "]", key))
            key = ""
        elif sign == ",":
            key = ""
        elif around:
            around.pop()
            if sign == "}" and around and around[-1][0] == "]" and around[-1][1] in lists:
                end, closing = found.end(), "".join(closes for closes, _key in reversed(around))
    return end, closing


def said(entry: Entry, *keys: str) -> str:
    """Return the first text or number under some keys as text, "" where there is none."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def amount(value: object) -> float | None:
    """Return a finite number, also where it is written as a text."""
    if isinstance(value, str) and len(value) < _LONGEST_NUMBER:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and abs(found) < 1e15 else None


def part(entry: object, key: str) -> Entry:
    """Return the object under a key, empty where there is none."""
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, dict) else {}


def members(entry: object, key: str) -> list[Any]:
    """Return the list under a key, empty where there is none."""
    value = entry.get(key) if isinstance(entry, dict) else None
    return value if isinstance(value, list) else []


def names(values: object) -> tuple[str, ...]:
    """Return the texts of a list, cleaned, each once; a text that is no list is its only one."""
    several = values if isinstance(values, list) else [values]
    cleaned = (text.name(one) for one in several if isinstance(one, str))
    return tuple(dict.fromkeys(one for one in cleaned if one))


def original(value: object) -> str:
    """Return a value as it may be kept beside an import."""
    try:
        told = json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        return ""
    return told[: limits.CELL].encode("utf-8", "replace").decode("utf-8")
