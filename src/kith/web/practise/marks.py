"""Practices as dates on the path of the person they were about."""

from kith.plots import Event
from kith.web.practise import doors, library
from kith.web.shell.models import Space

MOST = 3


def practice_marks(space: Space, person_pk: int) -> list[Event]:
    """Return the newest practices about somebody that came to their end, oldest first.

    One that is not offered about them any more leaves no mark.
    """
    ended = doors.runs_of(space).filter(person=person_pk, ended_at__isnull=False)
    marks = []
    for run in ended.order_by("-ended_at")[: 4 * MOST]:
        practice = library.practice_of(run)
        if (
            practice is not None
            and run.ended_at
            and doors.is_offered(library.gate_of(run, practice), run.person)
        ):
            marks.append(Event(run.ended_at, practice.title))
    return marks[:MOST][::-1]
