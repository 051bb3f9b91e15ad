"""What somebody says in one check-in, checked and ready to be saved."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from kith.web.people.models import Person


@dataclass(frozen=True, slots=True)
class Meeting:
    """One contact as it was told: who, and the little or much that was said of it.

    `people` are known already; `names` are new. `ended` is None where it ended with the check-in.
    """

    people: tuple[Person, ...] = ()
    names: tuple[str, ...] = ()
    felt: int | None = None
    minutes: float | None = None
    mode: str = ""
    started_by: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    boundary: bool = False
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in as it was told. No meetings and `alone` false: who was there is not known.

    `at_said` is false where the person named no time and `at` is the moment of sending.
    """

    at: datetime
    zone: str
    valence: float | None
    arousal: float | None = None
    energy: float | None = None
    feelings: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    note: str = ""
    sleep_hours: float | None = None
    mood_word: str = ""
    alone: bool = False
    meetings: tuple[Meeting, ...] = ()
    uid: uuid.UUID = field(default_factory=uuid.uuid4)
    at_said: bool = True
