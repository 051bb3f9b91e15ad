"""Signal: the lines of JSON that it exports itself (`main.jsonl`, alone or in a zip), and the text form.

Each line is a frame: who is known, which chats there are, and messages with their direction. In
the text form the program that writes it calls the person "Me".
"""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, TextIO

from kith.exchange import jsonfile, limits, line_chats, text
from kith.exchange.asked import Asked
from kith.exchange.chats import Chat, Known, chosen
from kith.exchange.errors import RefusedFile
from kith.exchange.identity import namer
from kith.exchange.items import Item, NotUnderstood
from kith.exchange.jsonfile import Entry
from kith.exchange.packed import unpacked
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, from_epoch
from kith.exchange.whatsapp import line_sureness

NAME = "signal"
_FILE, _BESIDE = "main.jsonl", "metadata.json"
_ME = "Me"
_FRAMES = ("chatItem", "recipient", "account", "backupTimeMs", "chat")
_SHORTEST_FORM = "] "
_BEGUN = re.compile(
    r"^\[[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?\] (.*)$", re.MULTILINE
)
_SOMEBODY = re.compile(r"([^:\n]{1,40}): ?")


def sniff(start: Start) -> float:
    """Say how sure it is that this is a chat of Signal."""
    if start.names:
        return 0.95 if _inside(start.names) else 0.0
    first = start.text.lstrip("\ufeff\n ").split("\n", 1)[0]
    frame = jsonfile.whole(first[: limits.HEAD]) if first.startswith("{") else ()
    if frame and isinstance(frame[0], dict) and any(name in frame[0] for name in _FRAMES):
        return 1.0
    if _is_text_form(first):
        return 1.03 * line_sureness(start.text)
    return 0.96 if _is_spoken(start.text) else 0.0


def _is_text_form(first: str) -> bool:
    """Say whether a line begins `[2019-12-24, 12:23] `, which no phone of WhatsApp writes."""
    day = first[1:11]
    return (
        first[:1] == "["
        and day[4:5] == day[7:8] == "-"
        and first[11:13] == ", "
        and first[18:20] == _SHORTEST_FORM
    )


def _is_spoken(told: str) -> bool:
    """Say whether lines that begin as in a journal of jrnl are what people said to each other.

    Newer programs write `[2026-03-01 12:23:30] Ana: …`, and call the person "Me"; what others wrote
    must not come in as a journal.
    """
    begun = _BEGUN.findall(told)
    names = [found[1] for _seconds, line in begun if (found := _SOMEBODY.match(line))]
    if not names or len(names) < 0.95 * len(begun) or len({*names}) > max(2, len(names) // 2):
        return False
    return _ME in names or (len(names) > 1 and all(seconds for seconds, _line in begun))


def _inside(names: tuple[str, ...]) -> str:
    found = [name for name in names if name.rsplit("/", 1)[-1] == _FILE]
    return found[0] if len(found) == 1 else ""


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the messages of all chats."""
    if not source.start.names and not source.start.text.lstrip("\ufeff\n ").startswith("{"):
        return line_chats.read(NAME, source.text, asked, self_named=_ME)
    opened = source.text
    if source.start.names:
        opened = partial(source.text, unpacked(source.content, _inside(source.start.names)))
    rule = asked.time_rule([], order="dmy", zoned=True)
    return _Frames(rule, chosen(asked), texts=asked.options.texts).read(opened())


class _Frames:
    """Reads frames one after another; who somebody is comes before what they write."""

    def __init__(self, rule: TimeRule, only: int, *, texts: bool) -> None:
        self._rule, self._texts = rule, texts
        self._known = Known(Register(), namer(NAME), rule.zone, only)
        self._names: dict[str, str] = {}
        self._chats: dict[str, Chat] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._with: dict[str, str] = {}

    def read(self, stream: TextIO) -> Iterator[Item]:
        """Yield what each line brings."""
        with stream:
            for number, line in enumerate(line_chats.lines_of(stream), 1):
                if line.strip():
                    yield from self._line(number, line)
        for chat in self._chats.values():
            yield from chat.end()

    def _line(self, number: int, line: str) -> Iterator[Item]:
        try:
            frame = json.loads(line)
        except (ValueError, RecursionError):
            yield NotUnderstood(number, "not_an_entry")
            return
        if not isinstance(frame, dict):
            yield NotUnderstood(number, "not_an_entry")
        elif recipient := jsonfile.part(frame, "recipient"):
            if len(self._names) >= limits.PEOPLE:
                raise RefusedFile("too_many_people")
            self._names[jsonfile.said(recipient, "id")] = _name_of(recipient)
        elif chat := jsonfile.part(frame, "chat"):
            self._with[jsonfile.said(chat, "id")] = jsonfile.said(chat, "recipientId")
        elif item := jsonfile.part(frame, "chatItem"):
            yield from self._item(number, item)

    def _item(self, number: int, item: Entry) -> Iterator[Item]:
        key = jsonfile.said(item, "chatId")
        chat = self._chats.get(key)
        if chat is None:
            if len(self._chats) >= limits.PEOPLE:
                raise RefusedFile("too_many_people")
            number = len(self._chats) + 1
            name = self._names.get(self._with.get(key, ""), "")
            chat = self._chats[key] = Chat(self._known, [_ME], 0, name, number)
        mine = "outgoing" in item
        said = _said(item)
        if said is None or not (mine or "incoming" in item):
            chat.others += 1
            return
        try:
            seconds = (jsonfile.amount(item.get("dateSent")) or 0.0) / 1000
            at = int(from_epoch(seconds, self._rule).timestamp())
        except NotATime as reason:
            yield NotUnderstood(number, reason.code)
            return
        who = 0 if mine else self._place(key, jsonfile.said(item, "authorId"), chat)
        cleaned = text.clean(said)
        chat.add(number, at, who, len(cleaned), cleaned if self._texts else None)
        if chat.full:
            yield from chat.flush()

    def _place(self, key: str, author: str, chat: Chat) -> int:
        found = self._places.get((key, author))
        if found is None:
            name = self._names.get(author) or text.name(author) or "?"
            chat.speakers.append(name)
            found = self._places[key, author] = len(chat.speakers) - 1
            if len(self._places) > 10 * limits.PEOPLE:
                raise RefusedFile("too_many_people")
        return found


def _name_of(recipient: Entry) -> str:
    """Return the name of a group, or of somebody: the one given on the phone first."""
    group = jsonfile.part(jsonfile.part(recipient, "group"), "snapshot")
    if title := text.name(jsonfile.said(jsonfile.part(group, "title"), "title")):
        return title
    contact = jsonfile.part(recipient, "contact")
    nick = jsonfile.part(contact, "nickname")
    pairs: list[tuple[Any, tuple[str, str]]] = [
        (nick, ("given", "family")),
        (contact, ("systemGivenName", "systemFamilyName")),
        (contact, ("profileGivenName", "profileFamilyName")),
    ]
    for held, keys in pairs:
        name = text.name(" ".join(jsonfile.said(held, key) for key in keys))
        if name:
            return name
    return text.name(jsonfile.said(contact, "username", "e164"))


def _said(item: Entry) -> str | None:
    """Return the words of a message, "" where it has none, None where it is no message."""
    if "updateMessage" in item:
        return None
    return jsonfile.said(jsonfile.part(jsonfile.part(item, "standardMessage"), "text"), "body")
