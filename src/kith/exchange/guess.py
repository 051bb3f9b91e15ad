"""A first guess at a mapping, from the names of columns and what they hold.

It only fills the page where a person chooses; nothing is imported by a guess.
"""

import re
from dataclasses import dataclass

from kith.exchange.counted import fitting as fitting_counts
from kith.exchange.mapping import ContactColumns, Mapping, Mood, People, Times
from kith.exchange.mapping import Item as Rating
from kith.exchange.numbers import fitting
from kith.exchange.survey import Column, Survey
from kith.exchange.times import NotATime, TimeRule, moment

_NAMES = {
    "time": r"time|date ?time|timestamp|when|date|day|datum|zeit|zeitpunkt|fecha|created(_at)?",
    "clock": r"time( of day)?|clock|hour|uhrzeit|heure|hora",
    "id": r"id|participant(_?id)?|subject(_?id)?|user(_?id)?|pid|person_?id",
    "mood": r"mood(_?score)?|valence|feeling|wellbeing|happiness|stimmung|humeur|score|affect",
    "arousal": r"arousal|activation",
    "energy": r"energy|energie",
    "people": r"with|who|with_?who|people|company|persons?|friends|wer|mit",
    "person": r"person|name|contact",
    "note": r"notes?|text|journal|comment|entry|notiz|kommentar",
    "title": r"title|heading|titel",
    "feelings": r"feelings|emotions?|emotion_words",
    "tags": r"tags?|activities|labels",
    "sleep_hours": r"sleep_?hours|hours_?slept|hours of sleep",
    "minutes": r"minutes|duration(_min)?|length",
    "felt": r"felt|rating",
}  # fmt: skip
_PATTERNS = {role: re.compile(pattern) for role, pattern in _NAMES.items()}
_TEXT = frozenset({"text"})
_WANTED = {
    "time": frozenset({"time"}),
    **dict.fromkeys(("arousal", "energy", "sleep_hours", "minutes", "felt"), frozenset({"number"})),
    **dict.fromkeys(("mood", "id"), frozenset({"number", "text"})),
}


@dataclass(frozen=True, slots=True)
class ColumnSketch:
    """What the page of choices shows of a column: `holds` is number, time, text or nothing."""

    name: str
    holds: str
    role: str
    examples: tuple[str, ...]
    low: float | None = None
    high: float | None = None
    scales: tuple[str, ...] = ()


def sketch(survey: Survey, rule: TimeRule) -> tuple[ColumnSketch, ...]:
    """Return every column with what it holds and the role it probably has."""
    taken: set[str] = set()
    return tuple(_sketch(column, rule, taken) for column in survey.columns)


def guess(columns: tuple[ColumnSketch, ...]) -> Mapping | None:
    """Return a first mapping, or None when no column looks like a time."""
    by_role = {column.role: column for column in columns if column.role}
    if "time" not in by_role:
        return None

    def named(role: str) -> str:
        return by_role[role].name if role in by_role else ""

    def rating(role: str) -> Rating | None:
        column = by_role.get(role)
        return Rating(column.name) if column else None

    clock = named("clock")
    return Mapping(
        time=Times(date=named("time"), clock=clock) if clock else Times(column=named("time")),
        rows="contacts" if named("person") else "checkins",
        id=named("id"),
        mood=Mood(rating("mood")),
        people=People(columns=(named("people"),)) if named("people") else People(),
        contact=ContactColumns(
            person=named("person"), minutes=named("minutes"), felt=named("felt")
        ),
        note=named("note"),
        title=named("title"),
        feelings=named("feelings"),
        tags=(named("tags"),) if named("tags") else (),
        sleep_hours=named("sleep_hours"),
    )


def _sketch(column: Column, rule: TimeRule, taken: set[str]) -> ColumnSketch:
    holds = _holds(column, rule)
    name = column.name.casefold().replace("-", "_")
    if holds == "number" and _PATTERNS["time"].fullmatch(name) and _counts(column, rule):
        holds = "time"
    role = next((r for r in _PATTERNS if r not in taken and _fits(r, name, holds)), "")
    if role:
        taken.add(role)
    examples = tuple(value[:60] for value in list(column.values)[:3])
    if holds != "number":
        return ColumnSketch(column.name, holds, role, examples)
    scales = fitting(column.low, column.high)
    return ColumnSketch(column.name, holds, role, examples, column.low, column.high, scales)


def _holds(column: Column, rule: TimeRule) -> str:
    if not column.filled:
        return "nothing"
    if column.is_numeric:
        return "number"
    return "time" if all(_is_time(v, rule) for v in list(column.values)[:5]) else "text"


def _counts(column: Column, rule: TimeRule) -> bool:
    """Say whether numbers could be moments: a count of days or seconds, or a date without signs."""
    first = list(column.values)[:5]
    return bool(fitting_counts(column, rule.now.date())) or all(_is_time(v, rule) for v in first)


def _is_time(value: str, rule: TimeRule) -> bool:
    try:
        moment(value, rule)
    except NotATime as reason:
        return reason.code not in {"not_a_time", "no_time"}
    return True


def _fits(role: str, name: str, holds: str) -> bool:
    return holds in _WANTED.get(role, _TEXT) and _PATTERNS[role].fullmatch(name) is not None
