"""Make a mapping from the choices on the page: what each column of a table is."""

import hashlib
import json
import re
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith.exchange import ColumnSketch, Mapping, MappingError, counted, zones
from kith.exchange.mapping import ContactColumns, Item, Mood, People, Times
from kith.exchange.numbers import Scale, number

ROLES = (
    ("", _("leave it out")),
    ("time", _("date and time")),
    ("date", _("date only")),
    ("clock", _("time of day")),
    ("mood", _("mood")),
    ("arousal", _("how activated")),
    ("energy", _("energy")),
    ("with", _("who was there")),
    ("note", _("note")),
    ("title", _("title of the note")),
    ("feelings", _("feelings")),
    ("tags", _("activities or tags")),
    ("sleep_hours", _("hours of sleep")),
    ("number", _("another number to keep")),
    ("id", _("whose row it is")),
    ("person", _("the person of a contact")),
    ("minutes", _("minutes of a contact")),
    ("felt", _("how a contact felt, -3 to 3")),
    ("kind", _("what the person is to you")),
)
SEVERAL = {"", "with", "tags", "number"}
ORDERS = ("dmy", "mdy")
SCALED = {"mood", "arousal", "energy", "number"}


def key_of(names: Iterable[str]) -> str:
    """Return what a table is known by when it comes again: all its columns, in any order."""
    return hashlib.sha256(json.dumps(sorted(names)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Choice:
    """One column as the page shows it, with the role chosen so far."""

    number: int
    sketch: ColumnSketch
    role: str
    low: str
    high: str


def choices(
    columns: tuple[ColumnSketch, ...], chosen: Mapping | None, sent: Dict[str, Any] | None = None
) -> list[Choice]:
    """Return the rows of the page, filled with what is chosen or guessed.

    `sent` is a form that could not be taken: its choices stand there again.
    """
    if sent is not None:
        return [
            Choice(
                nth,
                sketch,
                *(str(sent.get(f"{part}-{nth}", ""))[:40] for part in ("role", "low", "high")),
            )
            for nth, sketch in enumerate(columns)
        ]
    roles = _roles_of(chosen) if chosen else {}
    return [
        Choice(
            nth,
            sketch,
            roles.get(sketch.name, "" if chosen else _guessed(sketch.role)),
            *_scale_of(sketch, chosen),
        )
        for nth, sketch in enumerate(columns)
    ]


def mapping_from(columns: tuple[ColumnSketch, ...], sent: Dict[str, Any]) -> Mapping:
    """Build the mapping that the person chose; raise `MappingError` where it does not hold."""
    named: dict[str, list[str]] = {}
    scales: dict[str, Item] = {}
    for nth, sketch in enumerate(columns):
        role = str(sent.get(f"role-{nth}", ""))
        if role not in dict(ROLES):
            raise MappingError("not_a_choice", sketch.name)
        named.setdefault(role, []).append(sketch.name)
        if role in SCALED:
            scales[sketch.name] = _item(sketch.name, sent, nth)
    for role, names in named.items():
        if len(names) > 1 and role not in SEVERAL:
            raise MappingError("role_twice", " + ".join(names))
    return _mapping(named, scales, sent)


def _mapping(named: Dict[str, list[str]], scales: Dict[str, Item], sent: Dict[str, Any]) -> Mapping:
    def one(role: str) -> str:
        return next(iter(named.get(role, ())), "")

    def item(role: str) -> Item | None:
        return scales.get(one(role))

    numbers = {re.sub(r"\s+", "_", name.strip()): scales[name] for name in named.get("number", ())}
    zone = str(sent.get("zone", ""))
    return Mapping(
        time=Times(column=one("time"), date=one("date"), clock=one("clock"), zone=zone),
        rows="contacts" if one("person") else "checkins",
        id=one("id"),
        mood=Mood(item("mood")),
        arousal=item("arousal"),
        energy=item("energy"),
        people=People(columns=tuple(named.get("with", ())), alone=_words(sent.get("alone"))),
        contact=ContactColumns(
            person=one("person"), kind=one("kind"), minutes=one("minutes"), felt=one("felt")
        ),
        note=one("note"),
        title=one("title"),
        feelings=one("feelings"),
        tags=tuple(named.get("tags", ())),
        sleep_hours=one("sleep_hours"),
        outcomes=numbers,
        keep=(),  # what is left out on the page is left out
        missing=_words(sent.get("missing")),
    )


def _item(name: str, sent: Dict[str, Any], nth: int) -> Item:
    low, high = (_number(sent.get(f"{end}-{nth}"), name) for end in ("low", "high"))
    if low is not None and high is not None and low > high:
        return Item(name, high, low, reversed=True)  # the bad end stands first
    return Item(name, low, high)


def with_answers(mapping: Mapping, answers: Dict[str, str]) -> Mapping:
    """Return a mapping that knows what was answered about its table, so it is not asked again."""
    scale, item = Scale.parse(answers.get("mood_scale", "")), mapping.mood.item
    if scale is not None and item is not None:
        known = Item(item.column, scale.low, scale.high, scale.reversed)
        mapping = replace(mapping, mood=replace(mapping.mood, item=known))
    if answers.get("date_order") in ORDERS:
        mapping = replace(mapping, time=replace(mapping.time, order=answers["date_order"]))
    if answers.get("time_count") in counted.UNITS:
        mapping = replace(mapping, time=replace(mapping.time, unit=answers["time_count"]))
    if answers.get("tz") and zones.zone(answers["tz"]) is not None:
        mapping = replace(mapping, time=replace(mapping.time, zone=answers["tz"]))
    parted = mapping.people.separators
    if answers.get("names_comma") == "apart" and "," not in parted:
        mapping = replace(mapping, people=replace(mapping.people, separators=f"{parted},"))
    return mapping


def _number(text: Any, name: str) -> float | None:
    cleaned = str(text or "").strip()
    if not cleaned:
        return None
    found = number(cleaned)
    if found is None:
        raise MappingError("scale_not_numbers", name)
    return found


def _words(text: Any) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[;,]", str(text or "")) if word.strip())


def _guessed(role: str) -> str:
    return {"people": "with"}.get(role, role if role in dict(ROLES) else "")


def _roles_of(mapping: Mapping) -> dict[str, str]:
    short = {"people": "with", "tags": "tags"}
    roles = {}
    for role, column in mapping.single_columns():
        head, _dot, tail = role.partition(".")
        if head == "outcomes":
            roles[column] = "number"
        elif head == "time":
            roles[column] = {"column": "time", "date": "date"}.get(tail, "clock")
        elif head == "contact":
            roles[column] = tail
        else:
            roles[column] = short.get(role, role)
    return roles


def _scale_of(sketch: ColumnSketch, chosen: Mapping | None) -> tuple[str, str]:
    items = [chosen.mood.item, chosen.arousal, chosen.energy] if chosen else []
    items += list(chosen.outcomes.values()) if chosen else []
    for item in items:
        if item and item.column == sketch.name and item.low is not None and item.high is not None:
            low, high = f"{item.low:g}", f"{item.high:g}"
            return (high, low) if item.reversed else (low, high)
    return "", ""
