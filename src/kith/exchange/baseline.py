"""The JSON and the CSV that baseline exports; its mood goes from −5 to 5.

The person there chooses which columns to take along, so any but the time may be missing.
"""

from collections.abc import Iterator

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.numbers import Scale
from kith.exchange.rows import cells_of
from kith.exchange.source import Source, Start
from kith.exchange.survey import Column
from kith.exchange.table import heading
from kith.exchange.times import NotATime, TimeRule, from_epoch, moment
from kith.exchange.zones import zone
from kith.records import CheckIn

NAME = "baseline"
_SCALE = Scale(-5, 5)
_COLUMNS = {
    "timestamp": "timestamp", "journal text": "journal", "mood score": "mood",
    "below/at/above average": "average", "time zone": "zone", "attached song": "song",
    "file paths": "files",
}  # fmt: skip
_NAMED = 5  # zones that nobody knows and that are told
_TELLING = {"journal text", "mood score", "below/at/above average"}


def sniff(start: Start) -> float:
    """Say how sure it is that this is an export of baseline."""
    if jsonfile.holds(start.text, "timestamp"):
        return 1.0 if {"journal", "average"} & jsonfile.paths(start.text) else 0.0
    names = heading(start.text)
    return 1.0 if "timestamp" in names and len(names & _TELLING) > 1 else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as check-ins."""
    times, unknown = Column("timestamp"), dict[str, None]()
    for row in _rows(source):
        if isinstance(row, NotUnderstood):
            continue
        if jsonfile.amount(row[1].get("timestamp")) is None:
            times.add(jsonfile.said(row[1], "timestamp"))
        called = jsonfile.said(row[1], "zone")
        if called and len(unknown) < _NAMED and zone(called) is None:
            unknown[text.name(called)] = None
    asked.notes += [Note("zone_unknown", called) for called in unknown]
    return _entries(_rows(source), asked.time_rule([times], zoned=True))


def _rows(source: Source) -> Iterator[tuple[int, Entry] | NotUnderstood]:
    """Yield the entries by the keys of the JSON, whatever the file is."""
    if source.start.text.lstrip("\ufeff \r\n")[:1] == "[":
        yield from jsonfile.rows(source.text(), ())
        return
    keys = {name: _COLUMNS.get(name.casefold(), name) for name in source.table.columns}
    for cells in cells_of(source.table):
        if isinstance(cells, NotUnderstood):
            yield cells
        else:
            yield cells.row.line, {key: cells.text(name) for name, key in keys.items() if name}


def _entries(rows: Iterator[tuple[int, Entry] | NotUnderstood], rule: TimeRule) -> Iterator[Item]:
    name = namer(NAME)
    for row in rows:
        if isinstance(row, NotUnderstood):
            yield row
            continue
        number, entry = row
        when = jsonfile.amount(entry.get("timestamp"))
        place = zone(jsonfile.said(entry, "zone"))
        here = TimeRule(place or rule.zone, rule.now, rule.order)
        try:
            if when is None:
                at, _ = moment(jsonfile.said(entry, "timestamp"), here)
            else:
                at = from_epoch(when / 1000, here)
        except NotATime as reason:
            yield NotUnderstood(number, reason.code, jsonfile.original(entry))
            continue
        if entry.get("files"):
            yield Note("pictures_left_out")
        mood = jsonfile.amount(entry.get("mood"))
        if mood is not None and not _SCALE.holds(mood):
            yield NotUnderstood(number, "out_of_scale", jsonfile.original(entry), partial=True)
            mood = None
        told = text.plain(jsonfile.said(entry, "journal"))
        if mood is None and not told:
            yield NotUnderstood(number, "no_answers", jsonfile.original(entry))
            continue
        record = CheckIn(
            at,
            valence=None if mood is None else _SCALE.valence(mood),
            note=told,
            outcomes={} if mood is None else {"mood": mood},
            source_id=name((str(round(at.timestamp() * 1000)), str(mood), told)),
        )
        yield Located(number, record)
