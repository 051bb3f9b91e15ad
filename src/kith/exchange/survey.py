"""What the columns of a table hold, learned in one pass over all rows.

Day and month order, decimal signs, ranges and names can only be told from the whole file; this
is where they are counted. Memory stays small: values are kept for a sample only.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kith.exchange.items import NotUnderstood
from kith.exchange.numbers import (
    could_be_thousands,
    dots_could_group,
    is_missing,
    looks_numeric,
    number,
    thousands_sign,
)
from kith.exchange.table import Table
from kith.exchange.times import order_evidence, says_zone

_KEPT = 300
_LONGEST = 200


@dataclass(slots=True)
class Column:
    """What one column holds. `values` counts its first different values."""

    name: str
    filled: int = 0
    numeric: int = 0
    low: float = float("inf")
    high: float = float("-inf")
    whole: bool = True
    grouped: int = 0
    commas: int = 0
    points: int = 0
    dotted: int = 0
    zoned: int = 0
    bare: int = 0
    orders: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)
    longest: int = 0

    @property
    def is_numeric(self) -> bool:
        """Say whether nearly every answer in the column is a number."""
        return self.numeric > 0 and self.numeric >= 0.95 * self.filled

    @property
    def is_rating(self) -> bool:
        """Say whether a column that should hold a rating does, bad cells aside."""
        return self.numeric > 0 and 2 * self.numeric >= self.filled

    @property
    def all_zoned(self) -> bool:
        """Say whether every cell that could be a moment names its offset from UTC."""
        return self.zoned > 0 and not self.bare

    @property
    def complete(self) -> bool:
        """Say whether `values` holds every different value of the column."""
        return len(self.values) < _KEPT

    def add(self, cell: str) -> None:
        """Count one cell."""
        self.filled += 1
        if len(cell) <= _LONGEST and (cell in self.values or len(self.values) < _KEPT):
            self.values[cell] += 1
        self.longest = max(self.longest, len(cell))
        if looks_numeric(cell):
            self._add_number(cell)
            return
        if evidence := order_evidence(cell):
            self.orders[evidence] += 1
        if len(cell) <= _LONGEST and any("0" <= sign <= "9" for sign in cell):
            self._add_moment(cell)

    def _add_moment(self, cell: str) -> None:
        if says_zone(cell):
            self.zoned += 1
        else:
            self.bare += 1

    def _add_number(self, cell: str) -> None:
        self.numeric += 1
        self.bare += 1
        self.grouped += could_be_thousands(cell)
        sign = thousands_sign(cell)
        self.commas += sign == "." or (not sign and "," in cell and not could_be_thousands(cell))
        self.points += sign == "," or (not sign and "." in cell)
        self.dotted += not sign and dots_could_group(cell)
        value = number(cell)
        if value is not None:
            self.low, self.high = min(self.low, value), max(self.high, value)
            self.whole = self.whole and value.is_integer()


@dataclass(frozen=True, slots=True)
class Survey:
    """All columns of a table, how many rows it has and how many could not be split."""

    columns: tuple[Column, ...]
    rows: int
    broken: int

    def column(self, name: str) -> Column | None:
        """Return the column of that name, if there is one."""
        return next((column for column in self.columns if column.name == name), None)


def survey(table: Table) -> Survey:
    """Pass over the whole table once and return what its columns hold."""
    columns = tuple(Column(name) for name in table.columns)
    rows = broken = 0
    for row in table.rows():
        if isinstance(row, NotUnderstood):
            broken += 1
            continue
        rows += 1
        for column, cell in zip(columns, row.cells, strict=False):
            if cell and not is_missing(cell):
                column.add(cell.strip())
    return Survey(columns, rows, broken)


def date_order(columns: list[Column]) -> str | None:
    """Return the order of day and month that the columns prove, or None when they do not."""
    seen: Counter[str] = Counter()
    for column in columns:
        seen += column.orders
    if seen["dmy"] and seen["mdy"]:
        return None
    if seen["dmy"] or seen["mdy"]:
        return "dmy" if seen["dmy"] else "mdy"
    return None if seen["either"] else "dmy"


def dots_group(columns: list[Column]) -> bool:
    """Say whether a dot parts thousands: commas are decimal signs and no dot can be one."""
    commas = any(column.commas for column in columns)
    return commas and all(column.points == column.dotted for column in columns)


def repeated(columns: Iterable[Column]) -> tuple[str, ...]:
    """Return the names that stand over more than one column."""
    counted = Counter(column.name for column in columns if column.name)
    return tuple(name for name, count in counted.items() if count > 1)


def comma_decimal(columns: list[Column]) -> bool | None:
    """Return whether a comma is a decimal sign, or None when the file leaves it open."""
    if any(column.commas for column in columns):
        return True
    if not any(column.grouped for column in columns):
        return True
    return False if any(column.points for column in columns) else None
