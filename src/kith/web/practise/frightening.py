"""What practices hold that is frightening about somebody: a run that ended where help is.

It is read where the private questions may come (`kith.web.people.care`), so it holds after a lock.
"""

from datetime import datetime

from kith.practices.definition import SAFETY
from kith.web.people import care
from kith.web.people.models import Person
from kith.web.practise import telling
from kith.web.practise.models import Run

MOST = 50


def in_practices(person: Person, since: datetime | None) -> bool:
    """Say whether an answer of a run about somebody led to help, later than a time."""
    rows = Run.objects.filter(
        space=person.space_id, person=person, deleted_at=None, ended_at=None
    ).select_related("person", "definition", "space")
    if since is not None:
        rows = rows.filter(edited_at__gt=since)
    found = telling.standings(person.space, rows.order_by("-edited_at")[:MOST])
    return any(one.path is not None and one.path.ended == SAFETY for one in found)


care.look_for(in_practices)
