"""Is a value what its column may hold? Nothing that is not comes into a vault.

Text is taken as it is; all the rest is checked, since a file may have been changed by hand or made
to do harm.
"""

import binascii
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kith.exchange.errors import MappingError, UnreadableFile
from kith.exchange.life.spec import NAME, VERSION, Column, Table, tables
from kith.exchange.mapping import Mapping as ColumnMapping

Row = dict[str, Any]
_LARGEST = 2**53
_FIRST, _LAST = -6e10, 2.5e11  # years that every zone can say
_MOST_FIELDS = 1_000
_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = re.compile(r"[a-z_]+")
_SITE = re.compile(r"(?:https?://[^\s\x00-\x20\x7f]+)?")


class Keys:
    """The rows met so far, so that a reference points at one that is there."""

    def __init__(self) -> None:
        self._met: dict[str, set[Any]] = {}

    def add(self, table: str, key: Any) -> bool:
        """Note a row; say whether it is the first of its name."""
        met = self._met.setdefault(table, set())
        new = key not in met
        met.add(key)
        return new

    def holds(self, table: str, key: Any) -> bool:
        """Say whether a row of that name was met."""
        known = isinstance(key, str | int) and not isinstance(key, bool)
        return known and key in self._met.get(table, ())


def checked(document: object) -> Mapping[str, list[Row]]:
    """Return the tables of a whole export; raise `UnreadableFile` naming the place that is wrong.

    Tables that a version before this one did not have are empty. The place is a table, the number of a row and a column: never something that was written.
    """
    if not isinstance(document, dict) or document.get("format") != NAME:
        raise UnreadableFile("not_a_table")
    version = document.get("schema")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UnreadableFile("not_whole", "schema")
    if version > VERSION:
        raise UnreadableFile("life_too_new")
    held, keys = document.get("tables"), Keys()
    if not isinstance(held, dict) or set(held) != {table.name for table in tables(version)}:
        raise UnreadableFile("not_whole", "tables")
    for table in tables(version):
        rows = held[table.name]
        if not isinstance(rows, list) or (table.name == "settings" and len(rows) != 1):
            raise UnreadableFile("not_whole", table.name)
        for number, row in enumerate(rows):
            _check_row(table, number, row, keys)
    return {table.name: held.get(table.name, []) for table in tables()}


def _check_row(table: Table, number: int, row: object, keys: Keys) -> None:
    where = f"{table.name} {number + 1}"
    if not isinstance(row, dict) or set(row) != {column.name for column in table.columns}:
        raise UnreadableFile("not_whole", where)
    for column in table.columns:
        if not _fits(column, row[column.name], keys):
            raise UnreadableFile("not_whole", f"{where} {column.name}")
    if table.key and not keys.add(table.name, row[table.key]):
        raise UnreadableFile("not_whole", f"{where} {table.key}")


def _fits(column: Column, value: Any, keys: Keys) -> bool:
    if value is None:
        return column.optional
    if column.kind == "of":
        return keys.holds(column.table, value)
    if column.kind == "all":
        found = isinstance(value, list) and all(keys.holds(column.table, one) for one in value)
        return found and len(set(value)) == len(value)
    fits = _KINDS[column.kind](value, *column.bounds)
    return bool(fits)


def _text(value: Any, longest: str = "") -> bool:
    if not isinstance(value, str) or (longest and len(value) > int(longest)):
        return False
    return value.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in value)


def _whole(value: Any, low: str = "1", high: str = str(_LARGEST)) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and int(low) <= value <= int(high)


def _real(value: Any) -> bool:
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) <= 1e300
        and math.isfinite(value)
    )


def _time(value: Any) -> bool:
    try:
        at = datetime.fromisoformat(value)
        return at.utcoffset() is not None and _FIRST < at.timestamp() < _LAST
    except (TypeError, ValueError, OverflowError, OSError):
        return False


def _day(value: Any) -> bool:
    try:
        return bool(value == "" or date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _days(value: Any) -> bool:
    whole = isinstance(value, list) and all(_whole(one, "0", "6") for one in value)
    return whole and len(set(value)) == len(value)


def _mapping(value: Any) -> bool:
    try:
        return _text(value) and bool(ColumnMapping.loads(value))
    except MappingError:
        return False


def _uid(value: Any) -> bool:
    return isinstance(value, str) and bool(_UID.fullmatch(value)) and str(UUID(value)) == value


def _words(value: Any) -> bool:
    return isinstance(value, list) and all(map(_text, value))


def _base64(value: Any, longest: str) -> bool:
    if not isinstance(value, str) or len(value) > 4 * (int(longest) // 3 + 1):
        return False
    try:
        return len(binascii.a2b_base64(value, strict_mode=True)) <= int(longest)
    except ValueError:
        return False


def _named(inner: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, dict)
            and len(value) <= _MOST_FIELDS
            and all(_text(name) and inner(one) for name, one in value.items())
        )

    return fits


def _field(value: Any) -> bool:
    return _words(value) if isinstance(value, list) else isinstance(value, bool) or _text(value)


_KINDS: dict[str, Callable[..., bool]] = {
    "text": _text,
    "words": _words,
    "numbers": _named(_real),
    "counts": _named(lambda value: _whole(value, "0")),
    "fields": _named(_field),
    "yes": lambda value: isinstance(value, bool),
    "whole": _whole,
    "number": _whole,
    "real": _real,
    "time": _time,
    "day": _day,
    "days": _days,
    "choice": lambda value, *words: value in words,
    "code": lambda value, longest: _text(value, longest) and bool(_CODE.fullmatch(value)),
    "uid": _uid,
    "group": _uid,
    "site": lambda value: _text(value, "300") and bool(_SITE.fullmatch(value)),
    "mapping": _mapping,
    "base64": _base64,
}
