"""A chat that somebody brought to be looked at: held in memory until it is let go, never stored.

It goes with the room, at a lock. What may be kept, and only by a press of its own, are contacts:
times and lengths, as an import that can be taken back whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kith import exchange
from kith.exchange import Messages, sandbox
from kith.records import Message
from kith.talk.history import Dynamics, Reads, history
from kith.web.conversations.looking import TIE, WORDS, is_guarded
from kith.web.keep.store import Stored, store
from kith.web.people.models import Person
from kith.web.people.named import most_careful
from kith.web.room import running
from kith.web.shell.models import Space

PLACE = "chat"
MOST_READ = 40_000  # messages whose words are read while somebody waits; beyond, a month is chosen

Month = tuple[int, int]


@dataclass
class Chat:
    """A chat's file, what was answered about it, and what was found so far."""

    data: bytes = field(repr=False)
    zone: str
    reads: Reads
    person: Person | None = None
    answers: dict[str, str] = field(default_factory=dict)
    found: exchange.Inspection | None = None
    seen: dict[Month | None, Dynamics] = field(default_factory=dict, repr=False)

    @property
    def said(self) -> dict[str, str]:
        """Return the answers, with the person's zone for times that nothing else places."""
        return {**({"tz": self.zone} if self.zone else {}), **self.answers}

    def look(self) -> exchange.Inspection:
        """Do a dry run; raise an `ExchangeError` for what is no chat of two."""
        found = sandbox.inspect(self.data, self.said)
        if not found.messages:
            raise exchange.UnreadableFile("no_messages")
        if not found.questions and found.people_count > 1:
            raise exchange.UnreadableFile("not_two")
        self.found = found
        self.seen.clear()
        return found

    def answer(self, given: dict[str, str]) -> None:
        """Take answers; an empty one leaves its question open."""
        self.answers.update({key: value for key, value in given.items() if value.strip()})

    @property
    def other(self) -> str:
        """Return the other one's name as the file has it, "" where only the person wrote."""
        people = self.found.people if self.found else ()
        return people[0][0] if people else ""

    def may_read(self, month: Month | None) -> Reads:
        """Return whose words are read now: nobody's where there are too many to wait for."""
        many = self.found is not None and self.found.messages > MOST_READ
        return Reads.NONE if many and month is None else self.reads

    def history(self, month: Month | None) -> Dynamics:
        """Return the history, of the whole or of a month; it is counted once."""
        if month not in self.seen:
            reads = self.may_read(month)
            reading = sandbox.read(self.data, self.said, texts=reads != Reads.NONE)
            self.seen[month] = history(messages_of(reading), reads, month=month)
        return self.seen[month]


def messages_of(reading: exchange.Reading) -> Iterator[Message]:
    """Yield the messages of a chat."""
    for item in reading.items():
        if isinstance(item, Messages):
            yield from item.messages()


def why_held(space: Space, chat: Chat, found: Dynamics | None = None) -> str:
    """Say why the two sides are not put beside each other: "", tie or words."""
    if is_guarded(most_careful(space, chat.person, [chat.other])):
        return TIE
    return WORDS if found is not None and found.held else ""


def keep_contacts(space: Space, chat: Chat, person: Person) -> Stored:
    """Keep when and how long the two wrote as contacts with somebody of the map; no word comes in."""
    if chat.found is None:
        chat.look()
    items = sandbox.read(chat.data, chat.said, counts=True).items()
    name = chat.found.format if chat.found else ""
    return store(space, items, format_name=name, same_as={chat.other: person.pk})


def hold(chat: Chat) -> None:
    """Hold a chat in memory."""
    running.current().session.memory[PLACE] = chat


def held() -> Chat | None:
    """Return the chat that is held."""
    found = running.current().session.memory.get(PLACE)
    return found if isinstance(found, Chat) else None


def let_go() -> None:
    """Let it go."""
    running.current().session.memory.pop(PLACE, None)
