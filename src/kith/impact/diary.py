"""One person's months as arrays: what a fit is made from."""

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from kith.impact.covariates import covariate_columns, same_as
from kith.impact.dose import HOURS_A_DAY, FloatArray
from kith.impact.errors import DiaryError, EmptyCompany
from kith.impact.stays import Stay, Stays, join_stays, logged_stay, stays_as_columns
from kith.records import CheckIn, Contact, Mode

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
REACH_DAYS = 2.0
POINTS = "points"  # an outcome whose unit nobody names is told in its own points
EmptyWith = Literal["alone", "unknown"]
EMPTY_COMPANY = (
    "empty cells of `with` are taken as unknown and no check-in says that nobody was there; "
    'if they mean alone, say empty_with="alone", else empty_with="unknown"'
)


@dataclass(frozen=True, slots=True, eq=False)
class Diary:
    """One person's check-ins and contacts, in order of time, ready for a fit.

    Attributes
    ----------
    time : (N,) days since 1970-01-01 UTC of the check-ins that have an outcome, ascending
    clock : (N,) the same moments by the clock on the wall, which the rhythms of day and week follow
    y : (N,) the outcome in its own unit
    company_unknown : (N,) True where nobody knows who was there; this is not the same as alone
    people, kinds : (J,) alphabetical, and what each is to the person ("" unknown)
    stays : who was there when
    unit : what numbers about the outcome are in, its own points unless somebody names it
    covariates : (N, C), NaN where missing; `covariate_names` names the columns
    has_log : whether contacts were logged, whoever they were with
    notes : codes of what was noticed while reading
    """

    time: FloatArray
    clock: FloatArray
    y: FloatArray
    company_unknown: NDArray[np.bool_]
    people: tuple[str, ...]
    kinds: tuple[str, ...]
    stays: Stays
    covariates: FloatArray
    covariate_names: tuple[str, ...]
    outcome: str
    unit: str
    higher_is_better: bool
    has_log: bool
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """Return how much it holds; nothing that a person wrote."""
        days = f"{as_datetime(self.time[0]):%Y-%m-%d} to {as_datetime(self.time[-1]):%Y-%m-%d}"
        return (
            f"<Diary: {self.n_checkins} check-ins, {days}, {len(self.people)} people, "
            f"{len(self.stays)} stays>"
        )

    @property
    def n_checkins(self) -> int:
        """How many check-ins have an outcome."""
        return len(self.y)

    @classmethod
    def from_records(
        cls,
        checkins: Iterable[CheckIn],
        contacts: Iterable[Contact] = (),
        *,
        outcome: str = "mood",
        kinds: Mapping[str, str] | None = None,
        unit: str = POINTS,
        higher_is_better: bool = True,
        covariates: Sequence[str] = (),
    ) -> "Diary":
        """Build the diary of one person's records, in any order.

        `outcome` is "mood" (a column of that name, else valence), "valence", "arousal", "energy",
        or the name of a numeric column. `kinds` says what people are and wins over what the rows
        say. A contact in thoughts is nobody's company and is left out. `covariates` are "sleep", "valence", "arousal", "energy" or names of numeric columns.

        Raises
        ------
        DiaryError
            "no_checkins", "no_outcome", "outcome_not_finite" or "covariate_is_outcome".
        """
        rows = sorted(checkins, key=lambda row: days_since_epoch(row.at))
        met = (contact for contact in contacts if contact.mode is not Mode.THOUGHT)
        log = sorted(met, key=lambda contact: days_since_epoch(contact.start))
        if not rows:
            raise DiaryError("no_checkins")
        kept, y = _with_outcome(rows, outcome)
        time = np.array([days_since_epoch(row.at) for row in kept])
        order = np.lexsort((y, time))
        kept, time, y = [kept[i] for i in order], time[order], y[order]
        stays, notes = _stays(rows, log, time)
        known_kinds = _kinds(rows, log, kinds or {})
        people = tuple(sorted(known_kinds))
        columns = stays_as_columns(stays, people)
        beside = covariate_columns(kept, covariates)
        for name, column in zip(covariates, beside.T, strict=True):
            if same_as(y, column):
                raise DiaryError("covariate_is_outcome", column=name)
        return cls(
            time=time,
            clock=np.array([wall_clock_days(row.at) for row in kept]),
            y=y,
            company_unknown=_company_unknown(kept, time, columns, has_log=bool(log)),
            people=people,
            kinds=tuple(known_kinds[person] for person in people),
            stays=columns,
            covariates=beside,
            covariate_names=tuple(covariates),
            outcome=outcome,
            unit=unit,
            higher_is_better=higher_is_better,
            has_log=bool(log),
            notes=notes,
        )

    @classmethod
    def from_table(
        cls,
        checkins: Any,
        contacts: Any = None,
        *,
        outcome: str = "mood",
        tz: str | tzinfo | None = None,
        person_id: str | None = None,
        kinds: Mapping[str, str] | None = None,
        unit: str = POINTS,
        higher_is_better: bool = True,
        covariates: Sequence[str] = (),
        empty_with: EmptyWith | None = None,
    ) -> "Diary":
        """Build the diary of one person's tidy tables (docs/impact.md says which columns).

        A table is a pandas, polars or Arrow frame, a dict of sequences, or a list of dicts. `tz`
        is where times without an offset were written; `person_id` chooses one of several values
        in a column `id`.

        `empty_with` says what an empty cell of `with` means: "alone" or "unknown". When nobody
        says, empty text is alone and a missing value (None, NaN) is unknown; a table that has only
        missing values may have lost the difference on being read, which pandas and polars do, so
        there is an `EmptyCompany` warning and the note "empty_company_unknown".

        Raises
        ------
        DiaryError
            When a column is missing, a time or number cannot be read, or several people stand in
            the table and none was chosen.
        """
        from kith.impact.table import read_checkins, read_contacts, zone

        where = zone(tz)
        numbers = (outcome, *covariates)
        rows, unsaid = read_checkins(
            checkins, numbers=numbers, tz=where, person_id=person_id, empty_with=empty_with
        )
        log = read_contacts(contacts, tz=where, person_id=person_id)
        diary = cls.from_records(
            rows,
            log,
            outcome=outcome,
            kinds=kinds,
            unit=unit,
            higher_is_better=higher_is_better,
            covariates=covariates,
        )
        if not unsaid:
            return diary
        warnings.warn(EmptyCompany(EMPTY_COMPANY), stacklevel=2)
        return replace(diary, notes=(*diary.notes, EmptyCompany.code))


