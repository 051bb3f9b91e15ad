"""The CSV that Bearable exports: one row an observation, in long form.

Observations of one time of day that stand together become one check-in: mood and energy, hours
of sleep, symptoms and other ratings as outcomes, factors and meals as tags. No real export was
at hand; the shape rests on two public readers of it. The scale of its mood is a setting there
(1..5 or 1..10), so it is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time

from kith.exchange import people, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood, Question
from kith.exchange.numbers import Scale, is_missing, number
from kith.exchange.rows import Cells, cells_of
from kith.exchange.source import Head, Source
from kith.exchange.times import NotATime, TimeRule, clock_of, day_of, place
from kith.records import CheckIn

NAME = "bearable"
_COLUMNS = {"date", "time of day", "category", "rating/amount", "detail"}
_PARTS = {
    "pre": time(6), "am": time(9), "morning": time(9), "mid": time(12), "midday": time(12),
    "afternoon": time(15), "pm": time(18), "evening": time(18), "night": time(22),
    "all day": time(12), "": time(12),
}  # fmt: skip
_WHOLE_DAY = frozenset({"", "all day"})
_ENERGY = {"v. low": 1.0, "low": 2.0, "ok": 3.0, "high": 4.0, "v. high": 5.0}
_QUALITY = {"poor": 1.0, "ok": 2.0, "good": 3.0, "great": 4.0}
_SEVERITY = {"mild": 1.0, "moderate": 2.0, "severe": 3.0, "unbearable": 4.0, "extreme": 4.0}
_MOOD_SCALES = ("1..5", "1..10")
_HOURS = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_ASLEEP = re.compile(
    r"asleep\s+([0-9]{1,2}):([0-9]{2})\s*[-–]\s*([0-9]{1,2}):([0-9]{2})", re.IGNORECASE
)
_SYMPTOM = re.compile(r"(.*?)\s*\(([^()]*)\)\s*")
_LABEL = re.compile(r"[^:|]{1,40}:\s+")


def sniff(head: Head) -> float:
    """Say how sure it is that this is a Bearable export."""
    names = set(head.names)
    if names >= _COLUMNS:
        return 1.0 if "date formatted" in names else 0.85
    return 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream check-ins, each gathered from the observations of one time of day."""
    source.spell({*_COLUMNS, "date formatted", "notes"})
    for name in ("category", "rating/amount", "detail", "time of day"):
        source.table.index(name)
    day = "date formatted" if "date formatted" in source.table.columns else "date"
    column = source.survey.column(day)
    rule = asked.time_rule([column] if column else [], zoned=False)
    return _gathered(source, day, rule, _mood_scale(source, asked))


def _mood_scale(source: Source, asked: Asked) -> Scale | None:
    """Return the scale of the moods; more than 5 anywhere proves the longer one."""
    values = [
        value
        for cells in cells_of(source.table)
        if not isinstance(cells, NotUnderstood)
        and cells.text("category").casefold() == "mood"
        and (value := number(cells.text("rating/amount"))) is not None
    ]
    if not values:
        return None
    if 5 < max(values) <= 10:
        return Scale(1, 10)
    if asked.options.analyse and not asked.answer("mood_scale"):
        return None
    question = Question("mood_scale", "mood_scale", _MOOD_SCALES, _MOOD_SCALES[0], "Mood")
    scale = Scale.parse(asked.answer("mood_scale"))
    if scale is not None and str(scale) in _MOOD_SCALES:
        return scale
    asked.ask(question)
    return None


@dataclass(slots=True)
class _Gathered:
    """What has been gathered for the check-in of one time of day."""

    line: int
    at: datetime
    mood: float | None = None
    energy: float | None = None
    sleep: float | None = None
    outcomes: dict[str, float] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    identity: list[str] = field(default_factory=list)
    rows: int = 0


def _gathered(source: Source, day: str, rule: TimeRule, scale: Scale | None) -> Iterator[Item]:
    name = namer(NAME)
    open_one: _Gathered | None = None
    has_notes = "notes" in source.table.columns
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
            continue
        try:
            at, note = _moment(cells, day, rule)
        except NotATime as reason:
            yield NotUnderstood(cells.row.line, reason.code, cells.row.original())
            continue
        if note:
            yield Note(note)
        if open_one and open_one.at != at:
            yield from _closed(open_one, name)
            open_one = None
        open_one = open_one or _Gathered(cells.row.line, at)
        if why := _add(open_one, cells, scale, has_notes=has_notes):
            yield NotUnderstood(cells.row.line, why, cells.row.original(), partial=True)
        if _ASLEEP.search(cells.text("detail")):
            yield Note("sleep_clocks_left_out")
    if open_one:
        yield from _closed(open_one, name)


