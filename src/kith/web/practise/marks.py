"""Practices as dates on the path of the person they were about."""

from datetime import datetime

from kith.plots import Event
from kith.web.practise import doors, library, words
from kith.web.shell.models import Space

DRAWN, LISTED = 3, 40  # on a picture, and in the list beside it


def practice_marks(
    space: Space,
    person_pk: int,
    *,
    within: tuple[datetime, datetime] | None = None,
    every: bool = False,
) -> list[Event]:
    """Return the newest practices about somebody that came to their end, oldest first.

    One that is not offered about them any more leaves no mark. With `every` there are as many as a
    list can hold, each with the person's own two numbers beside it, where they gave both.
    """
    most = LISTED if every else DRAWN
    ended = doors.runs_of(space).filter(person=person_pk, ended_at__isnull=False)
    if within:
        ended = ended.filter(ended_at__range=within)
    marks = []
    for run in ended.order_by("-ended_at")[: 4 * most]:
        practice = library.practice_of(run)
        if (
            practice is not None
            and run.ended_at
            and doors.is_offered(library.gate_of(run, practice), run.person)
        ):
            said = words.two_numbers(run.before, run.after) if every else ""
            marks.append(
                Event(run.ended_at, f"{practice.title}, {said}" if said else practice.title)
            )
    return marks[:most][::-1]
