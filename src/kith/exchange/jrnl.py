"""Journals of jrnl: its text, its JSON, and both forms when a password closes the text.

An entry begins with a time in square brackets, before version 2 without them; the rest of the line is its title, what follows
its text. Words with an @ are tags; they stay in the text as well.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TextIO

from kith.exchange import jsonfile, limits, sealed_journal, text
from kith.exchange.asked import Asked
from kith.exchange.identity import Namer, namer
from kith.exchange.items import Item, Located, Note, NotUnderstood, Question
from kith.exchange.source import Source, Start
from kith.exchange.survey import Column
from kith.exchange.times import NotATime, TimeRule, moment
from kith.records import LONGEST_TITLE, Writing

NAME = "jrnl"
_BEGINS = re.compile(r"\[([^\[\]\n]{6,40})\] (.*)")
_WITHOUT_BRACKETS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?: [AP]M)?) (.+)")
_USUAL = re.compile(r"\[[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?: [AP]M)?\] ")
_SOMEBODY = re.compile(r"[^:]{1,40}: ")  # a line of a chat: somebody says something
_TAG = re.compile(r"(?:^|(?<=\s))@([-+*#/\w]+)")
_STAR = re.compile(r"\s\*$")

Journal = Callable[[], TextIO]


def sniff(start: Start) -> float:
    """Say how sure it is that this is a journal of jrnl."""
    if sealed_journal.looks_sealed(start.raw, start.problem):
        return 0.9
    if jsonfile.holds(start.text, "entries.title", "entries.body", "entries.date"):
        return 1.0
    first = start.text.lstrip("\ufeff\n ").split("\n", 1)[0]
    if _USUAL.match(first):
        return 0.9
    if (old := _WITHOUT_BRACKETS.match(first)) and not _SOMEBODY.match(old[2].removeprefix("- ")):
        return 0.5
    found = _BEGINS.match(first)
    likely = found and any("0" <= sign <= "9" for sign in found[1])
    return 0.4 if found and likely and not _SOMEBODY.match(found[2]) else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the entries as writings; ask for the password of a journal that has one."""
    if jsonfile.holds(source.start.text, "entries.title"):
        return _json_entries(source, asked.time_rule([], zoned=False))
    journal = _unsealed(source, asked)
    if journal is None:
        return iter(())
    times = Column("time")
    for entry in _split(journal()):
        times.add(entry.time)
    return _entries(journal, asked.time_rule([times]))


def _unsealed(source: Source, asked: Asked) -> Journal | None:
    """Return how the journal's text is read, None while its password is asked."""
    start = source.start
    if not sealed_journal.looks_sealed(start.raw, start.problem):
        return source.text
    password = asked.answer("password")
    with source.content.open() as stream:
        data = stream.read(limits.FILE + 1)
    told = sealed_journal.opened(data, password) if password else None
    if told is None:
        asked.ask(Question("password", "password_wrong" if password else "password"))
        return None
    return lambda: StringIO(told)


@dataclass(slots=True)
class _Entry:
    """An entry as its lines have it."""

    line: int
    time: str
    title: str
    body: list[str]

    def original(self) -> str:
        """Return it as it stood."""
        return text.clean("\n".join([f"[{self.time}] {self.title}", *self.body]))[: limits.CELL]


def _split(stream: TextIO) -> Iterator[_Entry]:
    """Yield the entries; what stands before the first is passed over."""
    held: _Entry | None = None
    begins: re.Pattern[str] | None = None
    with stream:
        for number, line in enumerate(stream, 1):
            told = line.rstrip("\n").lstrip("\ufeff")
            if begins is None and told.strip():
                begins = _WITHOUT_BRACKETS if _WITHOUT_BRACKETS.match(told) else _BEGINS
            found = begins.match(told) if begins else None
            if found and any("0" <= sign <= "9" for sign in found[1]):
                if held:
                    yield held
                held = _Entry(number, found[1], found[2], [])
            elif held:
                held.body.append(told)
    if held:
        yield held


