"""Practices that a person wanted to look at again from a day on: an offer, and nothing that presses.

On Today it is said that something waits, and not what; "not now" is kept to for two weeks, and after
two weeks it goes by itself. The page Practise says what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kith.practices import Practice
from kith.web.practise import doors, offering, sealing, telling
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.shell.models import Space

FRESH = timedelta(days=14)  # how long Today says so
LETTERS, REVIEWS = "letters", "reviews"  # by these a "not now" is kept, beside the practices


@dataclass(frozen=True, slots=True)
class Review:
    """One: the run, what it is called, its number on the page, the day, and whether that has come."""

    run: Run
    title: str
    number: int
    day: date
    due: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """What Today says without a word of it: letters that can be opened, things to look at again."""

    letters: bool
    reviews: bool

    def __bool__(self) -> bool:
        return self.letters or self.reviews


def reviews(space: Space, now: datetime) -> list[Review]:
    """Return what is to be looked at again, the nearest day first; not what was begun anew since."""
    return sorted(_reviews(space, now), key=lambda one: one.day)


def _reviews(space: Space, now: datetime) -> Iterator[Review]:
    names = [one.id for one in library().practices.values() if one.end.review]
    today = sealing.today_of(space, now)
    newest: dict[tuple[str, int | None], Run] = {}
    for run in doors.runs_of(space).filter(practice__in=names):
        newest.setdefault((run.practice, run.person_id), run)
    ended = [run for run in newest.values() if run.ended_at is not None]
    for found in telling.standings(space, ended):
        practice, number = found.practice, doors.number_of(found.run.practice)
        if practice is None or found.held or found.path is None or number is None:
            continue
        if day := _day_of(practice, found.path.values):
            yield Review(found.run, practice.title, number, day, due=day <= today)


def _day_of(practice: Practice, values: object) -> date | None:
    said = values.get(practice.end.review) if isinstance(values, dict) else None
    return date.fromisoformat(said) if isinstance(said, str) and said else None


def waiting(space: Space, now: datetime) -> Waiting:
    """Return what Today may say; nothing where it is to offer nothing, or not now."""
    if not _may_wait(space):
        return Waiting(letters=False, reviews=False)
    chosen = offering.choice_of(space)
    if chosen is not None and not chosen.offers:
        return Waiting(letters=False, reviews=False)
    today = sealing.today_of(space, now)
    waved = {} if chosen is None else chosen.not_now

    def says(name: str, days: Iterator[date]) -> bool:
        return not offering.waits(waved.get(name, ""), today) and any(
            today - FRESH < day <= today for day in days
        )

    return Waiting(
        letters=says(LETTERS, (one.day for one in sealing.letters(space, now))),
        reviews=says(REVIEWS, (one.day for one in reviews(space, now))),
    )


def _may_wait(space: Space) -> bool:
    """Say whether anything could: most days nothing does, and Today is to be quick."""
    names = [one.id for one in library().practices.values() if one.end.review or one.end.sealed]
    return doors.runs_of(space).filter(practice__in=names, ended_at__isnull=False).exists()


def not_now(space: Space, now: datetime) -> None:
    """Say nothing of either for two weeks."""
    for name in (LETTERS, REVIEWS):
        offering.not_now(space, name, now)
