"""The tables of an export as CSV, for reading in a spreadsheet, and the list of their columns.

A cell of text never begins with a sign that a spreadsheet takes for a formula: such a cell gets a
single quotation mark in front. Numbers, times and keys are ours and stay as they are. The JSON
beside them is exact; these are for eyes.
"""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from kith.exchange.life.checking import Row
from kith.exchange.life.spec import Column, Table, tables

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
MARK = "﻿"  # says UTF-8 to a spreadsheet
BETWEEN = " | "
_OURS = frozenset({"real", "whole", "number", "time", "uid", "group", "yes", "day"})
Held = Mapping[str, list[Row]]


def safe(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it."""
    # a spreadsheet may pass over blanks and signs that are not seen before it looks
    first = next((sign for sign in text if sign.isprintable() and sign != " "), "")
    return f"'{text}" if text.startswith(DANGEROUS) or first in DANGEROUS else text


def sheets(held: Held) -> dict[str, bytes]:
    """Return each table that holds something as a CSV file, by its name."""
    names = {row["uid"]: row["name"] for row in held["people"]}
    return {
        f"{table.name}.csv": _written(
            [column.name for column in table.columns],
            ([_cell(c, row[c.name], names) for c in table.columns] for row in held[table.name]),
        )
        for table in tables()
        if held[table.name]
    }


def dictionary() -> bytes:
    """Return what every column of every table means, as CSV."""
    head = ["table", "column", "kind", "may be empty", "meaning"]
    return _written(head, (_meaning(t, c) for t in tables() for c in t.columns))


def _meaning(table: Table, column: Column) -> list[str]:
    parting = "|" if column.kind == "choice" else " "
    kind = parting.join(column.bounds if column.kind == "choice" else (column.kind, *column.bounds))
    cells = [table.name, column.name, kind, "yes" if column.optional else "", column.about]
    return [safe(cell) for cell in cells]


def _written(head: list[str], rows: Iterable[list[str]]) -> bytes:
    text = StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(head)
    writer.writerows(rows)
    return (MARK + text.getvalue()).encode()


def _cell(column: Column, value: Any, names: Mapping[str, str]) -> str:
    if value is None or column.kind == "base64":  # a cell has no room for that
        return ""
    if column.kind in _OURS:
        return (
            {True: "yes", False: "no"}.get(value, str(value))
            if column.kind == "yes"
            else str(value)
        )
    if column.kind in {"of", "all"} and column.table == "people":
        uids = value if isinstance(value, list) else [value]
        return safe(BETWEEN.join(names[uid] for uid in uids))
    if isinstance(value, dict):
        return safe(BETWEEN.join(f"{name}={_plain(one)}" for name, one in value.items()))
    return safe(_plain(value))


def _plain(value: Any) -> str:
    return BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value)
