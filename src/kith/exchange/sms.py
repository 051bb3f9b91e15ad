"""The XML of SMS Backup & Restore: short messages, messages with pictures, and calls.

Direction stands in it. The same message occurs in several files, and twice in one: it counts
once. A number that has a name anywhere in the file has it everywhere. A message to several is a
chat with all of them; drafts were sent to nobody and are passed over. Signs beyond the first 65,536 are written there in two halves, which XML does not allow;
they are put together again while the file is read.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO, cast

from kith.exchange import limits, text, xmlfile
from kith.exchange.asked import Asked
from kith.exchange.chats import Chat, Known, chosen
from kith.exchange.content import Content
from kith.exchange.errors import RefusedFile
from kith.exchange.identity import namer
from kith.exchange.items import Item, Located, NotUnderstood
from kith.exchange.jsonfile import amount
from kith.exchange.register import Register
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, from_epoch
from kith.names import name_key
from kith.records import Contact, Mode, StartedBy

NAME = "sms"
_ROOT = re.compile(r"<(?:smses|calls)\b")
_UNKNOWN = frozenset({"", "(Unknown)", "null", "Unknown"})
_HALVES = re.compile(rb"&#(5[5-6][0-9]{3});&#(5[6-7][0-9]{3});")
_DRAFT, _FROM, _BETWEEN = "3", "137", "~"
_SECONDS = 100_000_000_000
"""A time below this cannot be in milliseconds: it would lie before anybody had a telephone."""
_MINE = frozenset({"2", "4", "5", "6"})  # sent, on its way, failed, waiting
_BLOCK = 1 << 16
_LONGEST_SIGN = 24
_SHORTEST = 5  # digits of a number that is somebody's and nobody else's
_ME = "me"


def sniff(start: Start) -> float:
    """Say how sure it is that this is a backup of short messages or of calls."""
    head = start.text[:4_096]
    return 1.0 if head.lstrip("\ufeff \n\t").startswith("<") and _ROOT.search(head) else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Give the messages with each person in the order of time, and the calls."""
    rule = asked.time_rule([], order="dmy", zoned=True)
    return _Backup(rule, chosen(asked), texts=asked.options.texts).read(source.content)


@dataclass(slots=True)
class _Message:
    line: int
    who: tuple[str, ...]
    numbers: tuple[str, ...]
    at: str
    mine: bool
    words: list[str] = field(default_factory=list)
    draft: bool = False
    sender: str = ""

    @property
    def place(self) -> int:
        """Return who wrote it: the person, or one of the others by their place."""
        if self.mine:
            return 0
        return self.numbers.index(self.sender) + 1 if self.sender in self.numbers else 1


Kept = tuple[int, int, int, int, str | None]  # moment, line, who, characters, words


