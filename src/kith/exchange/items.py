"""What reading a file gives: records with their place, rows that were not understood, questions."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kith.records import CheckIn, Contact, Message, Person, Tie, Writing

if TYPE_CHECKING:
    from kith.exchange.mapping import Mapping

Record = CheckIn | Contact | Writing | Message | Person | Tie


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
class LifeRow:
    """A row of an export of Kith itself, checked: its table and the row as JSON."""

    table: str
    text: str


Item = Located | NotUnderstood | Note | LifeRow


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
    not asked, and `valence` stays empty where the scale is unknown.
    """

    now: datetime
    answers: Dict[str, str] = field(default_factory=dict)
    mapping: "Mapping | None" = None
    analyse: bool = False
