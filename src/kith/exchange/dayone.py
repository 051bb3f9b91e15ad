"""The JSON that Day One exports, alone or in its zip with one file a journal.

An entry becomes a writing: its text as it stands, its tags, its moment in the zone it was written
in. Pictures, places and the weather stay out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from uuid import NAMESPACE_URL, uuid5

from kith.exchange import jsonfile, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, moment
from kith.exchange.zones import name_of, zone
from kith.records import LONGEST_TITLE, Writing

NAME = "dayone"
_FIXED = re.compile(r"(?:GMT|UTC)([+-])([0-9]{2}):?([0-9]{2})")
_MEDIA = ("photos", "videos", "audios", "pdfAttachments")


def sniff(start: Start) -> float:
    """Say how sure it is that this is a Day One export."""
    return max((_like(text) for _, text in start.begun(".json")), default=_like(start.text))


def _like(start: str) -> float:
    if not jsonfile.holds(start, "entries.creationDate"):
        return 0.0
    marks = {"metadata.version", "entries.uuid", "entries.richText", "entries.modifiedDate"}
    return 1.0 if marks & jsonfile.paths(start) else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries of every journal as writings."""
    rule = asked.time_rule([], zoned=True)
    journals = [name for name, start in source.start.begun(".json") if _like(start)]
    found = (source.member(name) for name in journals) if journals else (source,)
    return _entries(found, rule)


def _entries(journals: Iterable[Source], rule: TimeRule) -> Iterator[Item]:
    name = namer(NAME)
    for journal in journals:
        for row in jsonfile.rows(journal.text(), ("entries",)):
            if isinstance(row, NotUnderstood):
                yield row
                continue
            number, entry = row
            try:
                at = _moment(entry, rule)
            except NotATime as reason:
                yield NotUnderstood(number, reason.code, jsonfile.original(entry))
                continue
            if any(jsonfile.members(entry, key) for key in _MEDIA):
                yield Note("pictures_left_out")
            yield _told(number, entry, at, name)


def _told(number: int, entry: Entry, at: datetime, name: Namer) -> Located | NotUnderstood:
    said = text.clean(jsonfile.said(entry, "text")) or _rich(entry)
    if not said:
        return NotUnderstood(number, "no_answers", jsonfile.original(entry))
    uuid = text.name(jsonfile.said(entry, "uuid"))
    tags = jsonfile.names(entry.get("tags"))
    identity = (uuid, at.astimezone(UTC).isoformat() if not uuid else "", said)
    title, body = _titled(said)
    return Located(number, Writing(at, body, title, tags, name(identity)))


def _titled(said: str) -> tuple[str, str]:
    """Return the heading with which a text begins as its title, and the rest; a text without one as it is.

    Just as `written` puts it and in no other form, so that a text is the same after a way there and back.
    """
    first, _, rest = said.partition("\n\n")
    heading = first.removeprefix("# ")
    plain = first != heading and heading == heading.strip() and "\n" not in heading
    if plain and 0 < len(heading) <= LONGEST_TITLE and rest[:1] not in {"", "\n"}:
        return heading, rest
    return "", said


def _moment(entry: Entry, rule: TimeRule) -> datetime:
    at, _ = moment(jsonfile.said(entry, "creationDate"), rule)
    here = _place(jsonfile.said(entry, "timeZone").replace("\\/", "/")) or rule.zone
    if entry.get("isAllDay") is True:
        bare = at.timetz().replace(tzinfo=None) == time() and at.utcoffset() == timedelta()
        day = at.date() if bare else at.astimezone(here).date()
        return datetime.combine(day, time(12), here)
    return at.astimezone(here)


def _place(name: str) -> tzinfo | None:
    """Return a zone by its name, or by its distance from Greenwich as in GMT+0200."""
    if found := _FIXED.fullmatch(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if offset < timedelta(days=1):
            return timezone(offset if found[1] == "+" else -offset)
    return zone(name)


def _rich(entry: Entry) -> str:
    """Return the text in `richText`, which is JSON in a text, for entries that have no other."""
    pieces = (
        piece.get("text")
        for found in jsonfile.whole(jsonfile.said(entry, "richText"))
        for piece in jsonfile.members(found, "contents")
        if isinstance(piece, dict)
    )
    return text.clean("".join(piece for piece in pieces if isinstance(piece, str)))


def written(writings: Iterable[Writing]) -> str:
    """Return writings as the JSON that Day One reads; a title becomes a heading of the text."""
    entries = [
        {
            "uuid": uuid5(NAMESPACE_URL, f"kith:{one.source_id}:{n}").hex.upper(),
            "creationDate": f"{one.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "timeZone": name_of(one.at.tzinfo or UTC),
            "text": f"# {one.title}\n\n{one.text}" if one.title else one.text,
            "tags": [*one.tags],
            "starred": False,
        }
        for n, one in enumerate(writings)
    ]
    whole = {"metadata": {"version": "1.0"}, "entries": entries}
    return json.dumps(whole, ensure_ascii=False, indent=2)
