"""What a fit says: verdicts, effects, changes and paths, as plain frozen values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

Estimand = Literal["after_4h", "while_together"]


class Verdict(StrEnum):
    """What may be said about one person's effect."""

    NOURISHING = "nourishing"
    DRAINING = "draining"
    NO_CLEAR_EFFECT = "no clear effect"
    NOT_ENOUGH_YET = "not enough yet"


class Interval(NamedTuple):
    """A posterior mean with its 90 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Change:
    """Last minus first quarter of the record; `p` is P(|change| > 0.2 SD), in either direction."""

    mean: float
    low: float
    high: float
    p: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What a contact with one person does to the outcome, averaged over the record.

    `mean`, `low` and `high` are in the outcome's own unit, `sd_units` is the mean over the
    outcome's standard deviation. `p_positive` is P(effect > 0). `false_sign_rate` is the
    probability that the sign of `mean` is wrong. `more_contacts` is about how many more contacts
    it would take until something could be said, None when that cannot be said.
    `mood_hours` is the area of one contact's whole trace, outcome unit times hours.
    """

    person: str
    kind: str
    contacts: int
    mean: float
    low: float
    high: float
    p_positive: float
    verdict: Verdict
    more_contacts: int | None
    mood_hours: Interval
    sd_units: float
    false_sign_rate: float
    change: Change | None
    estimand: Estimand
    unit: str
    higher_is_better: bool
    first_contact: datetime | None
    last_contact: datetime | None
    level: float = 0.9


@dataclass(frozen=True, slots=True)
class Path:
    """One person's effect over the record, for a contact of that person's median dose."""

    person: str
    kind: str
    times: tuple[datetime, ...]
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    estimand: Estimand
    unit: str
    higher_is_better: bool
    level: float = 0.9
