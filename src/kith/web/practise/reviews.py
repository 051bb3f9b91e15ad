"""Practices that a person wanted to look at again from a day on: an offer, and nothing that presses.

On Today it is said that something waits, and not what; "not now" is kept to for two weeks, and after
two weeks it goes by itself. The page Practise says what it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists

from kith.practices import Practice
from kith.web.practise import doors, intentions, offering, sealing, telling
from kith.web.practise.library import library
from kith.web.practise.models import Run
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

FRESH = timedelta(days=14)  # how long Today says so
WEEK = timedelta(days=7)  # after which Today says that an intention could be looked at
# By these a "not now" is kept, beside the practices.
LETTERS, REVIEWS, LOOKS = "letters", "reviews", "looks"


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
    """What Today says without a word of it.

    Letters that can be opened, things to look at again on a day that was chosen, and whether a week
    has gone by over something that is to be tried.
    """

    letters: bool = False
    reviews: bool = False
    looks: bool = False

    def __bool__(self) -> bool:
        return self.chosen or self.looks

    @property
    def chosen(self) -> bool:
        """Whether a day has come that the person chose."""
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
    dated, tries = _may_wait(space)
    chosen = offering.choice_of(space) if dated or tries else None
    if not (dated or tries) or (chosen is not None and not chosen.offers):
        return Waiting()
    today = sealing.today_of(space, now)
    waved = {} if chosen is None else chosen.not_now

    def says(name: str, days: Iterator[date]) -> bool:
        return not offering.waits(waved.get(name, ""), today) and any(
            today - FRESH < day <= today for day in days
        )

    return Waiting(
        letters=dated and says(LETTERS, (one.day for one in sealing.letters(space, now))),
        reviews=dated and says(REVIEWS, (one.day for one in reviews(space, now))),
        looks=tries and says(LOOKS, _weeks_over(space)),
    )


def _weeks_over(space: Space) -> Iterator[date]:
    """Yield the day a week after each intention that is put forward was made or last looked at."""
    zone = zone_of(space)
    for one in intentions.open_in(space).forward:
        yield intentions.last_seen(one).astimezone(zone).date() + WEEK


def _may_wait(space: Space) -> tuple[bool, bool]:
    """Say whether anything with a day of its own could, and whether anything is to be tried.

    Most days nothing is, and Today is to be quick: both are one question. No practice is read
    before one has been ended, which is what a first page after opening would wait for most.
    """
    runs = doors.runs_of(space).filter(ended_at__isnull=False)
    tries = intentions.intentions_of(space).filter(closed_at=None)
    found = Space.objects.filter(pk=space.pk).values_list(Exists(runs), Exists(tries)).first()
    ended, tried = found if found is not None else (False, False)
    if not ended:
        return False, tried
    names = [one.id for one in library().practices.values() if one.end.review or one.end.sealed]
    return runs.filter(practice__in=names).exists(), tried


def not_now(space: Space, now: datetime) -> None:
    """Say nothing of any of them for two weeks."""
    for name in (LETTERS, REVIEWS, LOOKS):
        offering.not_now(space, name, now)
