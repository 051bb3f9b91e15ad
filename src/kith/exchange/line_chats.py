"""Chats that are lines of text, read in two passes: what the whole file shows, then its messages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

from kith.exchange import limits, text
from kith.exchange.asked import Asked
from kith.exchange.chat_days import Days, order_of
from kith.exchange.chat_lines import (
    NONE,
    PARTS,
    TAKEN_BACK,
    TEXT,
    TRIED,
    Form,
    form_of,
    seconds_of,
    sort_of,
    without_edit_mark,
)
from kith.exchange.chats import Chat, Known, Speakers, who_is_me
from kith.exchange.errors import RefusedFile, UnreadableFile
from kith.exchange.identity import namer
from kith.exchange.items import NOBODY, UNKNOWN, Item, Note, NotUnderstood
from kith.exchange.register import Register
from kith.exchange.times import NotATime
from kith.names import name_key

Opening = Callable[[], TextIO]
EACH = 512  # lines after which is looked whether a block is full
_DAYS = 40_000  # different dates; more means that they are no dates


@dataclass(frozen=True, slots=True)
class Seen:
    """What the whole file shows: its form, its dates as they first appear, and who writes."""

    form: Form
    dates: tuple[str, ...]
    speakers: tuple[str, ...]


def read(name: str, opened: Opening, asked: Asked, *, self_named: str = "") -> Iterator[Item]:
    """Stream a chat. `self_named` is what the program that wrote it calls the person."""
    seen = _survey(opened)
    order = order_of(seen.dates, asked)
    rule = asked.time_rule([], order=order or "dmy", zoned=False)
    if self_named in seen.speakers and not asked.answer("me"):
        me = seen.speakers.index(self_named)
    else:
        me = who_is_me(asked, seen.speakers)
    return _messages(name, opened, seen, Days(rule), me, texts=asked.options.texts)


def lines_of(stream: TextIO) -> Iterator[str]:
    """Yield lines; what of one goes beyond a cell's length is passed over."""
    most = limits.CELL
    while line := stream.readline(most):
        if len(line) == most and line[-1] != "\n":
            while (rest := stream.readline(most)) and rest[-1] != "\n":
                pass
        yield line


def _survey(opened: Opening) -> Seen:
    with opened() as stream:
        first = [line for line, _ in zip(lines_of(stream), range(4 * TRIED), strict=False)]
    form, _share = form_of(first)
    if form is None:
        raise UnreadableFile("not_a_chat")
    dates: dict[str, None] = {}
    speakers = Speakers()
    known: set[str] = set()
    match = form.match
    places = [form.groupindex[part] for part in ("date", "who")]
    with opened() as stream:
        for line in lines_of(stream):
            found = match(line)
            if found is None:
                continue
            date, who = found.group(*places)
            if date not in dates:
                dates[date] = None
                if len(dates) > _DAYS:
                    raise RefusedFile("too_many_days")
            if who and who not in known and sort_of(found["said"]) != NONE:
                known.add(who)
                speakers.place(_name(who))
    return Seen(form, tuple(dates), tuple(name for name in speakers.names if name))


def _name(who: str) -> str:
    """Return a sender's name; a tilde stands before one that is not in the address book."""
    name = text.name(who)
    return text.name(name[1:]) if name.startswith("~") else name


_Held = tuple[int, int, int, str, str]  # line, moment, who, what it is, its first line


class _Reader:
    """Puts the lines of messages together, knowing what the whole file showed."""

    def __init__(self, chat: Chat, days: Days, *, texts: bool) -> None:
        self.chat, self.days, self.texts = chat, days, texts
        self._known = {name_key(one): place for place, one in enumerate(chat.speakers)}
        self._places: dict[str, int] = {}
        self._held: _Held | None = None
        self._more: list[str] = []
        self._room = 0

    def go_on(self, number: int, line: str) -> NotUnderstood | None:
        """Take a line that begins no message: it belongs to the one before."""
        if self._held is None:
            return NotUnderstood(number, "no_time") if line.strip() else None
        if self._room > 0:
            self._more.append(line)
            self._room -= len(line)
        return None

    def begin(self, number: int, parts: tuple[str, ...]) -> NotUnderstood | Note | None:
        """Take the parts of a line that begins a message, when the one before is done."""
        date, before, clock, after, who, said = parts
        try:
            at, note = self.days.at(date, seconds_of(clock, before, after))
        except NotATime as reason:
            return NotUnderstood(number, reason.code)
        sort = sort_of(said) if who else NONE
        place = NOBODY
        if sort != NONE:
            place = self._places.get(who, UNKNOWN)
            if place == UNKNOWN:
                place = self._places[who] = self._known.get(name_key(_name(who)), NOBODY)
            if place == NOBODY:
                return NotUnderstood(number, "no_name")
        self._held = (number, at, place, sort, said)
        self._room = limits.CELL
        return Note(note) if note else None

    def done(self) -> None:
        """Hand on the message whose lines are all known; a picture keeps the words below it."""
        if self._held is None:
            return
        line, at, who, sort, said = self._held
        self._held = None
        if sort == NONE:
            self.chat.others += 1
        else:
            if self._more or sort != TEXT:
                said = "".join([f"{said}\n" if sort == TEXT else "", *self._more])
            if sort == TAKEN_BACK:
                said = ""
            said = text.clean(without_edit_mark(said) if "<" in said else said)
            self.chat.add(line, at, who, len(said), said if self.texts else None)
        if self._more:
            self._more = []


def _messages(
    name: str, opened: Opening, seen: Seen, days: Days, me: int, *, texts: bool
) -> Iterator[Item]:
    chat = Chat(Known(Register(), namer(name), days.rule.zone), list(seen.speakers), me)
    reader = _Reader(chat, days, texts=texts)
    match = seen.form.match
    places = [seen.form.groupindex[part] for part in PARTS]
    with opened() as stream:
        for number, line in enumerate(lines_of(stream), 1):
            found = match(line)
            if found is None:
                told: NotUnderstood | Note | None = reader.go_on(number, line)
            else:
                reader.done()
                if not number % EACH and chat.full:
                    yield from chat.flush()
                told = reader.begin(number, found.group(*places))
            if told is not None:
                yield told
    reader.done()
    yield from chat.end()
