"""Rows of a table turned into contacts, one row a contact and person."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from kith.exchange import people, text
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.numbers import minutes_said, number
from kith.exchange.register import Register, kind
from kith.exchange.rows import Cells
from kith.records import Contact, Mode, StartedBy

if TYPE_CHECKING:
    from kith.exchange.mapped import Plan

_MODES = {mode.value: mode for mode in Mode} | {
    "in person": Mode.IN_PERSON,
    "face to face": Mode.IN_PERSON,
    "face-to-face": Mode.IN_PERSON,
    "call": Mode.PHONE,
    "video call": Mode.VIDEO,
    "message": Mode.TEXT,
    "messages": Mode.TEXT,
    "chat": Mode.TEXT,
}
_STARTERS = {who.value: who for who in StartedBy} | {
    "i": StartedBy.ME,
    "self": StartedBy.ME,
    "they": StartedBy.THEM,
    "other": StartedBy.THEM,
}
Choice = TypeVar("Choice", Mode, StartedBy)
_FORTNIGHT = 14 * 24 * 60


class ContactReader:
    """Turns cells into contacts; keeps the people met and the rows named so far."""

    def __init__(self, plan: "Plan", register: Register, format_name: str) -> None:
        self._plan = plan
        self._mapping = plan.mapping
        self._columns = plan.mapping.contact
        self._register = register
        self._name = namer(format_name)

    def items(self, cells: Cells, at: datetime) -> Iterator[Item]:
        """Yield the person when new, the contact, and the cells that were not understood."""
        coding = self._mapping.people
        cell = cells.text(self._columns.person)
        names = () if self._mapping.is_missing(cell) else people.split(cell, coding.separators)
        names = tuple(dict.fromkeys(coding.rename.get(name, name) for name in names))
        if not names:
            yield NotUnderstood(cells.row.line, "no_person", cells.row.original())
            return
        trouble: list[str] = []
        record = self._contact(cells, at, names, trouble)
        kinds = [record.kind or kind(coding.kinds.get(name, "")) for name in names]
        for person in self._register.meet(zip(names, kinds, strict=True)):
            yield Located(cells.row.line, person, rows=0)
        yield Located(cells.row.line, record)
        if record.minutes is None and self._said_no_minutes(cells):
            yield Note("no_minutes")
        for why in dict.fromkeys(trouble):
            yield NotUnderstood(cells.row.line, why, cells.row.original(), partial=True)

    def _contact(
        self, cells: Cells, at: datetime, names: tuple[str, ...], trouble: list[str]
    ) -> Contact:
        columns = self._columns
        felt = self._within(cells, columns.felt, -3, 3, trouble)
        if felt is not None and not felt.is_integer():
            trouble.append("not_a_whole_number")
            felt = None
        return Contact(
            start=at,
            people=names,
            kind=kind(self._filled(cells, columns.kind)),
            # 0 stands for a length that nobody wrote down: a contact takes some time
            minutes=self._minutes(cells, trouble) or None,
            felt=None if felt is None else int(felt),
            mode=self._one_of(cells, columns.mode, _MODES, trouble),
            started_by=self._one_of(cells, columns.started_by, _STARTERS, trouble),
            gave=people.split(self._filled(cells, columns.gave), ";|"),
            got=people.split(self._filled(cells, columns.got), ";|"),
            note=text.plain(cells.text(self._mapping.note)),
            source_id=self._name(cells.parts()),
        )

    def _minutes(self, cells: Cells, trouble: list[str]) -> float | None:
        said = minutes_said(self._filled(cells, self._columns.minutes))
        if said is not None and said <= _FORTNIGHT:
            return said
        return self._within(cells, self._columns.minutes, 0, _FORTNIGHT, trouble)

    def _said_no_minutes(self, cells: Cells) -> bool:
        return number(self._filled(cells, self._columns.minutes)) == 0

    def _filled(self, cells: Cells, column: str) -> str:
        cell = cells.text(column)
        return "" if self._mapping.is_missing(cell) else cell

    def _within(
        self, cells: Cells, column: str, low: float, high: float, trouble: list[str]
    ) -> float | None:
        cell = self._filled(cells, column)
        if not cell:
            return None
        value = number(cell, comma_decimal=self._plan.comma, dots_group=self._plan.dots)
        if value is None or not low <= value <= high:
            trouble.append("not_a_number" if value is None else "out_of_scale")
            return None
        return value

    def _one_of(
        self, cells: Cells, column: str, known: dict[str, Choice], trouble: list[str]
    ) -> Choice | None:
        cell = self._filled(cells, column).casefold()
        if cell and cell not in known:
            trouble.append("not_a_choice")
        return known.get(cell)