def days_since_epoch(at: datetime) -> float:
    """Days since 1970-01-01 UTC; a time without a zone is taken as UTC."""
    aware = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return (aware - EPOCH) / DAY


def wall_clock_days(at: datetime) -> float:
    """Days since 1970-01-01 as the clock on the wall counts them where the person was."""
    return (at.replace(tzinfo=UTC) - EPOCH) / DAY


def as_datetime(days: float) -> datetime:
    """Return the moment of so many days since 1970-01-01 UTC."""
    return EPOCH + days * DAY


def outcome_of(row: CheckIn, outcome: str) -> float:
    """Return the outcome of one check-in in its own unit, NaN when it was not given."""
    value: float | None
    if outcome in row.outcomes:
        value = row.outcomes[outcome]
    elif outcome in ("mood", "valence"):
        value = row.valence
    elif outcome == "arousal":
        value = row.arousal
    elif outcome == "energy":
        value = row.energy
    else:
        value = None
    return float("nan") if value is None else float(value)


def _with_outcome(rows: list[CheckIn], outcome: str) -> tuple[list[CheckIn], FloatArray]:
    y = np.array([outcome_of(row, outcome) for row in rows])
    if np.isinf(y).any():
        raise DiaryError("outcome_not_finite", row=int(np.argmax(np.isinf(y))))
    given = ~np.isnan(y)
    if not given.any():
        raise DiaryError("no_outcome", column=outcome)
    return [row for row, has in zip(rows, given, strict=True) if has], y[given]


def _stays(
    rows: list[CheckIn], log: list[Contact], time: FloatArray
) -> tuple[list[Stay], tuple[str, ...]]:
    """Stays within reach of the record, and a note when some lie outside it."""
    logged = [
        logged_stay(days_since_epoch(contact.start), person, contact.minutes)
        for contact in log
        for person in dict.fromkeys(contact.people)
    ]
    present = [
        (days_since_epoch(row.at), person) for row in rows for person in row.with_people or ()
    ]
    stays = join_stays(logged, present)
    near = [s for s in stays if s.end >= time[0] - REACH_DAYS and s.start <= time[-1]]
    lost = any(s.end < time[0] - REACH_DAYS or s.start > time[-1] + REACH_DAYS for s in stays)
    return near, ("contacts_outside_record",) if lost else ()


def _kinds(rows: list[CheckIn], log: list[Contact], given: Mapping[str, str]) -> dict[str, str]:
    """Everybody who occurs, with a kind: the given one, else the first that a row names."""
    found: dict[str, str] = {}
    for contact in log:
        for person in contact.people:
            found[person] = found.get(person) or contact.kind
    for row in rows:
        people = row.with_people or ()
        named = row.with_kinds if len(row.with_kinds) == len(people) else ("",) * len(people)
        for person, kind in zip(people, named, strict=True):
            found[person] = found.get(person) or kind
    return {person: given.get(person) or kind for person, kind in found.items()}


def _company_unknown(
    rows: list[CheckIn], time: FloatArray, stays: Stays, *, has_log: bool
) -> NDArray[np.bool_]:
    """Check-ins at which nobody knows who was there.

    Where contacts are logged and no check-in at all says who was there, the log is the record and
    nothing is unknown. Otherwise a check-in without `with` is unknown, unless a contact was logged
    within the four hours before it.
    """
    unknown = np.array([row.with_people is None for row in rows], dtype=bool)
    if has_log and unknown.all():
        return np.zeros(len(rows), dtype=bool)
    logged = stays.logged
    for start, end in zip(stays.start[logged], stays.end[logged], strict=True):
        first = np.searchsorted(time, start)
        last = np.searchsorted(time, end + 4.0 / HOURS_A_DAY, side="right")
        unknown[first:last] = False
    return unknown
