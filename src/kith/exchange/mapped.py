"""Any table read by its mapping: the plan (what is asked, how cells are read) and the rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kith.exchange import composite, counted
from kith.exchange.asked import Asked
from kith.exchange.errors import MappingError
from kith.exchange.items import Item, Located, Note, NotUnderstood, Options, Question
from kith.exchange.mapped_checkins import CheckInReader
from kith.exchange.mapped_contacts import ContactReader
from kith.exchange.mapping import OF_SHEETS, Mapping
from kith.exchange.numbers import Scale
from kith.exchange.people import split
from kith.exchange.register import Register
from kith.exchange.rows import cells_of, check_columns, moment_of
from kith.exchange.source import Source
from kith.exchange.survey import Column, Survey, dots_group, repeated
from kith.exchange.times import NotATime, TimeRule
from kith.names import name_key

_SHOWN = 60  # characters of a column's name in a note
_STANDARDS = ("no", "record", "first_40")
_MOST_WORDS = 60
"""More different words than this in a mood column mean that it holds sentences."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping with everything settled that rows need to be read."""

    mapping: Mapping
    rule: TimeRule
    comma: bool
    dots: bool
    scale: Scale | None
    words: dict[str, float | None]
    whose: str


def plan(source: Source, mapping: Mapping, asked: Asked) -> Plan:
    """Return how the file will be read, asking what it leaves open."""
    check_columns(source.table, mapping)
    survey = source.survey
    mapping = counted.settled(mapping, survey, asked)
    times = mapping.time
    rule = asked.time_rule(
        _columns(survey, times.column, times.date),
        order=times.order,
        zone=times.zone,
        zoned=False if times.date or times.unit in OF_SHEETS else bool(times.unit) or None,
    )
    standardise = ""
    if mapping.mood.items:
        standardise = asked.optional(Question("standardise", "standardise", _STANDARDS))
    if standardise:
        mapping = replace(mapping, mood=replace(mapping.mood, standardise=standardise))
    mapping = _parted(mapping, survey, asked)
    scale, words = _mood(mapping, survey, asked)
    numeric = [column for column in survey.columns if column.is_numeric]
    asked.notes += [Note("column_repeated", name[:_SHOWN]) for name in repeated(survey.columns)]
    return Plan(
        mapping,
        rule,
        asked.commas(numeric),
        dots_group(numeric),
        scale,
        words,
        asked.whose(survey.column(mapping.id) if mapping.id else None),
    )


def _parted(mapping: Mapping, survey: Survey, asked: Asked) -> Mapping:
    """Return the mapping with the comma among its separators where it parts names.

    That is asked where a name with a comma holds another name of the same column.
    """
    coding = mapping.people
    if len(coding.columns) != 1 or "," in coding.separators:
        return mapping
    column = survey.column(coding.columns[0])
    if column is None:
        return mapping
    written = [name for cell in column.values for name in split(cell, coding.separators)]
    alone = {name_key(name) for name in written if "," not in name}
    listed = (part for name in written if "," in name for part in split(name, ","))
    if not any(name_key(part) in alone for part in listed):
        return mapping
    asks = Question(
        "names_comma", "names_comma", ("apart", "together"), "apart", column.name[:_SHOWN]
    )
    if asked.choice(asks) != "apart":
        return mapping
    return replace(mapping, people=replace(coding, separators=f"{coding.separators},"))


def _mood(
    mapping: Mapping, survey: Survey, asked: Asked
) -> tuple[Scale | None, dict[str, float | None]]:
    item = mapping.mood.item
    if item is None:
        return None, {}
    column = survey.column(item.column)
    if column is None or column.is_rating or not column.filled:
        return item.scale or asked.mood_scale(column), {}
    if not column.complete or len(column.values) > _MOST_WORDS:
        raise MappingError("mood_is_text", column.name)
    known = {word.casefold(): value for word, value in mapping.mood.words.items()}
    return None, asked.mood_words(column.values, known)


def _columns(survey: Survey, *names: str) -> list[Column]:
    return [column for name in names if name and (column := survey.column(name))]


def read(source: Source, plan: Plan, options: Options, format_name: str) -> Iterator[Item]:
    """Stream the records of a table, in the order of its rows."""
    del options
    mapping = plan.mapping
    register = Register()
    reader: CheckInReader | ContactReader
    if mapping.rows == "contacts":
        reader = ContactReader(plan, register, format_name)
    else:
        spread = {}
        if mapping.mood.items and mapping.mood.standardise != "no":
            spread = composite.spreads(source.table, mapping, plan.rule)
        reader = CheckInReader(plan, source.survey, spread, register, format_name)
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
            continue
        whose = cells.text(mapping.id)
        if plan.whose and whose != plan.whose:
            continue
        try:
            at, note = moment_of(cells, mapping.time, plan.rule)
        except NotATime as reason:
            yield NotUnderstood(cells.row.line, reason.code, cells.row.original())
            continue
        if note:
            yield Note(note)
        for item in reader.items(cells, at):
            yield replace(item, whose=whose) if isinstance(item, Located) and whose else item
