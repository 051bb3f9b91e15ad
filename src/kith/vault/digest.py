"""What a database says, whatever its bytes: the same rows give the same digest under any key."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from kith.vault import cipher

Cell = None | int | float | bytes

_DEFINED = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


class Digest(Protocol):
    """A running hash."""

    def update(self, data: bytes, /) -> None:
        """Add bytes."""


@dataclass(frozen=True)
class Contents:
    """The rows of each table, counted, and one SHA-256 over schema and rows."""

    schema: int
    tables: dict[str, int]
    digest: str


def contents(connection: cipher.Connection) -> Contents:
    """Read everything once: schema version, definitions, and each table's rows in key order.

    Every value enters with its type and length, so that no two databases share a digest by the
    way their values are joined. Text counts as its bytes, valid UTF-8 or not.
    """
    cipher.register_functions(connection)
    found = sha256(b"kith contents 1")
    schema = cipher.schema_version(connection)
    _add(found, (schema,))
    reading = _readings(connection)
    connection.text_factory = _Text
    try:
        _rows(connection, _DEFINED, found)
        counted = {}
        for name, sql in reading.items():
            _add(found, (_Text(name.encode()),))
            counted[name] = _rows(connection, sql, found)
    finally:
        connection.text_factory = str
    return Contents(schema, counted, found.hexdigest())


def _readings(connection: cipher.Connection) -> dict[str, str]:
    """Give for each table the query that reads it in the order of its key."""
    queries = {}
    for name in cipher.tables(connection):
        table = cipher.quoted(name)
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        keyless = connection.execute(f"PRAGMA main.table_list({table})").fetchone()[4]
        key = sorted((c[5], cipher.quoted(c[1])) for c in columns if c[5])
        order = ", ".join(column for _, column in key) if keyless else "_rowid_"
        queries[name] = f"SELECT * FROM {table} ORDER BY {order}"  # noqa: S608 - quoted names
    return queries


class _Text(bytes):
    """Text as its bytes, told apart from a blob."""


def _rows(connection: cipher.Connection, sql: str, found: Digest) -> int:
    """Add what a query gives, row by row; give how many rows."""
    count = 0
    for row in connection.execute(sql):
        _add(found, row)
        count += 1
    return count


def _add(found: Digest, row: Iterable[Cell]) -> None:
    """Add one row: how many cells, then each with type and length."""
    cells = [_cell(value) for value in row]
    found.update(struct.pack(">q", len(cells)) + b"".join(cells))


def _cell(value: Cell) -> bytes:
    """Give a value as bytes that no other value gives."""
    if value is None:
        kind, data = b"n", b""
    elif isinstance(value, bytes):
        kind, data = (b"t" if isinstance(value, _Text) else b"b"), bytes(value)
    elif isinstance(value, float):
        kind, data = b"f", struct.pack(">d", value)
    else:
        kind, data = b"i", str(value).encode()
    return kind + struct.pack(">q", len(data)) + data
