"""Cells of a row by the name of their column, and the moment a row is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from kith.exchange import counted
from kith.exchange.items import NotUnderstood
from kith.exchange.mapping import Mapping, Times
from kith.exchange.numbers import number
from kith.exchange.table import Row, Table
from kith.exchange.times import NotATime, TimeRule, clock_of, day_of, moment, place


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row, by column name."""

    row: Row
    places: dict[str, int]

    def get(self, column: str) -> str | None:
        """Return a cell; None where the row ended early or the mapping names no column."""
        return self.row.cells[self.places[column]] if column else None

    def text(self, column: str) -> str:
        """Return a cell's text, "" where there is none."""
        return (self.get(column) or "").strip()

    def parts(self) -> Iterator[str]:
        """Yield the filled cells with their columns, in the columns' own order: its identity."""
        for name in sorted(self.places):
            if (cell := self.row.cells[self.places[name]]) and cell.strip():
                yield f"{name}={cell.strip()}"


def places(table: Table) -> dict[str, int]:
    """Return where each column stands; of columns with one name the first counts."""
    found: dict[str, int] = {}
    for index, name in enumerate(table.columns):
        if name:
            found.setdefault(name, index)
    return found


def values_of(table: Table, column: str) -> dict[str, None]:
    """Return the different filled values of a column, in order (one pass over the file)."""
    rows = (cells for cells in cells_of(table) if isinstance(cells, Cells))
    return dict.fromkeys(text for cells in rows if (text := cells.text(column)))


def check_columns(table: Table, mapping: Mapping) -> None:
    """Refuse a mapping that names a column which the table lacks or holds twice."""
    for _, column in mapping.single_columns():
        table.index(column)
    for item in mapping.mood.items:
        table.index(item.column)


def cells_of(table: Table) -> Iterator[Cells | NotUnderstood]:
    """Stream a table's rows as cells by name."""
    where = places(table)
    for row in table.rows():
        yield Cells(row, where) if isinstance(row, Row) else row


def moment_of(cells: Cells, times: Times, rule: TimeRule) -> tuple[datetime, str]:
    """Return when a row happened and a note about it; raise `NotATime` with the reason."""
    if times.unit:
        return counted.moment(cells, times, rule)
    if times.column:
        return moment(cells.text(times.column), rule)
    if not cells.text(times.date):
        raise NotATime("no_time")
    day = day_of(cells.text(times.date), rule)
    if times.seconds:
        seconds = number(cells.text(times.seconds))
        if seconds is None or not 0 <= seconds < counted.LONGEST_DAY:
            raise NotATime("no_such_time" if seconds is not None else "no_time")
        return place(datetime.combine(day, time()) + timedelta(seconds=seconds), rule)
    if times.clock and cells.text(times.clock):
        return place(datetime.combine(day, clock_of(cells.text(times.clock))), rule)
    return place(datetime.combine(day, time(12)), rule, "no_clock")
