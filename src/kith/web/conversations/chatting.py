"""A chat that somebody brought to be looked at: held in memory until it is let go, never stored.

It goes with the room, at a lock. What may be kept, and only by a press of its own, are contacts:
times and lengths, as an import that can be taken back whole.
"""

from dataclasses import dataclass, field

from django.utils import timezone

from kith import exchange
from kith.exchange import sandbox
from kith.exchange.inspection import ChatSeen
from kith.exchange.two_sides import CHAT, Lately, messages_of, put_forward
from kith.safety.recent import RECENT
from kith.talk.history import Dynamics, Reads, Topic, history
from kith.web.conversations.looking import TIE, WORDS, is_guarded
from kith.web.keep.store import Stored, store
from kith.web.people.models import Person
from kith.web.people.named import most_careful
from kith.web.room import running
from kith.web.shell.models import Space

PLACE = "chat"
MOST_READ = 300_000  # messages whose words are read while somebody waits; beyond, a month is chosen

Month = tuple[int, int]


@dataclass
class Chat:
    """A chat's file, what was answered about it, and what was found so far.

    `other` is who stands on the other side, by their place among those who write: in a group it is
    chosen. `lately` are words of the last days that were read and not yet looked at for danger.
    """

    data: bytes = field(repr=False)
    zone: str
    reads: Reads
    person: Person | None = None
    answers: dict[str, str] = field(default_factory=dict, repr=False)
    found: exchange.Inspection | None = field(default=None, repr=False)
    chats: tuple[ChatSeen, ...] = field(default=(), repr=False)
    other: int | None = None
    topic: str = field(default="", repr=False)
    seen: dict[Month | None, Dynamics] = field(default_factory=dict, repr=False)
    lately: list[str] = field(default_factory=list, repr=False)

    @property
    def said(self) -> dict[str, str]:
        """Return the answers, with the person's zone for times that nothing else places."""
        return {**({"tz": self.zone} if self.zone else {}), **self.answers}

    def look(self) -> exchange.Inspection:
        """Do a dry run; raise an `ExchangeError` for what is no chat."""
        found = sandbox.inspect(self.data, self.said)
        if not found.messages:
            raise exchange.UnreadableFile("no_messages")
        if CHAT not in self.answers:
            self.chats = put_forward(found)
        self.found = found
        self.seen.clear()
        return found

    def answer(self, given: dict[str, str]) -> None:
        """Take answers; an empty one leaves its question open."""
        self.answers.update({key: value for key, value in given.items() if value.strip()})

    @property
    def several(self) -> bool:
        """Say whether the file holds several chats and none of them was chosen."""
        return len(self.chats) > 1 and CHAT not in self.answers

    def choose(self, number: str) -> bool:
        """Choose one of the chats that are put forward; say whether it is one of them."""
        known = {str(one.number) for one in self.chats}
        if number not in known:
            return False
        self.forget_choice()
        self.answers[CHAT] = number
        self.look()
        return True

    def forget_choice(self) -> None:
        """Go back to all chats of the file; what was answered about one of them goes, too."""
        for key in (CHAT, "me"):
            self.answers.pop(key, None)
        self.other, self.topic = None, ""
        self.seen.clear()

    @property
    def people(self) -> tuple[tuple[int, str, int], ...]:
        """Return who else writes in the chat, by place, with how much."""
        chats = self.found.chats if self.found else ()
        return chats[0].people if len(chats) == 1 else ()

    @property
    def is_group(self) -> bool:
        """Say whether more than one other writes in the chat."""
        return len(self.people) > 1

    def choose_other(self, place: str) -> bool:
        """Choose who of a group stands on the other side; say whether it is one of them."""
        known = {str(who): who for who, _, _ in self.people}
        if place not in known:
            return False
        self.other = known[place]
        self.seen.clear()
        return True

    @property
    def other_name(self) -> str:
        """Return the other one's name as the file has it, "" where only the person wrote."""
        chosen = [name for who, name, _ in self.people if self.other in {None, who}]
        return chosen[0] if chosen else ""

    def may_read(self, month: Month | None) -> Reads:
        """Return whose words are read now: nobody's of a group, or where there are too many to wait for."""
        many = self.found is not None and self.found.messages > MOST_READ and month is None
        return Reads.NONE if many or self.is_group else self.reads

    def look_for(self, words: str) -> None:
        """Look at messages that hold one of these words, one a line; at all where there is none."""
        if words.strip():
            Topic(words.splitlines())
        self.topic = words.strip()
        self.seen.clear()

    def history(self, month: Month | None) -> Dynamics:
        """Return the history, of the whole or of a month; it is counted once."""
        if month not in self.seen:
            reads = self.may_read(month)
            topic = Topic(self.topic.splitlines()) if self.topic else None
            lately = Lately(timezone.now() - RECENT, both=reads == Reads.BOTH)
            texts = reads != Reads.NONE or topic is not None
            messages = messages_of(sandbox.read(self.data, self.said, texts=texts), self.other)
            if reads != Reads.NONE:
                messages = lately.passing(messages)
            self.seen[month] = history(messages, reads, month=month, topic=topic)
            self.lately += lately.texts
        return self.seen[month]

    def take_lately(self) -> list[str]:
        """Return words of the last days that nobody looked at yet, and hold them no longer."""
        found, self.lately = self.lately, []
        return found


def why_held(space: Space, chat: Chat, found: Dynamics | None = None) -> str:
    """Say why the two sides are not put beside each other: "", tie or words."""
    if is_guarded(most_careful(space, chat.person, [chat.other_name])):
        return TIE
    return WORDS if found is not None and found.held else ""


def keep_contacts(space: Space, chat: Chat, person: Person) -> Stored:
    """Keep when and how long the two wrote as contacts with somebody of the map; no word comes in."""
    if chat.found is None:
        chat.look()
    items = sandbox.read(chat.data, chat.said, counts=True).items()
    name = chat.found.format if chat.found else ""
    return store(space, items, format_name=name, same_as={chat.other_name: person.pk})


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
