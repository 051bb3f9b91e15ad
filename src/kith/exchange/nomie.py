"""What Nomie gives: its backup as JSON, or the CSV of its trackers.

A note there holds what was counted (`#tracker(4)`), who was there (`@person`) and where
(`+context`). A number becomes an outcome, a tracker without one a tag. The scale of the tracker
`mood` is a setting there; where the file does not hold it, it is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.numbers import Scale, number
from kith.exchange.register import Register
from kith.exchange.rows import Cells, cells_of
from kith.exchange.source import Source, Start
from kith.exchange.survey import Column
from kith.exchange.table import heading
from kith.exchange.times import NotATime, TimeRule, from_epoch, moment
from kith.records import CheckIn

NAME = "nomie"
_COLUMNS = {"epoch", "offset", "tracker", "value", "note"}
_TOKEN = re.compile(r"(?:(?<=\s)|^)([#@+])([^\s#@+(){}\[\]:;,.!?'\"’]+)(?:\(([^()]*)\))?")
_MEASURE = re.compile(r"([+\-]?[0-9]+(?:[.,][0-9]+)?)[^0-9]*")
_CLOCK = re.compile(r"([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?")
_BREAKING = re.compile('[",\n\r]')
_MILLISECONDS = 1e11  # a lower epoch is one of seconds: as milliseconds it would lie before 1974
_MOOD = "mood"
_FARTHEST = 14 * 60  # minutes from UTC

Rows = Iterator["tuple[int, Entry] | NotUnderstood"]


def sniff(start: Start) -> float:
    """Say how sure it is that this comes from Nomie."""
    if jsonfile.holds(start.text, "nomie.number"):
        return 1.0
    if jsonfile.holds(start.text, "events.note", "events.end"):
        return 0.9
    return 1.0 if heading(start.text) >= _COLUMNS else 0.0


@dataclass(slots=True)
class _Known:
    """What the file says beside its entries, and the moods in them."""

    people: dict[str, str] = field(default_factory=dict)
    scale: Scale | None = None
    moods: Column = field(default_factory=lambda: Column(_MOOD))


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as check-ins with the people who were there."""
    known = _known(source)
    scale = known.scale or asked.mood_scale(known.moods)
    return _entries(source, asked.time_rule([], zoned=True), known, scale)


def _is_json(source: Source) -> bool:
    return source.start.text.lstrip("\ufeff \r\n")[:1] == "{"


def _known(source: Source) -> _Known:
    found = _Known()
    if _is_json(source):
        for one in jsonfile.entries(source.text(), ("events",)):
            if isinstance(one, NotUnderstood):
                break
            if one.where == ("people",) and isinstance(one.value, dict):
                found.people = _people(one.value)
            elif one.where == ("trackers",):
                found.scale = _scale(jsonfile.part(one.value, _MOOD))
    for row in _rows(source):
        if not isinstance(row, NotUnderstood):
            for value in _parts(row[1]).values.get(_MOOD, ()):
                found.moods.add(f"{value:g}")
    return found


def _people(told: Entry) -> dict[str, str]:
    """Return the names that people have beside the short ones in the notes."""
    found = {}
    for short in told:
        person = jsonfile.part(told, short)
        name = text.name(jsonfile.said(person, "displayName", "name"))
        found[short.casefold()] = name or text.name(short)
    return found


def _scale(tracker: Entry) -> Scale | None:
    """Return the scale of a tracker that is a range."""
    low, high = jsonfile.amount(tracker.get("min")), jsonfile.amount(tracker.get("max"))
    if tracker.get("type") != "range" or low is None or high is None or low >= high:
        return None
    return Scale(low, high)


def _rows(source: Source) -> Rows:
    if _is_json(source):
        return jsonfile.rows(source.text(), ("events",))
    return _gathered(source)


def _gathered(source: Source) -> Rows:
    """Yield the entries of the CSV, which has a row for each tracker of an entry."""
    held: tuple[int, Entry] | None = None
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
            continue
        entry = _entry(cells)
        if held and all(held[1][key] == entry[key] for key in ("end", "note", "offset")):
            held[1]["counted"] += entry["counted"]
            continue
        if held:
            yield held
        held = (cells.row.line, entry)
    if held:
        yield held


def _entry(cells: Cells) -> Entry:
    names = {name.casefold(): name for name in cells.places}
    end, offset, note, score, tracker, value = (
        cells.text(names[key]) if key in names else ""
        for key in ("epoch", "offset", "note", "score", "tracker", "value")
    )
    counted = [(tracker, value)] if tracker and tracker != "note" else []
    return {"end": end, "offset": offset, "note": note, "score": score, "counted": counted}


