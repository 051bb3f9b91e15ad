"""Letters that stay closed until a day that the person chose, or until they open them before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kith.practices import Practice, running
from kith.web.practise import doors, saving, telling
from kith.web.practise.library import library
from kith.web.practise.models import Answer, Run
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

FRESH = timedelta(days=30)  # how long one that can be opened stands on the page


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its run, what it is called, the day, and whether that has come."""

    run: Run
    title: str
    day: date
    due: bool


def today_of(space: Space, now: datetime) -> date:
    """Return which day it is where the person is."""
    return now.astimezone(zone_of(space)).date()


def closed(run: Run, practice: Practice, now: datetime) -> frozenset[str]:
    """Return the fields of a run that are not shown yet; while it is being written all are."""
    if run.ended_at is None or practice.end.sealed is None:
        return frozenset()
    values = telling.values_of(practice, saving.answers_of(run))
    return running.sealed(practice, values, today_of(run.space, now))


def until(run: Run, practice: Practice, now: datetime) -> date | None:
    """Return the day on which a run opens; None where it is open."""
    if run.ended_at is None:
        return None
    values = telling.values_of(practice, saving.answers_of(run))
    return running.sealed_until(practice, values, today_of(run.space, now))


def open_now(run: Run, practice: Practice, now: datetime) -> None:
    """Open a letter before its day: from now on its day is today."""
    sealed = practice.end.sealed
    step = (
        next(s for s in practice.steps if any(f.id == sealed.until for f in s.fields))
        if sealed
        else None
    )
    row = Answer.objects.filter(run=run, step=step.id).first() if step else None
    if sealed is None or row is None or sealed.until not in row.values:
        return
    row.values = row.values | {sealed.until: today_of(run.space, now).isoformat()}
    row.save(update_fields=["values"])


def letters(space: Space, now: datetime) -> list[Letter]:
    """Return the letters that wait, and those whose day came lately, the nearest day first."""
    return sorted(_letters(space, now), key=lambda one: one.day)


def _letters(space: Space, now: datetime) -> Iterable[Letter]:
    names = [one.id for one in library().practices.values() if one.end.sealed]
    today = today_of(space, now)
    rows = doors.runs_of(space).filter(practice__in=names, ended_at__isnull=False)
    for found in telling.standings(space, rows):
        one, path = found.practice, found.path
        if one is None or path is None or found.held or one.end.sealed is None:
            continue
        written = any(name in path.values for name in one.end.sealed.fields)
        day = running.sealed_until(one, path.values, date.min)
        if day is not None and written and day > today - FRESH:
            yield Letter(found.run, one.title, day, due=day <= today)
