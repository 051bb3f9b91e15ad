"""Rows of a table turned into check-ins, or into writing where there is nothing but text."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from kith.exchange import composite, people, text
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, NotUnderstood
from kith.exchange.mapping import Item as Rating
from kith.exchange.numbers import Scale, number
from kith.exchange.register import Register, kind
from kith.exchange.rows import Cells
from kith.exchange.survey import Survey
from kith.records import CheckIn, Writing

if TYPE_CHECKING:
    from kith.exchange.mapped import Plan

_OWN = Scale(-1, 1)


class CheckInReader:
    """Turns cells into records by a plan; keeps the people met and the rows named so far."""

    def __init__(
        self,
        plan: "Plan",
        survey: Survey,
        spread: dict[str, composite.Spread],
        register: Register,
        format_name: str,
    ) -> None:
        self._plan = plan
        self._mapping = plan.mapping
        self._spread = spread
        self._register = register
        self._name = namer(format_name)
        used = {column for _, column in plan.mapping.single_columns()}
        rest = [c for c in survey.columns if c.name and c.name not in used]
        keep = plan.mapping.keep
        kept = [c for c in rest if keep is None or c.name in keep]
        self._numeric = [column.name for column in kept if column.is_numeric]
        self._texts = [column.name for column in kept if not column.is_numeric]

    def items(self, cells: Cells, at: datetime) -> Iterator[Item]:
        """Yield the people, the check-in or writing, and the cells that were not understood."""
        trouble: list[str] = []
        outcomes: dict[str, float] = {}
        valence, word = self._mood(cells, outcomes, trouble)
        arousal = self._rating(cells, self._mapping.arousal, "arousal", outcomes, trouble)
        energy = self._rating(cells, self._mapping.energy, "energy", outcomes, trouble)
        sleep = self._sleep(cells, outcomes, trouble)
        self._outcomes(cells, outcomes, trouble)
        company, kinds = self._company(cells)
        yield from self._met(cells, company, kinds)
        identity = self._name(cells.parts())
        note, tags = self._text(cells), self._tags(cells)
        feelings = people.split(cells.text(self._mapping.feelings), ";|,")
        empty = valence is None and not (word or outcomes or feelings or company is not None)
        record: CheckIn | Writing
        if empty and arousal is None and energy is None:
            if not note and not tags:
                why = trouble[0] if trouble else "no_answers"
                yield NotUnderstood(cells.row.line, why, cells.row.original())
                return
            title = text.name(cells.text(self._mapping.title))
            body = text.plain(cells.text(self._mapping.note))
            record = Writing(at, body, title, tags, identity)
        else:
            record = CheckIn(
                at, valence, arousal, energy, feelings, note, sleep, company, kinds, tags, word,
                outcomes, identity,
            )  # fmt: skip
        yield Located(cells.row.line, record, extras=self._extras(cells))
        for why in dict.fromkeys(trouble):
            yield NotUnderstood(cells.row.line, why, cells.row.original(), partial=True)

    def _number(self, cells: Cells, column: str, trouble: list[str]) -> float | None:
        cell = cells.get(column)
        if self._mapping.is_missing(cell):
            return None
        value = number(cell or "", comma_decimal=self._plan.comma, dots_group=self._plan.dots)
        if value is None:
            trouble.append("not_a_number")
        return value

    def _mood(
        self, cells: Cells, outcomes: dict[str, float], trouble: list[str]
    ) -> tuple[float | None, str]:
        mood = self._mapping.mood
        if mood.items:
            return self._composite(cells, outcomes, trouble), ""
        if mood.item is None:
            return None, ""
        word = text.name(cells.text(mood.item.column))
        if word and word in self._plan.words:
            return self._plan.words[word], word
        if self._plan.words and not self._mapping.is_missing(word):
            return None, word
        value = self._number(cells, mood.item.column, trouble)
        if value is None:
            return None, word if "not_a_number" in trouble else ""
        placed = self._on_scale(value, self._plan.scale, trouble)
        if placed is not None or self._plan.scale is None:
            outcomes["mood"] = value
        return placed, ""

    def _on_scale(self, value: float, scale: Scale | None, trouble: list[str]) -> float | None:
        if scale is None:
            return None
        if not scale.holds(value):
            trouble.append("out_of_scale")
            return None
        return scale.valence(value)

    def _composite(
        self, cells: Cells, outcomes: dict[str, float], trouble: list[str]
    ) -> float | None:
        mood = self._mapping.mood
        found, outside = composite.answers(cells, mood, self._mapping)
        if outside:
            trouble.append("out_of_scale")
        valence = composite.valence(found, mood)
        outcome = valence
        if mood.standardise != "no":
            spread = self._spread.get(cells.text(self._mapping.id), {})
            outcome = composite.standardised(found, mood, spread)
        if outcome is not None:
            outcomes["mood"] = outcome
        return valence

    def _rating(
        self,
        cells: Cells,
        item: Rating | None,
        name: str,
        outcomes: dict[str, float],
        trouble: list[str],
    ) -> float | None:
        if item is None:
            return None
        value = self._number(cells, item.column, trouble)
        if value is None:
            return None
        placed = self._on_scale(value, item.scale or _OWN, trouble)
        if placed is not None or item.scale is None:
            outcomes[name] = value
        return placed

    def _sleep(self, cells: Cells, outcomes: dict[str, float], trouble: list[str]) -> float | None:
        if not self._mapping.sleep_hours:
            return None
        hours = self._number(cells, self._mapping.sleep_hours, trouble)
        if hours is None:
            return None
        if not 0 <= hours <= 24:
            trouble.append("out_of_scale")
            return None
        outcomes["sleep_hours"] = hours
        return hours

    def _outcomes(self, cells: Cells, outcomes: dict[str, float], trouble: list[str]) -> None:
        for name, item in self._mapping.outcomes.items():
            value = self._number(cells, item.column, trouble)
            if value is None:
                continue
            if item.scale and not item.scale.holds(value):
                trouble.append("out_of_scale")
            elif item.reversed and item.scale:
                outcomes[name] = item.scale.low + item.scale.high - value
            else:
                outcomes[name] = value
        for column in self._numeric:
            value = self._number(cells, column, trouble)
            if value is not None:
                outcomes.setdefault(column, value)

    def _company(self, cells: Cells) -> tuple[people.Company, tuple[str, ...]]:
        columns = self._mapping.people.columns
        if not columns:
            return None, ()
        coding = self._mapping.people
        present = people.company((cells.get(c) for c in columns), coding, self._mapping)
        if not present:
            return present, ()
        kinds = [kind(coding.kinds.get(name, "")) for name in present]
        if coding.kind_column:
            written = people.split_all(cells.text(coding.kind_column), coding.separators)
            if len(written) == len(present):
                kinds = [kind(word) for word in written]
        return present, tuple(kinds) if any(kinds) else ()

    def _met(self, cells: Cells, company: people.Company, kinds: tuple[str, ...]) -> Iterator[Item]:
        names = company or ()
        for person in self._register.meet(zip(names, kinds or [""] * len(names), strict=True)):
            yield Located(cells.row.line, person, rows=0)

    def _text(self, cells: Cells) -> str:
        title = text.name(cells.text(self._mapping.title))
        note = text.plain(cells.text(self._mapping.note))
        return f"{title}\n\n{note}" if title and note else title or note

    def _tags(self, cells: Cells) -> tuple[str, ...]:
        found = (people.split(cells.text(column), ";|") for column in self._mapping.tags)
        return tuple(
            dict.fromkeys(t for tags in found for t in tags if not self._mapping.is_missing(t))
        )

    def _extras(self, cells: Cells) -> dict[str, str]:
        found = {name: text.clean(cells.text(name)) for name in self._texts}
        return {name: cell for name, cell in found.items() if not self._mapping.is_missing(cell)}
