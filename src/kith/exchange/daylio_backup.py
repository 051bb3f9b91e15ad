"""The backup that Daylio makes (`.daylio`), and the JSON inside it.

A zip with one file: JSON in base64, with the moods, the activities and the entries. A mood there
says which of five steps it belongs to, so none has to be asked. An entry has the same name as in
the CSV, so that one may come in after the other.
"""

import base64
import binascii
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TypeVar

from kith.exchange import jsonfile, people, text
from kith.exchange.asked import Asked
from kith.exchange.daylio import NAME as DAYLIO
from kith.exchange.daylio import Plan, check_in, check_people
from kith.exchange.errors import UnreadableFile
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, from_epoch, place

NAME = DAYLIO
_FILE = "backup.daylio"
_STEPS = {1: 1.0, 2: 0.5, 3: 0.0, 4: -0.5, 5: -1.0}
_WORDS = {1: "rad", 2: "good", 3: "meh", 4: "bad", 5: "awful"}
Kept = TypeVar("Kept")
_FARTHEST = 14 * 3600 * 1000  # milliseconds from UTC


def sniff(start: Start) -> float:
    """Say how sure it is that this is a backup of Daylio."""
    if start.names:
        return 1.0 if _inside(start.names) else 0.0
    return 1.0 if jsonfile.holds(start.text, "customMoods") else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as check-ins, as the CSV gives them."""
    backup = _opened(source)
    rows = jsonfile.members(backup, "dayEntries")
    bare = not all(isinstance(row, dict) and "datetime" in row for row in rows)
    rule = asked.time_rule([], zoned=not bare)
    tags = _named(backup, "tags", "name")
    chosen = frozenset(people.split(asked.answer("people"), ";|"))
    if chosen:
        check_people(tags.values(), chosen, asked)
    moods = _moods(backup)
    worth = {word: value for word, value in moods.values() if value is not None}
    words = asked.mood_words(dict.fromkeys(worth), {w.casefold(): v for w, v in worth.items()})
    plan = Plan(words, chosen, frozenset())
    return _entries(rows, rule, plan, ({n: word for n, (word, _) in moods.items()}, tags))


def _inside(names: tuple[str, ...]) -> str:
    """Return where the backup lies in an archive, also one that was unpacked and packed again."""
    found = [name for name in names if name.rsplit("/", 1)[-1] == _FILE]
    return found[0] if len(found) == 1 else ""


def _opened(source: Source) -> Entry:
    """Return the backup's JSON; a bare one is read as it is."""
    told = source.member(_inside(source.start.names)) if source.start.names else source
    with told.text() as stream:
        held = stream.read()
    if source.start.names:
        try:
            held = base64.b64decode(held).decode("utf-8-sig")
        except (binascii.Error, ValueError):
            raise UnreadableFile("damaged") from None
    for found in jsonfile.whole(held):
        if isinstance(found, dict):
            return found
    raise UnreadableFile("damaged")


def _named(backup: Entry, table: str, key: str) -> dict[int, str]:
    rows = (row for row in jsonfile.members(backup, table) if isinstance(row, dict))
    return {
        row["id"]: name
        for row in rows
        if isinstance(row.get("id"), int) and (name := text.name(jsonfile.said(row, key)))
    }


def _moods(backup: Entry) -> dict[int, tuple[str, float | None]]:
    """Return every mood by its number: its word and where it lies on −1..1."""
    found: dict[int, tuple[str, float | None]] = {}
    own = _named(backup, "customMoods", "custom_name")
    for row in jsonfile.members(backup, "customMoods"):
        number = row.get("id") if isinstance(row, dict) else None
        if isinstance(number, int):
            word = own.get(number) or _said(_WORDS, row.get("predefined_name_id"))
            found[number] = (word or "", _said(_STEPS, row.get("mood_group_id")))
    return found


def _said(table: dict[int, Kept], key: object) -> Kept | None:
    return table.get(key) if isinstance(key, int) else None


def _entries(
    rows: list[object],
    rule: TimeRule,
    plan: Plan,
    words: tuple[dict[int, str], dict[int, str]],
) -> Iterator[Item]:
    register, name, (moods, tags) = Register(), namer(NAME), words
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            yield NotUnderstood(number, "not_an_entry", jsonfile.original(row))
            continue
        try:
            at = _moment(row, rule)
        except NotATime as reason:
            yield NotUnderstood(number, reason.code, jsonfile.original(row))
            continue
        if row.get("assets"):
            yield Note("pictures_left_out")
        mood = _said(moods, row.get("mood")) or ""
        done = (_said(tags, one) for one in jsonfile.members(row, "tags"))
        told = (
            text.name(jsonfile.said(row, "note_title")),
            text.plain(jsonfile.said(row, "note")),
        )
        activities = tuple(dict.fromkeys(one for one in done if one))
        record = check_in(at, mood, activities, told, (plan, name))
        for person in register.meet((who, "") for who in record.with_people or ()):
            yield Located(number, person, rows=0)
        yield Located(number, record)
        if _names_nothing(row, moods, tags):
            yield NotUnderstood(number, "unknown_number", jsonfile.original(row), partial=True)


def _names_nothing(row: Entry, moods: dict[int, str], tags: dict[int, str]) -> bool:
    """Say whether an entry has a mood or an activity of which the backup tells nothing."""
    unknown = [one for one in jsonfile.members(row, "tags") if _said(tags, one) is None]
    return bool(unknown) or (row.get("mood") is not None and _said(moods, row.get("mood")) is None)


def _moment(row: Entry, rule: TimeRule) -> datetime:
    """Return when an entry was: by its clock there and then, with the zone it names."""
    parts = [jsonfile.amount(row.get(key)) for key in ("year", "month", "day", "hour", "minute")]
    known = [int(part) for part in parts if part is not None]
    offset = jsonfile.amount(row.get("timeZoneOffset"))
    where = None
    if offset is not None and abs(offset) <= _FARTHEST:
        where = timezone(timedelta(minutes=round(offset / 60_000)))
    if len(known) == len(parts):
        try:
            day = date(known[0], known[1] + 1, known[2])  # January is month 0
            local = datetime.combine(day, time(known[3], known[4]))
        except (ValueError, OverflowError):
            raise NotATime("no_such_date") from None
        zone = TimeRule(where or rule.zone, rule.now)
        return place(local, zone)[0]
    moment = jsonfile.amount(row.get("datetime"))
    if moment is None:
        raise NotATime("no_time")
    return from_epoch(moment / 1000, TimeRule(where or UTC, rule.now))
