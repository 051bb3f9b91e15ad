"""What boundaries hold that is frightening about somebody: a crossing that was called dangerous."""

from datetime import datetime

from django.db.models import Q

from kith.web.boundaries.codes import Severity, What
from kith.web.boundaries.models import BoundaryEvent
from kith.web.people import care
from kith.web.people.models import Person


def in_boundaries(person: Person, since: datetime | None) -> bool:
    """Say whether a crossing by somebody was called dangerous, later than a time."""
    rows = BoundaryEvent.objects.filter(
        space=person.space_id,
        person=person,
        deleted_at=None,
        what=What.CROSSED,
        severity=Severity.DANGEROUS,
    )
    if since is not None:
        rows = rows.filter(Q(created_at__gt=since) | Q(edited_at__gt=since))
    return rows.exists()


care.look_for(in_boundaries)
