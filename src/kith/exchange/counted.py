"""Moments as numbers: days since 1900 or 1904, as spreadsheets keep them, and counts since 1970.

What a column counts is told by which counts could be true of it: none of its moments lies before
1980 or ahead. Where more than one could be, it is asked.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from kith.exchange.asked import Asked
from kith.exchange.items import Note, Question
from kith.exchange.mapping import Mapping, Times
from kith.exchange.numbers import number
from kith.exchange.survey import Column, Survey
from kith.exchange.times import NotATime, TimeRule, clock_of, from_epoch, place

SHEETS = {"excel_1900": date(1899, 12, 30), "excel_1904": date(1904, 1, 1)}
"""Day 0 of each, as it counts from March 1900 on: Excel has a 29 February 1900."""

SECONDS = {"seconds": 1.0, "milliseconds": 1000.0}
UNITS = (*SHEETS, *SECONDS)
_TAKEN = {unit: f"counted_in_{unit}" for unit in UNITS}
_EARLIEST = date(1980, 1, 1)
_OLDEST = date(1905, 1, 1)  # a small number in such a column is a slip
_EPOCH = date(1970, 1, 1)
_DAY = 86_400
LONGEST_DAY = 36 * 3600  # seconds: a night may run over into the next date
_MOST_DAYS = 100_000.0  # a number beyond it is no day of a sheet, but a slip
_ENOUGH = 0.95  # of the values; the others are told, row by row
_SHOWN = 60


class HasText(Protocol):
    """A row that gives the text of a column."""

    def text(self, column: str) -> str:
        """Return the text of a cell, "" where there is none."""


def settled(mapping: Mapping, survey: Survey, asked: Asked) -> Mapping:
    """Return the mapping with what its times count, where they are numbers; ask where it is open."""
    times = mapping.time
    column = survey.column(times.column or times.date)
    if times.unit or column is None or not column.is_numeric:
        return mapping
    fits = fitting(column, asked.options.now.date())
    if times.date:
        fits = tuple(unit for unit in fits if unit in SHEETS)
    if not fits:
        return mapping
    if len(fits) > 1 or asked.answer("time_count"):
        example = f"{column.name[:_SHOWN]}: {next(iter(column.values), '')[:_SHOWN]}"
        unit = asked.choice(Question("time_count", "time_count", fits, None, example)) or fits[0]
    else:
        unit = fits[0]
        asked.notes.append(Note(_TAKEN[unit], column.name[:_SHOWN]))
    return replace(mapping, time=replace(times, unit=unit))


def fitting(column: Column, today: date) -> tuple[str, ...]:
    """Return the counts that could be true of a column of numbers."""
    values = [found for cell in column.values if (found := number(cell)) is not None]
    return tuple(unit for unit in UNITS if values and _could_be(unit, values, column, today))


def _could_be(unit: str, values: list[float], column: Column, today: date) -> bool:
    low, high = _value(unit, _EARLIEST), _value(unit, today + timedelta(days=2))
    if unit in SHEETS and high <= column.high <= _MOST_DAYS:
        return False  # the whole column is known by its highest number, not by its first ones
    return sum(low <= value < high for value in values) >= _ENOUGH * len(values)


def _value(unit: str, day: date) -> float:
    if unit in SHEETS:
        return float((day - SHEETS[unit]).days)
    return (day - _EPOCH).days * _DAY * SECONDS[unit]


def moment(cells: HasText, times: Times, rule: TimeRule) -> tuple[datetime, str]:
    """Return when a row happened, by what its times count, and a note about it."""
    if times.unit in SECONDS:
        return from_epoch(_number(cells.text(times.column)) / SECONDS[times.unit], rule), ""
    value = _number(cells.text(times.column or times.date))
    whole, rest = divmod(value, 1.0)
    try:
        day = SHEETS[times.unit] + timedelta(days=int(whole))
    except OverflowError:
        raise NotATime("no_such_date") from None
    if day < _OLDEST:
        raise NotATime("too_old")
    if times.seconds or (times.clock and cells.text(times.clock)):
        clock = _clock(cells, times)
    elif rest:
        clock = timedelta(seconds=round(rest * _DAY))
    else:
        return place(datetime.combine(day, time(12)), rule, "no_clock")
    return place(datetime.combine(day, time()) + clock, rule)


def _clock(cells: HasText, times: Times) -> timedelta:
    """Return the time of day from its own column: seconds, a part of a day, or as it is written."""
    if times.seconds:
        seconds = _number(cells.text(times.seconds))
        if not 0 <= seconds < LONGEST_DAY:
            raise NotATime("no_such_time")
        return timedelta(seconds=seconds)
    said = cells.text(times.clock)
    part = number(said)
    if part is not None and 0 <= part < 1:
        return timedelta(seconds=round(part * _DAY))
    at = clock_of(said)
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _number(text: str) -> float:
    value = number(text)
    if value is None:
        raise NotATime("no_time" if not text else "not_a_time")
    return value
