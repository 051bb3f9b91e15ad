"""What Apple's Health keeps as State of Mind, as JSON from apps that export it.

How pleasant it was from −1 to 1, words for feelings, and what it had to do with; those areas of
life come in as tags. They name no people, so company stays unknown.
"""

from collections.abc import Iterator

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.numbers import Scale
from kith.exchange.source import Source, Start
from kith.exchange.survey import Column
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import CheckIn

NAME = "state_of_mind"
_SCALE = Scale(-1, 1)
_LISTS = ((), ("data", "stateOfMind"), ("stateOfMind",), ("data",))
_MARKS = (("valence", "kind"), ("valence", "valenceClassification"), ("valence", "associations"))


def sniff(start: Start) -> float:
    """Say how sure it is that this holds states of mind."""
    for where in _LISTS:
        around = "".join(f"{key}." for key in where)
        if any(jsonfile.holds(start.text, *(around + key for key in keys)) for keys in _MARKS):
            return 1.0
    return 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the states as check-ins."""
    times = Column("start")
    for row in jsonfile.rows(source.text(), *_LISTS):
        if not isinstance(row, NotUnderstood):
            times.add(_when(row[1]))
    return _entries(source, asked.time_rule([times]))


def _when(entry: Entry) -> str:
    return jsonfile.said(entry, "start", "startDate", "date")


def _entries(source: Source, rule: TimeRule) -> Iterator[Item]:
    name = namer(NAME)
    for row in jsonfile.rows(source.text(), *_LISTS):
        if isinstance(row, NotUnderstood):
            yield row
            continue
        number, entry = row
        try:
            at, note = moment(_when(entry), rule)
        except NotATime as reason:
            yield NotUnderstood(number, reason.code, jsonfile.original(entry))
            continue
        if note:
            yield Note(note)
        value = jsonfile.amount(entry.get("valence"))
        if value is not None and not _SCALE.holds(value):
            yield NotUnderstood(number, "out_of_scale", jsonfile.original(entry), partial=True)
            value = None
        feelings = jsonfile.names(entry.get("labels"))
        areas = jsonfile.names(entry.get("associations"))
        if value is None and not feelings and not areas:
            yield NotUnderstood(number, "no_answers", jsonfile.original(entry))
            continue
        kind = text.name(jsonfile.said(entry, "kind"))
        identity = (at.replace(tzinfo=None).isoformat(), kind, str(value), "|".join(feelings))
        record = CheckIn(
            at,
            valence=None if value is None else round(value, 9),
            feelings=feelings,
            tags=areas,
            source_id=name(identity),
        )
        yield Located(number, record)
