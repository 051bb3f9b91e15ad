"""The JSON that Pixels exports: one pixel a day, with one or several scores from 1 to 5."""

from collections.abc import Iterator
from statistics import fmean

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.numbers import Scale
from kith.exchange.source import Source, Start
from kith.exchange.survey import Column
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import CheckIn

NAME = "pixels"
_SCALE = Scale(1, 5)


def sniff(start: Start) -> float:
    """Say how sure it is that this is an export of Pixels."""
    return 1.0 if jsonfile.holds(start.text, "date", "scores") else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the days as check-ins at noon."""
    days = Column("date")
    for row in jsonfile.rows(source.text(), ()):
        if not isinstance(row, NotUnderstood):
            days.add(_day(row[1]))
    return _entries(source, asked.time_rule([days], zoned=False))


def _day(entry: Entry) -> str:
    """Return the day of a pixel; its midnight in UTC is how some versions write it."""
    return jsonfile.said(entry, "date").removesuffix("T00:00:00.000Z")


def _is_mood(entry: Entry) -> bool:
    return jsonfile.said(entry, "type").casefold() in {"", "mood"}


def _entries(source: Source, rule: TimeRule) -> Iterator[Item]:
    name = namer(NAME)
    for row in jsonfile.rows(source.text(), ()):
        if isinstance(row, NotUnderstood):
            yield row
            continue
        number, entry = row
        try:
            at, note = moment(_day(entry), rule)
        except NotATime as reason:
            yield NotUnderstood(number, reason.code, jsonfile.original(entry))
            continue
        if note:
            yield Note(note)
        members = jsonfile.members(entry, "scores") if _is_mood(entry) else []
        scores = [jsonfile.amount(one) for one in members]
        good = [score for score in scores if score is not None and _SCALE.holds(score)]
        if len(good) < len(scores):
            yield NotUnderstood(number, "out_of_scale", jsonfile.original(entry), partial=True)
        mood = round(fmean(good), 9) if good else None
        feelings, tags = _tags(entry)
        told = text.plain(jsonfile.said(entry, "notes", "note"))
        if mood is None and not (told or feelings or tags):
            yield NotUnderstood(number, "no_answers", jsonfile.original(entry))
            continue
        record = CheckIn(
            at,
            valence=None if mood is None else _SCALE.valence(mood),
            feelings=feelings,
            note=told,
            tags=tags,
            outcomes={} if mood is None else {"mood": mood},
            source_id=_named(name, entry, told),
        )
        yield Located(number, record)


def _named(name: Namer, entry: Entry, told: str) -> str:
    scores = (str(one) for one in jsonfile.members(entry, "scores"))
    return name((jsonfile.said(entry, "date"), "|".join(scores), told))


def _tags(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the feelings and the other tags of a day; each tag lists its entries."""
    feelings: list[str] = []
    tags: list[str] = []
    for one in jsonfile.members(entry, "tags"):
        if isinstance(one, dict):
            kind = jsonfile.said(one, "type").casefold()
            into = feelings if kind.startswith(("emotion", "feeling")) else tags
            into += jsonfile.names(one.get("entries"))
        else:
            tags += jsonfile.names(one)
    return tuple(dict.fromkeys(feelings)), tuple(dict.fromkeys(tags))
