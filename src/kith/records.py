"""The words that every part of Kith shares: people, ties, check-ins, contacts, messages.

Plain frozen values without behaviour. Files are read into them, engines take them, tables store
them. Times are aware `datetime`s; the zone is the one the person was in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum

LONGEST_TITLE = 200
"""Characters of the title of a writing; what is longer begins its text."""


class Kind(StrEnum):
    """What somebody is to the person. Own kinds are free text beside these."""

    PARTNER = "partner"
    EX = "ex"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    FAMILY = "family"
    FRIEND = "friend"
    COLLEAGUE = "colleague"
    HOUSEMATE = "housemate"
    NEIGHBOUR = "neighbour"
    THERAPIST = "therapist"
    PROFESSIONAL = "professional"
    PEER = "peer"
    GROUP = "group"
    PLACE = "place"
    PET = "pet"
    ONLINE = "online"
    STRANGERS = "strangers"
    OTHER = "other"


class Bond(StrEnum):
    """How a tie feels, in the line styles that social workers draw; unsaid until somebody says."""

    UNSAID = "unsaid"
    STRONG = "strong"
    THIN = "thin"
    STRESSFUL = "stressful"
    CUT_OFF = "cut_off"


class Flow(StrEnum):
    """Who gives support in a tie; unsaid until somebody says."""

    UNSAID = "unsaid"
    NONE = "none"
    ME_TO_THEM = "me_to_them"
    THEM_TO_ME = "them_to_me"
    BOTH = "both"


class Mode(StrEnum):
    """How a contact took place."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    VIDEO = "video"
    TEXT = "text"
    ONLINE = "online"
    THOUGHT = "thought"


class StartedBy(StrEnum):
    """Who began a contact."""

    ME = "me"
    THEM = "them"
    BOTH = "both"


class Support(StrEnum):
    """What support was given or received, by function."""

    EMOTIONAL = "emotional"
    PRACTICAL = "practical"
    ADVICE = "advice"
    COMPANY = "company"
    ESTEEM = "esteem"


class Presence(StrEnum):
    """Whether somebody is still part of the person's life."""

    PRESENT = "present"
    ESTRANGED = "estranged"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody (or a group, place or pet) in the person's life; `name` may be a nickname."""

    name: str
    kinds: tuple[str, ...] = ()
    pronouns: str = ""
    presence: Presence = Presence.PRESENT
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A dated snapshot of the tie to one person.

    `circle` is 1 (closest) to 3 (acquainted), 0 outside the circles; `x` and `y` are −1..1 with
    the person in the middle. `closeness` and `intimacy` are the person's own 0..10 ratings.
    """

    person: str
    at: datetime
    circle: int
    bond: Bond = Bond.UNSAID
    flow: Flow = Flow.UNSAID
    role: str = ""
    closeness: int | None = None
    intimacy: int | None = None
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How it was at one moment.

    `valence`, `arousal` and `energy` are −1..1; `with_people` is None when unknown and empty when
    alone. `outcomes` holds other numeric columns by name, in their own unit. `mood_word` is the
    mood as the source named it. `source_id` is what makes a repeated import find it again.
    """

    at: datetime
    valence: float | None = None
    arousal: float | None = None
    energy: float | None = None
    feelings: tuple[str, ...] = ()
    note: str = ""
    sleep_hours: float | None = None
    with_people: tuple[str, ...] | None = None
    with_kinds: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    mood_word: str = ""
    outcomes: Mapping[str, float] = field(default_factory=dict)
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The messages of one contact, as counts: those sent, those received, and their characters."""

    sent: int
    received: int
    characters_sent: int
    characters_received: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with one or more people. `felt` is −3..3; minutes until mood was usual again.

    `exchanged` counts the messages of a contact that was read from a chat.
    """

    start: datetime
    people: tuple[str, ...]
    kind: str = ""
    minutes: float | None = None
    felt: int | None = None
    mode: Mode | None = None
    started_by: StartedBy | None = None
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    boundary: bool = False
    mood_before: float | None = None
    mood_after: float | None = None
    minutes_to_usual: float | None = None
    note: str = ""
    source_id: str = ""
    exchanged: Exchanged | None = None


@dataclass(frozen=True, slots=True)
class Writing:
    """A dated piece of writing that is not a check-in."""

    at: datetime
    text: str
    title: str = ""
    tags: tuple[str, ...] = ()
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """One questionnaire as it was answered: values by the code of the question."""

    at: datetime
    measure: str
    answers: Mapping[str, int]
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class MessageColumns:
    """Messages of one chat that follow one another, in columns of one length: many at once.

    `at` are seconds since 1970, read in `zone`; `sides` are 0 for the person, 1 for the other, -1 for
    anybody else; `texts` are empty where words were not brought.
    """

    at: Sequence[float]
    sides: Sequence[int]
    characters: Sequence[int]
    texts: Sequence[str]
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat; `text` stays empty unless the person chose to bring it."""

    at: datetime
    sender: str
    chat: str
    characters: int
    mine: bool | None = None
    text: str = ""
    source_id: str = ""
