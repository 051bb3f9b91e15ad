"""Tables out of CSV text: the delimiter is found by trying, rows stream one at a time.

Quoted line breaks are honoured. A quote that never closes costs its own row only: the lines it
would have swallowed are read again. Rows too long, with undecodable bytes, or with more cells
than there are columns are given back as not understood.
"""

import csv
import io
import itertools
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TextIO

from kith.exchange import encoding, limits, text
from kith.exchange.content import Content
from kith.exchange.errors import MappingError, RefusedFile, UnreadableFile
from kith.exchange.items import NotUnderstood

DELIMITERS = ",;\t|"
_RUNAWAYS = 20
_LONGEST_HEADING = 4_000
_PARTED = re.compile(r"[,;\t|]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its first line in the file and its cells (None where the row ended early)."""

    line: int
    cells: tuple[str | None, ...]

    def original(self) -> str:
        """Return the row as one CSV text, to be kept."""
        return as_csv(cell or "" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and a way to stream the rows as often as wanted."""

    columns: tuple[str, ...]
    rows: Callable[[], Iterator[Row | NotUnderstood]]

    def index(self, column: str) -> int:
        """Return where a column stands; refuse one that is missing or stands twice."""
        if self.columns.count(column) > 1:
            raise MappingError("two_columns", column)
        try:
            return self.columns.index(column)
        except ValueError:
            raise MappingError("no_such_column", column) from None

    def spelled(self, names: Iterable[str]) -> "Table":
        """Return the same table with columns in these spellings, where only capitals differ.

        A column that the file has to the letter, or in several spellings, stays as it is.
        """
        wanted = {name.casefold(): name for name in names}
        many = Counter(column.casefold() for column in self.columns)
        columns = (
            wanted.get(one.casefold(), one) if many[one.casefold()] == 1 else one
            for one in self.columns
        )
        return Table(tuple(columns), self.rows)


def as_csv(cells: Iterable[str]) -> str:
    """Return cells as one line of CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(list(cells))
    return out.getvalue()


def open_csv(file: Content, charset: str, delimiter: str) -> Table:
    """Return the table in a text file whose encoding and delimiter are known."""

    def rows() -> Iterator[Row | NotUnderstood]:
        return itertools.islice(_table_rows(file, charset, delimiter), 1, None)

    _refuse_too_many(file, charset)
    header = next(_table_rows(file, charset, delimiter), None)
    if not isinstance(header, Row):
        raise UnreadableFile("no_columns")
    if len(header.cells) > limits.COLUMNS:
        raise RefusedFile("too_many_columns")
    return Table(header_names(header.cells), rows)


def _refuse_too_many(file: Content, charset: str) -> None:
    """Refuse a table that holds too many rows before any of them is read as one.

    Counts line ends outside of quotes, and only where every quote has its other half; what that
    cannot tell is told row by row. A file too small for so many rows is not looked through.
    """
    if file.size < 2 * limits.ROWS:  # a row is a sign and a line end at least
        return
    ends = quotes = 0
    with encoding.opened(file, charset) as stream:
        while block := stream.read(limits.CELL):
            inside = quotes % 2
            quotes += block.count('"')
            if quotes:
                parts = block.split('"')
                ends += sum(part.count("\n") for part in parts[inside::2])
            else:
                ends += block.count("\n")
    if quotes % 2 == 0 and ends > limits.ROWS + 1:  # the heading is one
        raise RefusedFile("too_many_rows")


def header_names(cells: Iterable[str | None]) -> tuple[str, ...]:
    """Return column names, trimmed and without hidden signs; blank ones at the end are dropped."""
    names = [text.name(_repaired(cell or "")) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def heading(start: str) -> frozenset[str]:
    """Return the names in the first line of a table, lower case, whatever parts them."""
    first = start.lstrip("\ufeff\r\n ").split("\n", 1)[0].casefold()
    return frozenset(name.strip(' "\r') for name in _PARTED.split(first[:_LONGEST_HEADING]))


def delimiter_of(start: str, *, whole: bool = True) -> str:
    """Return the delimiter under which the text is most like a table, or "" when it is none.

    A line `sep=;` on top decides. Else each candidate is judged by how many rows have as many
    cells as the header; ties go to the one with more columns.
    """
    first = start.lstrip("\ufeff\r\n ").split("\n", 1)[0].strip().casefold()
    if first.startswith("sep=") and len(first) == 5:
        return first[4]
    lines = io.StringIO(start).readlines()  # only a line feed ends a line here
    if not whole and len(lines) > 1:
        lines = lines[:-1]
    best = max(((*_fit(lines, mark), mark) for mark in DELIMITERS), key=lambda fit: fit[:2])
    return best[2] if best[0] >= 0.5 else ""


def _fit(lines: list[str], mark: str) -> tuple[float, int]:
    rows = [r for r in itertools.islice(_rows(iter(lines), mark), 60) if isinstance(r, Row)]
    rows = [row for row in rows if any(cell for cell in row.cells)]
    names = len(header_names(rows[0].cells)) if rows else 0
    if names < 2:
        return 0.0, 0
    width = len(rows[0].cells)
    good = sum(names <= len(row.cells) <= width for row in rows[1:])
    return (good / (len(rows) - 1) if len(rows) > 1 else 0.6), width


def _table_rows(file: Content, charset: str, delimiter: str) -> Iterator[Row | NotUnderstood]:
    """Yield the header, then every row checked against it; blank rows are passed over."""
    width, lost = 0, encoding.LOST[encoding.is_utf8(charset)]
    with encoding.opened(file, charset) as lines:
        for count, row in enumerate(_rows(_lines(lines), delimiter)):
            if count > limits.ROWS:
                raise RefusedFile("too_many_rows")
            if isinstance(row, NotUnderstood):
                if not width:  # the heading itself is broken: no later row may stand for it
                    raise UnreadableFile("no_columns")
                yield row
                continue
            if not any(cell and cell.strip() for cell in row.cells) or _is_sep(row):
                continue
            if not width:
                width = len(header_names(row.cells))
                yield row
            else:
                yield _checked(row, width, lost)


def _is_sep(row: Row) -> bool:
    return row.line == 1 and (row.cells[0] or "").casefold().startswith("sep=")


def _checked(row: Row, width: int, lost: re.Pattern[str]) -> Row | NotUnderstood:
    cells = row.cells
    if any(cell and cell.strip() for cell in cells[width:]):
        return NotUnderstood(row.line, "too_many_cells", row.original())
    for cell in cells:
        if cell and not cell.isascii() and lost.search(cell):
            return NotUnderstood(row.line, "undecodable", _repaired(row.original()))
    if len(cells) < width:
        cells += (None,) * (width - len(cells))
    return Row(row.line, cells[:width])


def _repaired(broken: str) -> str:
    if broken.isascii():
        return broken
    return broken.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _lines(file: TextIO) -> Iterator[str]:
    """Yield lines; one longer than a row may be comes cut, marked by being too long."""
    while line := file.readline(limits.CELL + 1):
        if len(line) > limits.CELL and not line.endswith("\n"):
            while (rest := file.readline(limits.CELL)) and not rest.endswith("\n"):
                pass
        yield line


class _Runaway(Exception):  # noqa: N818 (a signal between two functions of this module)
    """A row grew past the limit: its quote was never closed."""


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row | NotUnderstood]:
    """Parse lines into rows; after a broken quote, give up its first line and go on."""
    csv.field_size_limit(2 * limits.CELL)
    pending: deque[str] = deque()
    held: list[str] = []
    done = 0
    runaways = 0

    def feed() -> Iterator[str]:
        size = 0
        while (line := pending.popleft() if pending else next(lines, None)) is not None:
            size = len(line) + (size if held else 0)
            held.append(line)
            if size > limits.CELL:
                raise _Runaway
            yield line

    reader = csv.reader(feed(), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            runaways += 1
            line = held[0]
            pending.extendleft(reversed(held[1:]))
            yield _alone(line, delimiter, done + 1)
            done += 1
            held.clear()
            if runaways > _RUNAWAYS:
                yield from _line_by_line(itertools.chain(pending, lines), delimiter, done)
                return
            reader = csv.reader(feed(), delimiter=delimiter, strict=True)
            continue
        yield Row(done + 1, tuple(cells))
        done += len(held)
        held.clear()


def _alone(line: str, delimiter: str, number: int) -> Row | NotUnderstood:
    """Read a line whose quotes are broken by itself, if that gives anything."""
    if len(line) > limits.CELL:
        return NotUnderstood(number, "row_too_long", _repaired(line[: limits.CELL]))
    if line.count('"') % 2:
        return NotUnderstood(number, "quote_not_closed", _repaired(line.rstrip("\n")))
    try:
        return Row(number, tuple(next(csv.reader([line], delimiter=delimiter), ())))
    except csv.Error:
        return NotUnderstood(number, "quote_not_closed", _repaired(line.rstrip("\n")))


def _line_by_line(lines: Iterable[str], delimiter: str, done: int) -> Iterator[Row | NotUnderstood]:
    """Read on without joining lines: too many quotes were left open for the rest to be trusted."""
    for number, line in enumerate(lines, done + 1):
        if '"' in line or len(line) > limits.CELL:
            yield _alone(line, delimiter, number)
        else:
            yield Row(number, tuple(next(csv.reader([line], delimiter=delimiter), ())))