def _moment(cells: Cells, day: str, rule: TimeRule) -> tuple[datetime, str]:
    if not cells.text(day):
        raise NotATime("no_time")
    date = day_of(cells.text(day), rule)
    part = cells.text("time of day").casefold()
    if part in _PARTS:
        note = "no_clock" if part in _WHOLE_DAY else "part_of_day"
        return place(datetime.combine(date, _PARTS[part]), rule, note)
    return place(datetime.combine(date, clock_of(part)), rule)


def _add(into: _Gathered, cells: Cells, scale: Scale | None, *, has_notes: bool) -> str:
    """Add one observation; return why it could not be taken, or ""."""
    into.rows += 1
    into.identity += [part for part in cells.parts() if not part.startswith("weekday=")]
    if has_notes and (note := text.plain(cells.text("notes"))):
        into.notes.append(note)
    category = text.name(cells.text("category"))
    rating, detail = cells.text("rating/amount"), text.name(cells.text("detail"))
    value = number(rating)
    match category.casefold():
        case "mood":
            return _add_mood(into, value, detail, scale)
        case "energy":
            return _add_energy(into, _ENERGY.get(detail.casefold(), value))
        case "sleep":
            into.sleep = _hours(rating, detail)
            return "" if into.sleep is not None else "not_a_number"
        case "sleep quality":
            return _add_number(into, "Sleep quality", _QUALITY.get(detail.casefold(), value))
        case "symptom":
            return _add_symptom(into, detail, value)
        case _:
            return _add_other(into, category, value, detail)


def _add_mood(into: _Gathered, value: float | None, detail: str, scale: Scale | None) -> str:
    if detail and not is_missing(detail):
        into.tags += people.split(detail, "|")
    if value is None:
        return "not_a_number"
    if scale is not None and not scale.holds(value):
        return "out_of_scale"
    into.outcomes["mood"] = value
    into.mood = scale.valence(value) if scale else None
    return ""


def _add_energy(into: _Gathered, value: float | None) -> str:
    scale = Scale(1, 5)
    if value is not None and not scale.holds(value):
        return "out_of_scale"
    into.energy = None if value is None else scale.valence(value)
    return _add_number(into, "Energy", value)


def _add_symptom(into: _Gathered, detail: str, value: float | None) -> str:
    found = _SYMPTOM.fullmatch(detail)
    name = found[1] if found else detail
    severity = _SEVERITY.get(found[2].casefold()) if found else None
    return _add_number(into, name, value if value is not None else severity) if name else "no_name"


def _add_number(into: _Gathered, name: str, value: float | None) -> str:
    if value is None:
        return "not_a_number"
    into.outcomes[name] = value
    return ""


def _add_other(into: _Gathered, category: str, value: float | None, detail: str) -> str:
    """Factors, meals, medication …: named things become tags, bare amounts outcomes."""
    parts = people.split(_LABEL.sub("", detail, count=1), "|")
    if parts:
        into.tags += parts
        return ""
    return _add_number(into, category, value) if category else "no_category"


def _hours(rating: str, detail: str) -> float | None:
    """Return hours asleep: "7:30" as said, else the time between two clocks in the detail."""
    if found := _HOURS.fullmatch(rating):
        hours = int(found[1]) + int(found[2]) / 60
        return hours if hours <= 24 and int(found[2]) < 60 else None
    if found := _ASLEEP.search(detail):
        start, end = (int(found[i]) * 60 + int(found[i + 1]) for i in (1, 3))
        return round((end - start) % 1440 / 60, 4)
    value = number(rating)
    return value if value is not None and 0 <= value <= 24 else None


def _closed(one: _Gathered, name: Namer) -> Iterator[Located]:
    """Yield the check-in, unless nothing of its rows was understood."""
    if one.sleep is not None:
        one.outcomes["sleep_hours"] = one.sleep
    record = CheckIn(
        one.at,
        valence=one.mood,
        energy=one.energy,
        note="\n\n".join(one.notes),
        sleep_hours=one.sleep,
        tags=tuple(dict.fromkeys(one.tags)),
        outcomes=one.outcomes,
        source_id=name(one.identity),
    )
    if one.outcomes or one.tags or one.notes or record.energy is not None:
        yield Located(one.line, record, rows=one.rows)
