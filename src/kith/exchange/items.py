"""What reading a file gives: records with their place, rows that were not understood, questions."""

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import repeat
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kith.records import Answers, CheckIn, Contact, Message, Person, Tie, Writing

if TYPE_CHECKING:
    from kith.exchange.mapping import Mapping

Record = Answers | CheckIn | Contact | Writing | Message | Person | Tie


@dataclass(frozen=True, slots=True)
class Located:
    """A record and where it stood: line, whose it is (`id` column), and the cells left over.

    `rows` is how many dated rows of the source went into it.
    """

    line: int
    record: Record
    whose: str = ""
    extras: Dict[str, str] = field(default_factory=dict)
    rows: int = 1


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A row (or one cell of it, when `partial`) that could not be read, with its text kept."""

    line: int
    why: str
    original: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something that reading a file took for granted or mended, to be said out loud."""

    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What answers call for that are not kept as they were given: codes of `kith.measures.Branch`.

    `at` is the latest moment they can be of. `rows` is 0 where a record stands for them as well.
    """

    at: datetime
    called_for: tuple[str, ...] = ()
    rows: int = 1


@dataclass(frozen=True, slots=True)
class LifeRow:
    """A row of an export of Kith itself, checked: its table and the row as JSON."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of one chat that follow one another, in columns: there are too many to make singly.

    `count` of them were sent by someone, `mine` of these by the person; `others` are dated rows
    that nobody sent. `lines`, `at` (seconds since 1970), `who` (a place in `speakers`) and
    `characters` have one number for each, or are empty where only the counts were wanted; `texts`
    are empty unless they were chosen. `me` is the person's place in `speakers`, -1 where nobody
    there is, -2 where that is not known. `number` says which chat of the file it is, from 1 on;
    names of chats may be equal.
    """

    chat: str
    speakers: tuple[str, ...]
    me: int
    zone: str
    count: int
    mine: int
    others: int
    first: int = 0
    last: int = 0
    by: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    at: tuple[int, ...] = ()
    who: tuple[int, ...] = ()
    characters: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    number: int = 1

    def counted(self) -> "Messages":
        """Return the counts alone."""
        return replace(self, lines=(), at=(), who=(), characters=(), texts=())

    def messages(self) -> Iterator[Message]:
        """Yield each message."""
        zone, chat, known = ZoneInfo(self.zone), self.chat, self.me != UNKNOWN
        senders = [(name, n == self.me if known else None) for n, name in enumerate(self.speakers)]
        for at, who, characters, text in zip(
            self.at, self.who, self.characters, self.texts or repeat(""), strict=False
        ):
            name, mine = senders[who]
            yield Message(datetime.fromtimestamp(at, zone), name, chat, characters, mine, text)


NOBODY, UNKNOWN = -1, -2

Item = Located | NotUnderstood | Note | Heard | LifeRow | Messages


@dataclass(frozen=True, slots=True)
class Question:
    """What must be answered before a file can come in.

    `key` is what an answer names; `code` is the kind of question; `about` is the word or column
    it is about; `answered` is an answer that was given and not understood.
    """

    key: str
    code: str
    options: tuple[str, ...] = ()
    default: str | None = None
    about: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that steers a reading besides the file itself.

    `analyse` reads for the engines only: whose record it is and the scale of the mood are then
    not asked, and `valence` stays empty where the scale is unknown. `texts` brings the words of
    chats along, which stay out otherwise.
    """

    now: datetime
    answers: Dict[str, str] = field(default_factory=dict)
    mapping: "Mapping | None" = None
    analyse: bool = False
    texts: bool = False
