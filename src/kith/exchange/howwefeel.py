"""The CSV that How We Feel exports, older and newer form; it says who the person was with.

Feelings there are words without numbers. Common words have their place on −1..1 in
`feeling_words.toml`; any other is asked. Several values in a cell are parted by `;`. Beside words
in another language stand keys, which are English in every one.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from statistics import fmean

from kith.exchange import people, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.numbers import is_missing, number
from kith.exchange.register import Register
from kith.exchange.rows import Cells, cells_of, values_of
from kith.exchange.source import Head, Source
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import CheckIn

NAME = "howwefeel"
_TEXTS = ("Notes", "Reflections", "Takeaways")
_NUMBERS = (
    "Exercise", "Sleep", "Steps", "Meditation", "Temperature (F)", "Water (cups)",
    "Caffeine (mg)", "Alcoholic Drinks",
)  # fmt: skip
_KEYS = ("Mood Key", "Mood Keys")
_NAMED = (
    "Date",
    "Mood",
    *_KEYS,
    "Tags (People)",
    "Tags Key (People)",
    "Tags (Places)",
    "Tags (Events)",
)
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,' \u00a0\u2009\u202f][0-9]{3})+")
_COUNTED = frozenset({"Steps"})
_LENGTH = re.compile(
    r"(?:([0-9]{1,3})\s*(?:h|hr|hrs|hours?|:))?\s*(?:([0-9]{1,4})\s*(?:m|min|mins|minutes?)?)?",
    re.IGNORECASE,
)
_WORDY = ("Weather", "Menstrual", "Locale")


def sniff(head: Head) -> float:
    """Say how sure it is that this is a How We Feel export."""
    names = set(head.names)
    if {"date", "mood", "tags (people)", "tags (places)", "tags (events)"} <= names:
        return 1.0 if names & {"mood key", "mood keys"} else 0.9
    return 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as check-ins with the people who were there."""
    source.spell((*_NAMED, *_TEXTS, *_NUMBERS, *_WORDY))
    for name in ("Date", "Mood", "Tags (People)"):
        source.table.index(name)
    column = source.survey.column("Date")
    rule = asked.time_rule([column] if column else [])
    values = (word for cell in values_of(source.table, "Mood") for word in _moods(cell))
    words = asked.mood_words(dict.fromkeys(values), _placed() | _by_keys(source))
    return _entries(source, rule, words)


def _entries(source: Source, rule: TimeRule, words: dict[str, float | None]) -> Iterator[Item]:
    register, name = Register(), namer(NAME)
    columns = frozenset(source.table.columns)
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
            continue
        try:
            at, note = moment(cells.text("Date"), rule)
        except NotATime as reason:
            yield NotUnderstood(cells.row.line, reason.code, cells.row.original())
            continue
        if note:
            yield Note(note)
        record = _check_in(cells, at, words, name, columns)
        for column in _NUMBERS:
            if column in columns and cells.text(column) and column not in record.outcomes:
                yield NotUnderstood(
                    cells.row.line, "not_a_number", cells.row.original(), partial=True
                )
        for person in register.meet((who, "") for who in record.with_people or ()):
            yield Located(cells.row.line, person, rows=0)
        extras = {c: cells.text(c) for c in _WORDY if c in columns and cells.text(c)}
        yield Located(cells.row.line, record, extras=extras)


def _check_in(
    cells: Cells,
    at: datetime,
    words: dict[str, float | None],
    name: Namer,
    columns: frozenset[str],
) -> CheckIn:
    feelings = _moods(cells.text("Mood"))
    placed = [value for word in feelings if (value := words.get(word)) is not None]
    outcomes = {
        column: value
        for column in _NUMBERS
        if column in columns and (value := _amount(column, cells.text(column))) is not None
    }
    sleep = outcomes.get("Sleep")
    tags = (cells.text(f"Tags ({kind})") for kind in ("Places", "Events"))
    note = "\n\n".join(part for c in _TEXTS if c in columns and (part := _text(cells.text(c))))
    key = cells.text("Tags Key (People)") if "Tags Key (People)" in columns else ""
    company = () if _alone(key) else _company(cells.get("Tags (People)"))
    identity = (at.replace(tzinfo=None).isoformat(), ";".join(feelings), note)
    return CheckIn(
        at,
        valence=round(fmean(placed), 9) if placed else None,
        feelings=feelings,
        note=note,
        sleep_hours=sleep if sleep and 0 < sleep <= 24 else None,
        with_people=company,
        tags=tuple(dict.fromkeys(tag for cell in tags for tag in people.split(cell, ";|"))),
        mood_word="; ".join(feelings),
        outcomes=outcomes,
        source_id=name(identity),
    )


def _moods(cell: str) -> tuple[str, ...]:
    return people.split(cell, ";|,")


def _by_keys(source: Source) -> dict[str, float]:
    """Return where words of another language lie by the keys that stand beside them."""
    columns = [column for column in _KEYS if column in source.table.columns]
    found: dict[str, float] = {}
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            continue
        words = _moods(cells.text("Mood"))
        for column in columns:
            keys = [key.replace("_", " ").casefold() for key in _moods(cells.text(column))]
            if len(keys) == len(words):
                found |= {
                    word.casefold(): _placed()[key]
                    for word, key in zip(words, keys, strict=True)
                    if key in _placed()
                }
    return found


def _alone(key: str) -> bool:
    parts = [part.replace("_", " ").casefold() for part in people.split(key, ";|")]
    return bool(parts) and all(part in people.ALONE for part in parts)


def _amount(column: str, cell: str) -> float | None:
    """Return a number: steps are whole ones, and a length may be told in hours and minutes."""
    said = cell.strip()
    if column in _COUNTED and _THOUSANDS.fullmatch(said):
        return float("".join(sign for sign in said if sign.isdigit()))
    value = number(said)
    if value is None and (found := _LENGTH.fullmatch(said)) and (found[1] or found[2]):
        minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
        return round(minutes / 60, 4) if column == "Sleep" else float(minutes)
    return value


def _company(cell: str | None) -> people.Company:
    """Return who was there. No tag at all says nothing about company there: unknown."""
    if cell is None or is_missing(cell):
        return None
    names = people.split(cell, ";|")
    return tuple(name for name in names if name.casefold() not in people.ALONE)


def _text(cell: str) -> str:
    """Return a text cell; a JSON list there becomes paragraphs."""
    if cell.startswith("["):
        try:
            parts = json.loads(cell)
        except (ValueError, RecursionError):
            return text.plain(cell)
        return "\n\n".join(filter(None, (_paragraph(part) for part in parts)))
    return text.plain(cell)


def _paragraph(part: object) -> str:
    if isinstance(part, dict):
        return "\n".join(filter(None, (_paragraph(value) for value in part.values())))
    return text.plain(part) if isinstance(part, str) else ""


@cache
def _placed() -> dict[str, float]:
    table = tomllib.loads(files("kith.exchange").joinpath("feeling_words.toml").read_text("utf-8"))
    return {word: float(value) for value, words in table.items() for word in words}