@dataclass(slots=True)
class _Parts:
    """What stands in a note: numbers by their tracker, tags, short names, and whether more."""

    values: dict[str, list[float]] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    people: dict[str, None] = field(default_factory=dict)
    says_more: bool = False


def _parts(entry: Entry) -> _Parts:
    note, found = jsonfile.said(entry, "note"), _Parts()
    for sign, short, value in _TOKEN.findall(note):
        name = text.name(short.replace("_", " "))
        if sign == "@":
            found.people[short.casefold()] = None
        elif sign == "+" or not value.strip():
            found.tags[name] = None
        elif (amount := _amount(value)) is not None:
            found.values.setdefault(name.casefold(), []).append(amount)
    for tracker, value in entry.get("counted") or ():
        name = text.name(tracker.replace("_", " "))
        amount = _amount(value)
        if name.casefold() not in found.values and name not in found.tags and amount is not None:
            found.values[name.casefold()] = [amount]
    found.tags.pop("", None)
    found.says_more = bool(_TOKEN.sub("", note).strip())
    return found


def _amount(value: str) -> float | None:
    """Return a number, without its unit; a time as "1:30:00" in seconds."""
    value = value.strip()
    if clock := _CLOCK.fullmatch(value):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    measure = _MEASURE.fullmatch(value[:40])
    return number(measure[1]) if measure else None


def _entries(source: Source, rule: TimeRule, known: _Known, scale: Scale | None) -> Iterator[Item]:
    register, name = Register(), namer(NAME)
    for row in _rows(source):
        if isinstance(row, NotUnderstood):
            yield row
            continue
        line, entry = row
        try:
            at = _moment(entry, rule)
        except NotATime as reason:
            yield NotUnderstood(line, reason.code, jsonfile.original(entry))
            continue
        parts = _parts(entry)
        if not (parts.values or parts.tags or parts.people or parts.says_more):
            yield NotUnderstood(line, "no_answers", jsonfile.original(entry))
            continue
        moods = parts.values.get(_MOOD, [])
        if scale and any(not scale.holds(mood) for mood in moods):
            yield NotUnderstood(line, "out_of_scale", jsonfile.original(entry), partial=True)
            del parts.values[_MOOD]
        record = _check_in(entry, at, parts, (known, scale, name))
        for person in register.meet((who, "") for who in record.with_people or ()):
            yield Located(line, person, rows=0)
        yield Located(line, record)


def _check_in(
    entry: Entry, at: datetime, parts: _Parts, how: tuple[_Known, Scale | None, Namer]
) -> CheckIn:
    known, scale, name = how
    outcomes = {key: round(sum(values), 9) for key, values in parts.values.items()}
    moods = parts.values.get(_MOOD)
    if moods:
        outcomes[_MOOD] = round(sum(moods) / len(moods), 9)
    if score := jsonfile.amount(entry.get("score")):
        outcomes["score"] = score
    short = (known.people.get(one) or text.name(one.replace("_", " ")) for one in parts.people)
    company = tuple(dict.fromkeys(one for one in short if one))
    note = jsonfile.said(entry, "note")
    # the CSV takes these signs out of notes; an entry has one name in both
    identity = (str(round(at.timestamp() * 1000)), text.name(_BREAKING.sub(" ", note)))
    return CheckIn(
        at,
        valence=scale.valence(outcomes[_MOOD]) if scale and moods else None,
        note=text.clean(note) if parts.says_more else "",
        with_people=company or None,
        tags=tuple(parts.tags),
        outcomes=outcomes,
        source_id=name(identity),
    )


def _moment(entry: Entry, rule: TimeRule) -> datetime:
    """Return when an entry ended, in the zone it was made in as far as its offset tells."""
    when = jsonfile.amount(entry.get("end"))
    if when is None:
        return moment(jsonfile.said(entry, "end", "start"), rule)[0]
    offset = jsonfile.amount(entry.get("offset"))
    at = from_epoch(when / 1000 if abs(when) >= _MILLISECONDS else when, rule)
    if offset is None or abs(offset) > _FARTHEST:
        return at
    here = at.astimezone(timezone(timedelta(minutes=-round(offset))))
    same = at.astimezone(rule.zone)
    return same if same.utcoffset() == here.utcoffset() else here
