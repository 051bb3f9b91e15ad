"""What every chat shares: who in it is the person, messages in columns, and the contacts they make.

A contact is a stretch of messages in which no pause is longer than half an hour and in which
somebody else wrote; it has a start, a length, who was in it and who began. Without an answer to
who the person is, no contact is made.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from kith.exchange import limits, text, zones
from kith.exchange.asked import Asked
from kith.exchange.errors import RefusedFile
from kith.exchange.identity import Namer
from kith.exchange.items import NOBODY, UNKNOWN, Item, Located, Messages, Question
from kith.exchange.register import Register
from kith.names import name_key
from kith.records import Contact, Exchanged, Mode, StartedBy

PAUSE = 30 * 60
"""Seconds without a message after which the next one begins another contact."""
BLOCK = 4_096
NONE_OF_THEM = "0"


def chosen(asked: Asked) -> int:
    """Return the number of the one chat that is to be read, 0 where all are."""
    answer = asked.answer("chat")
    return int(answer) if answer.isascii() and answer.isdigit() and len(answer) < 10 else 0


def who_is_me(asked: Asked, speakers: tuple[str, ...]) -> int:
    """Return the person's place among the speakers of a chat; ask where no answer says it.

    An answer is a name, or its number in the list of the question, or 0 for none of them.
    """
    answer = asked.answer("me")
    known = {name_key(name): place for place, name in enumerate(speakers)}
    place = known.get(name_key(text.name(answer))) if answer else None
    if place is None and answer.isascii() and answer.isdigit() and len(answer) < 5:
        place = int(answer) - 1
    if place is not None and NOBODY <= place < len(speakers):
        return place
    asked.ask(Question("me", "me", speakers))
    return UNKNOWN


@dataclass(frozen=True, slots=True)
class Known:
    """What the chats of one file share: who was met, names for contacts, the zone, and which is read.

    `only` is the number of the one chat that is read, 0 where all are.
    """

    register: Register
    namer: Namer
    zone: tzinfo
    only: int = 0

    def wants(self, number: int) -> bool:
        """Say whether a chat is to be read: all are, or the one that was chosen."""
        return self.only in {0, number}


@dataclass(slots=True)
class _Stretch:
    """A contact that may still go on."""

    line: int
    start: int
    last: int
    first: int
    others: set[int] = field(default_factory=set)
    sent: int = 0
    received: int = 0
    characters_sent: int = 0
    characters_received: int = 0


class Chat:
    """One chat while it is read: `add` each message, `flush` when `full`, `end` at the end."""

    def __init__(
        self,
        known: Known,
        speakers: list[str],
        me: int,
        name: str = "",
        number: int = 1,
    ) -> None:
        self.name = name
        self.number = number
        self._wanted = known.wants(number)
        self.speakers = speakers
        self.me = me
        self.others = 0
        self._register, self._namer, self._zone = known.register, known.namer, known.zone
        self._open: _Stretch | None = None
        self._lines: list[int] = []
        self._at: list[int] = []
        self._who: list[int] = []
        self._characters: list[int] = []
        self._texts: list[str] = []

    @property
    def full(self) -> bool:
        """Say whether a block is waiting to be handed on."""
        return len(self._at) >= BLOCK

    def add(self, line: int, at: int, who: int, characters: int, said: str | None) -> None:
        """Take a message: `said` is None where words were not chosen."""
        if not self._wanted:
            return
        self._lines.append(line)
        self._at.append(at)
        self._who.append(who)
        self._characters.append(characters)
        if said is not None:
            self._texts.append(said)

    def flush(self) -> Iterator[Item]:
        """Yield the messages that wait, and the contacts that have ended."""
        if not self._wanted:
            return
        if self._at or self.others:
            yield self._block()
        if self.me != UNKNOWN:
            for line, at, who, characters in zip(
                self._lines, self._at, self._who, self._characters, strict=True
            ):
                now = self._open
                if now is None or not -PAUSE <= at - now.last <= PAUSE:
                    yield from self._closed()
                    now = self._open = _Stretch(line, at, at, who)
                elif at > now.last:
                    now.last = at
                if who != self.me:
                    now.others.add(who)
                    now.received += 1
                    now.characters_received += characters
                else:
                    now.sent += 1
                    now.characters_sent += characters
        for column in (self._lines, self._at, self._who, self._characters, self._texts):
            column.clear()
        self.others = 0

    def end(self) -> Iterator[Item]:
        """Yield all that is left."""
        yield from self.flush()
        yield from self._closed()

    def _block(self) -> Messages:
        by = [0] * len(self.speakers)
        for who in self._who:
            by[who] += 1
        return Messages(
            chat=self.name,
            speakers=tuple(self.speakers),
            me=self.me,
            zone=zones.name_of(self._zone),
            count=len(self._at),
            mine=by[self.me] if self.me >= 0 else 0,
            others=self.others,
            first=min(self._at, default=0),
            last=max(self._at, default=0),
            by=tuple(by),
            lines=tuple(self._lines),
            at=tuple(self._at),
            who=tuple(self._who),
            characters=tuple(self._characters),
            texts=tuple(self._texts),
            number=self.number,
        )

    def _closed(self) -> Iterator[Item]:
        done, self._open = self._open, None
        if done is None or not done.others:
            return
        people = tuple(self.speakers[who] for who in sorted(done.others))
        for person in self._register.meet((name, "") for name in people):
            yield Located(done.line, person, rows=0)
        start = datetime.fromtimestamp(done.start, self._zone)
        who = "me" if done.first == self.me else name_key(self.speakers[done.first])
        keys = sorted(name_key(name) for name in people)
        identity = (start.replace(tzinfo=None).isoformat(), who, *keys)
        yield Located(
            done.line,
            Contact(
                start,
                people,
                minutes=round((done.last - done.start) / 60, 2) or None,
                mode=Mode.TEXT,
                started_by=StartedBy.ME if done.first == self.me else StartedBy.THEM,
                source_id=self._namer(identity),
                exchanged=Exchanged(
                    done.sent, done.received, done.characters_sent, done.characters_received
                ),
            ),
            rows=0,
        )


class Speakers:
    """Names of those who write in a chat, each with its place; refuses when there are too many."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = list(names)
        self._places = {name_key(name): place for place, name in enumerate(self.names)}
        self._seen: dict[str, int] = {}

    def place(self, spelled: str) -> int:
        """Return the place of a name as a file spells it, a new one where it is new."""
        found = self._seen.get(spelled)
        if found is None:
            name = text.name(spelled)
            found = self._places.setdefault(name_key(name), len(self.names))
            if found == len(self.names):
                self.names.append(name)
            self._seen[spelled] = found
            if len(self._seen) > limits.PEOPLE:
                raise RefusedFile("too_many_people")
        return found
