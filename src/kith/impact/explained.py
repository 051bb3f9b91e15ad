"""What one person's effect rests on: each contact, and the outcome that was measured around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kith.impact.diary import Diary, as_datetime
from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS
from kith.impact.evidence import estimands_of
from kith.impact.values import Estimand

BEFORE_HOURS = 12.0
"""An outcome further back than this says little about the moment before a contact."""


@dataclass(frozen=True, slots=True)
class RestsOn:
    """One contact of a person.

    Attributes
    ----------
    start : when it began; of a name at a check-in, the moment of that check-in (UTC)
    minutes : how long it lasted, None when nobody said
    logged : whether it was logged, or known from a check-in that names the person
    measured : mean of the outcome in the stretch that the effect is about, in its own unit; None
        when no check-in lies in it, and then this contact tells nothing by itself
    checkins : how many check-ins that mean is of
    before : the last outcome before the start, at most 12 hours back, else None
    """

    start: datetime
    minutes: float | None
    logged: bool
    measured: float | None
    checkins: int
    before: float | None


def rests_on(diary: Diary, person: str, estimand: Estimand | None = None) -> tuple[RestsOn, ...]:
    """Return every contact with one person that counts, in order of time.

    `estimand` is what the effect is about; by default what the diary settles for this person
    (`kith.impact.evidence.estimands_of`). The numbers are raw: the fit weighs all of them together
    and allows for inertia, rhythms and everybody else.

    Raises
    ------
    KeyError
        When nobody of that name is in the diary.
    """
    if person not in diary.people:
        raise KeyError(person)
    j = diary.people.index(person)
    about = estimand or estimands_of(diary)[j]
    stays = diary.stays
    found = []
    for i in np.flatnonzero((stays.person == j) & stays.counts):
        start, logged = float(stays.start[i]), bool(stays.logged[i])
        end = start + WINDOW_HOURS / HOURS_A_DAY if about == "after_4h" else float(stays.end[i])
        tells = logged or about == "while_together"
        inside = _between(diary, start, end) if tells else diary.y[:0]
        length = float(stays.minutes[i])
        found.append(
            RestsOn(
                start=as_datetime(start),
                minutes=None if np.isnan(length) else length,
                logged=logged,
                measured=float(inside.mean()) if len(inside) else None,
                checkins=len(inside),
                before=_last_before(diary, start),
            )
        )
    return tuple(found)


def rests_on_as_json(found: Sequence[RestsOn]) -> list[dict[str, object]]:
    """Return the contacts with plain values; moments as ISO 8601."""
    return [
        {
            "start": one.start.isoformat(),
            "minutes": one.minutes,
            "logged": one.logged,
            "measured": one.measured,
            "checkins": one.checkins,
            "before": one.before,
        }
        for one in found
    ]


def _between(
    diary: Diary, start: float, end: float
) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    first = np.searchsorted(diary.time, start)
    last = np.searchsorted(diary.time, end, side="right")
    inside: np.ndarray[tuple[int], np.dtype[np.float64]] = diary.y[first:last]
    return inside


def _last_before(diary: Diary, start: float) -> float | None:
    at = int(np.searchsorted(diary.time, start)) - 1
    if at < 0 or start - float(diary.time[at]) > BEFORE_HOURS / HOURS_A_DAY:
        return None
    return float(diary.y[at])
