"""The data that ifme hands out: one file of several tables, one under the other.

Each begins with a row that names it (`moment_info`), then come its columns, then its rows. Moments
and strategies become writings, people of a care plan people of the map. What it does not say (the
moods of a moment, the names of allies) cannot come in.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from kith.exchange import limits, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.table import as_csv
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import Writing

NAME = "ifme"
_ENDS = "_info"
_TOLD = frozenset({"moment", "strategy", "care_plan_contact"})


def sniff(start: Start) -> float:
    """Say how sure it is that this comes from ifme."""
    lines = start.text.lstrip("\ufeff\n ").split("\n", 2)
    first = lines[0].strip().strip(',;"')
    if not first.endswith(_ENDS) or len(lines) < 2:
        return 0.0
    return 1.0 if first == f"user{_ENDS}" or "created_at" in lines[1] else 0.5


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the writings and the people."""
    return _told(source, asked.time_rule([], zoned=True))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of one of the tables, by the names of its columns."""

    line: int
    table: str
    said: dict[str, str]

    def text(self, *names: str) -> str:
        """Return some cells as plain text, parted by a blank line."""
        parts = (text.plain(self.said.get(name, "")) for name in names)
        return "\n\n".join(part for part in parts if part)


def _rows(source: Source) -> Iterator[_Row | NotUnderstood]:
    csv.field_size_limit(2 * limits.CELL)
    table, columns = "", None
    with source.text() as stream:
        rows = csv.reader(stream)
        while True:
            before = rows.line_num
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error:
                yield NotUnderstood(before + 1, "row_too_long")
                continue
            filled = [cell for cell in cells if cell.strip()]
            if not filled:
                continue
            if len(filled) == 1 and (name := filled[0].strip("\ufeff ")).endswith(_ENDS):
                table, columns = name.removesuffix(_ENDS), None
            elif columns is None:
                columns = [text.name(cell) for cell in cells]
            else:
                yield _Row(before + 1, table, dict(zip(columns, cells, strict=False)))


def _told(source: Source, rule: TimeRule) -> Iterator[Item]:
    register, name = Register(), namer(NAME)
    for row in _rows(source):
        if isinstance(row, NotUnderstood):
            yield row
        elif row.table not in _TOLD:
            if row.table != "user":
                yield Note("tables_left_out")
        elif row.table == "care_plan_contact":
            yield from _contact(row, register)
        else:
            yield _writing(row, rule, name)


def _contact(row: _Row, register: Register) -> Iterator[Item]:
    name = text.name(row.said.get("name", ""))
    if not name:
        yield NotUnderstood(row.line, "no_name", as_csv(row.said.values()))
        return
    for person in register.meet([(name, "")]):
        yield Located(row.line, person, rows=0)


def _writing(row: _Row, rule: TimeRule, name: Namer) -> Located | NotUnderstood:
    try:
        at, _ = moment(row.said.get("created_at", ""), rule)
    except NotATime as reason:
        return NotUnderstood(row.line, reason.code, as_csv(row.said.values()))
    title = text.name(row.said.get("name", ""))
    body = row.text("why", "fix") if row.table == "moment" else row.text("description")
    if not (title or body):
        return NotUnderstood(row.line, "no_answers", as_csv(row.said.values()))
    if not body:
        title, body = "", title
    tags = (row.table,) if row.table == "strategy" else ()
    identity = (row.table, row.said.get("id", ""), title, body)
    return Located(row.line, Writing(at, body, title, tags, name(identity)))