def _entries(journal: Journal, rule: TimeRule) -> Iterator[Item]:
    """Yield the writings; brackets that hold no time belong to the entry before."""
    name = namer(NAME)
    held: _Entry | None = None
    for entry in _split(journal()):
        try:
            _, note = moment(entry.time, rule)
        except NotATime as reason:
            if reason.code == "not_a_time" and held:
                held.body += [f"[{entry.time}] {entry.title}", *entry.body]
                continue
            yield from _given(held, rule, name)
            held = None
            yield NotUnderstood(entry.line, reason.code, entry.original())
            continue
        yield from _given(held, rule, name)
        held = entry
        if note:
            yield Note(note)
    yield from _given(held, rule, name)


def _given(entry: _Entry | None, rule: TimeRule, name: Namer) -> Iterator[Item]:
    if entry is None:
        return
    told = _told(entry.time, _STAR.sub("", entry.title.rstrip()), "\n".join(entry.body))
    yield _writing(entry.line, told, rule, name) or NotUnderstood(
        entry.line, "no_answers", entry.original()
    )


@dataclass(frozen=True, slots=True)
class _Told:
    time: str
    title: str
    body: str
    tags: tuple[str, ...]


def _told(time: str, title: str, body: str, tags: tuple[str, ...] | None = None) -> _Told:
    """Return an entry with its words cleaned, and its tags: those that are listed, else those in its words."""
    title, body = text.clean(title), text.clean(body)
    if tags is None:
        tags = tuple(text.name(tag).casefold() for tag in _TAG.findall(f"{title}\n{body}"))
    return _Told(time, title, body, tuple(dict.fromkeys(filter(None, tags))))


def _writing(line: int, told: _Told, rule: TimeRule, name: Namer) -> Located | None:
    """Return an entry as a writing; one of a line only, or with an endless title, has no title."""
    if not (told.title or told.body):
        return None
    at, _ = moment(told.time, rule)
    title, body = (told.title, told.body) if told.body else ("", told.title)
    if len(title) > LONGEST_TITLE:
        title, body = "", f"{title}\n{body}"
    identity = (at.replace(tzinfo=None).isoformat(), told.title, told.body)
    return Located(line, Writing(at, body, title, told.tags, name(identity)))


def _json_entries(source: Source, rule: TimeRule) -> Iterator[Item]:
    name = namer(NAME)
    for row in jsonfile.rows(source.text(), ("entries",)):
        if isinstance(row, NotUnderstood):
            yield row
            continue
        number, entry = row
        time = " ".join(filter(None, (jsonfile.said(entry, key) for key in ("date", "time"))))
        listed = jsonfile.names(entry.get("tags")) if "tags" in entry else None
        tags = None if listed is None else tuple(tag.removeprefix("@") for tag in listed)
        told = _told(time, jsonfile.said(entry, "title"), jsonfile.said(entry, "body"), tags)
        try:
            found = _writing(number, told, rule, name)
        except NotATime as reason:
            yield NotUnderstood(number, reason.code, jsonfile.original(entry))
            continue
        yield found or NotUnderstood(number, "no_answers", jsonfile.original(entry))


def written(writings: Iterable[Writing]) -> str:
    """Return writings as the JSON of jrnl, each at the minute of its own clock."""
    counted: Counter[str] = Counter()
    entries = []
    for one in writings:
        tags = [f"@{tag}" for tag in one.tags]
        counted.update(tags)
        title, body = (one.title, one.text) if one.title or "\n" in one.text else (one.text, "")
        entries.append(
            {
                "title": title,
                "body": body,
                "date": f"{one.at:%Y-%m-%d}",
                "time": f"{one.at:%H:%M}",
                "tags": tags,
                "starred": False,
            }
        )
    return json.dumps({"tags": counted, "entries": entries}, ensure_ascii=False, indent=2)