class _Backup:
    def __init__(self, rule: TimeRule, only: int, *, texts: bool) -> None:
        self._rule, self._texts = rule, texts
        self._known = Known(Register(), namer(NAME), rule.zone, only)
        self._kept: dict[tuple[str, ...], list[Kept]] = {}
        self._seen: set[int] = set()
        self._names: dict[str, str] = {}
        self._named: dict[str, str] = {}
        self._mms: _Message | None = None

    def read(self, file: Content) -> Iterator[Item]:
        """Yield what is not understood while the file goes by, calls, then the messages."""
        for event in xmlfile.events(mended(file)):
            if isinstance(event, xmlfile.Broken):
                yield NotUnderstood(event.line, "broken_off")
            elif isinstance(event, xmlfile.Begin):
                yield from self._begin(event)
            elif isinstance(event, xmlfile.End) and event.name == "mms" and self._mms is not None:
                yield from self._take(self._mms)
                self._mms = None
        yield from self._messages()

    def _begin(self, event: xmlfile.Begin) -> Iterator[Item]:
        said = event.said
        if event.name == "sms":
            yield from self._take(self._message(event, "type", [said.get("body", "")]))
        elif event.name == "mms":
            self._mms = self._message(event, "msg_box", [])
        elif event.name == "call":
            yield from self._call(event.line, said)
        elif event.name == "addr" and self._mms is not None and said.get("type") == _FROM:
            self._mms.sender = _digits(said.get("address", ""))
        elif event.name == "part" and self._mms is not None and said.get("ct") == "text/plain":
            self._mms.words.append(said.get("text", ""))

    def _message(self, event: xmlfile.Begin, box: str, words: list[str]) -> _Message:
        said = event.said
        sort, both = said.get(box, ""), sorted(self._others(said))
        numbers, who = (tuple(part) for part in zip(*both, strict=True)) if both else ((), ())
        at, mine = said.get("date", ""), sort in _MINE
        return _Message(event.line, who, numbers, at, mine, words, draft=sort == _DRAFT)

    def _others(self, said: dict[str, str]) -> set[tuple[str, str]]:
        """Return the number and the name of each at the other end; of one without a name the number."""
        told = said.get("address", "") or said.get("number", "")
        numbers = [text.name(part) for part in told.split(_BETWEEN)]
        one = text.name(said.get("contact_name", ""))
        names = one.split(", ") if len(numbers) > 1 else [one]
        if len(names) != len(numbers):
            names = [""] * len(numbers)
        found = set()
        for number, name in zip(numbers, names, strict=True):
            named = "" if name in _UNKNOWN else name
            if named and _digits(number):
                self._named.setdefault(_digits(number), named)
            if named or number:
                found.add((_digits(number), named or number))
        return found

    def _called(self, who: str) -> str:
        """Return the name of a number that has one anywhere in the file."""
        return self._named.get(_digits(who), who)

    def _take(self, message: _Message) -> Iterator[Item]:
        if message.draft:
            return
        try:
            at = self._moment(message.at)
        except NotATime as reason:
            yield NotUnderstood(message.line, reason.code)
            return
        if not message.who:
            yield NotUnderstood(message.line, "no_name")
            return
        words = text.clean("\n".join(word for word in message.words if word not in {"", "null"}))
        key = hash((message.at, message.mine, *map(name_key, message.who), words))
        if key in self._seen:
            return
        self._seen.add(key)
        if len(self._seen) > limits.ROWS:
            raise RefusedFile("too_many_rows")
        who = tuple(self._names.setdefault(name_key(one), one) for one in message.who)
        if len(self._names) > limits.PEOPLE:
            raise RefusedFile("too_many_people")
        row = (
            at,
            message.line,
            message.place,
            len(words),
            words if self._texts else None,
        )
        self._kept.setdefault(who, []).append(row)

    def _moment(self, milliseconds: str) -> int:
        value = amount(milliseconds)
        if value is None:
            raise NotATime("no_time" if not milliseconds else "not_a_time")
        seconds = value if abs(value) < _SECONDS else value / 1000
        return int(from_epoch(seconds, self._rule).timestamp())

    def _messages(self) -> Iterator[Item]:
        chats: dict[tuple[str, ...], list[Kept]] = {}
        for who, rows in self._kept.items():
            chats.setdefault(tuple(map(self._called, who)), []).extend(rows)
        for number, (names, rows) in enumerate(chats.items(), 1):
            if not self._known.wants(number):
                continue
            rows.sort(key=lambda row: row[:2])
            chat = Chat(self._known, [_ME, *names], 0, ", ".join(names), number)
            for at, line, place, characters, words in rows:
                chat.add(line, at, place, characters, words)
                if chat.full:
                    yield from chat.flush()
            yield from chat.end()

    def _call(self, line: int, said: dict[str, str]) -> Iterator[Item]:
        """Yield a call that was taken; one that was missed met nobody, and none is part of a chat."""
        if self._known.only:
            return
        who = next((self._called(name) for _, name in self._others(said)), "")
        kind = said.get("type", "")
        seconds = amount(said.get("duration", "")) or 0.0
        if kind not in {"1", "2"} or seconds <= 0:
            return
        try:
            at = datetime.fromtimestamp(self._moment(said.get("date", "")), self._rule.zone)
        except NotATime as reason:
            yield NotUnderstood(line, reason.code)
            return
        if not who:
            yield NotUnderstood(line, "no_name")
            return
        for person in self._known.register.meet([(who, "")]):
            yield Located(line, person, rows=0)
        began = StartedBy.ME if kind == "2" else StartedBy.THEM
        identity = ("call", said.get("date", ""), name_key(who))
        minutes = round(min(seconds, 86_400.0) / 60, 2)
        yield Located(
            line,
            Contact(
                at,
                (who,),
                minutes=minutes,
                mode=Mode.PHONE,
                started_by=began,
                source_id=self._known.namer(identity),
            ),
        )


def _digits(number: str) -> str:
    """Return a number as any telephone may write it, "" where it is a name or too short."""
    digits = "".join(sign for sign in number if "0" <= sign <= "9").removeprefix("00")
    return "" if any(sign.isalpha() for sign in number) or len(digits) < _SHORTEST else digits


def mended(file: Content) -> Content:
    """Return the same file with signs that were written in two halves put together."""
    return Content(file.size, lambda: cast("BinaryIO", io.BufferedReader(_Mending(file), _BLOCK)))


class _Mending(io.RawIOBase):
    """Puts halves together while it reads; none is cut where two blocks meet."""

    def __init__(self, file: Content) -> None:
        self._stream = file.open()
        self._held, self._ready, self._over = b"", b"", False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Give the next bytes."""
        while not self._ready and not self._over:
            block = self._stream.read(_BLOCK)
            self._over = not block
            data = self._held + block
            cut = len(data)
            if block and (at := data.rfind(b"&#", max(0, len(data) - _LONGEST_SIGN))) >= 0:
                before = data.rfind(b"&#", max(0, at - 8), at)
                cut = before if before >= 0 else at
            self._ready, self._held = _HALVES.sub(_together, data[:cut]), data[cut:]
        room = memoryview(buffer)
        given = self._ready[: len(room)]
        self._ready = self._ready[len(given) :]
        room[: len(given)] = given
        return len(given)

    def close(self) -> None:
        """Let the file go."""
        if not self.closed:
            self._stream.close()
        super().close()


def _together(found: "re.Match[bytes]") -> bytes:
    high, low = int(found[1]), int(found[2])
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    sign = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    return chr(sign).encode()
