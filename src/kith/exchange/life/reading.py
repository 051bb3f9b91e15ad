"""An export of Kith as rows that stream, and what it holds in figures; the file is checked whole."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from kith.exchange.content import Given
from kith.exchange.items import Item, LifeRow, Note
from kith.exchange.life.checking import Row, checked
from kith.exchange.life.opening import document
from kith.exchange.life.spec import tables

_DATED = ("check_ins", "contacts", "writings", "responses")
_SAFETY = ("care_settings", "plan", "safety_notes", "kept_silent")
Held = Mapping[str, list[Row]]


def rows_of(given: Given) -> list[Item]:
    """Return every row of an export, each after those it points at, notes among them."""
    held = checked(document(given))
    found: list[Item] = [*notes_of(held)]
    for table in tables():
        found += [LifeRow(table.name, json.dumps(row)) for row in held[table.name]]
    return found


def figures(given: Given) -> dict[str, Any]:
    """Return what the dry run says of an export, by the names of `Inspection`."""
    held = checked(document(given))
    checkins, dated = held["check_ins"], [row for name in _DATED for row in held[name]]
    moods = sum(map(has_mood, checkins))
    times = [datetime.fromisoformat(row["at"]) for row in dated]
    return {
        "checkins": moods,
        "without_mood": len(checkins) - moods,
        "naming": sum(bool(row["company"]) for row in checkins),
        "contacts": len(held["contacts"]),
        "entries": len(dated),
        "writings": sum(bool(row.get("note") or row.get("text")) for row in dated),
        "first": min(times, default=None),
        "last": max(times, default=None),
        "people": tuple(_named(held).items()),
        "people_told_apart": len(held["people"]),
        "notes": tuple(notes_of(held)),
    }


def notes_of(held: Held) -> Iterator[Note]:
    """Yield what is to be said of an export before it comes in."""
    if any(held[name] for name in _SAFETY):
        yield Note("life_with_plan")
    elif held["people"]:
        yield Note("life_without_plan")
    if held["compartment"]:
        yield Note("life_sealed")
    deleted = sum(bool(row.get("deleted_at")) for rows in held.values() for row in rows)
    if deleted:
        yield Note("life_deleted", str(deleted))
    if held["drafts"]:
        yield Note("life_drafts", str(len(held["drafts"])))


def has_mood(row: Row) -> bool:
    """Say whether a row of check-ins tells of a mood or a feeling, and not only of company."""
    told = row["valence"] is not None or row["feelings"] or row["mood_word"]
    return bool(told) or "mood" in row["outcomes"]


def _named(held: Held) -> Counter[str]:
    """Return the names of people with how often they were there."""
    names = {row["uid"]: row["name"] for row in held["people"]}
    times: Counter[str] = Counter(dict.fromkeys(names.values(), 0))
    times.update(names[uid] for row in held["check_ins"] for uid in row["company"])
    times.update(names[uid] for row in held["contacts"] for uid in row["people"])
    return times
