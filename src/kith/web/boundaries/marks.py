"""What of boundaries stands on the path of one person: when one was told, changed, held or crossed."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kith.plots import Event
from kith.web.boundaries.codes import What
from kith.web.boundaries.models import BoundaryEvent
from kith.web.shell.models import Space

MARKED = {
    What.TOLD: _("boundary told"),
    What.RENEGOTIATED: _("boundary changed"),
    What.HELD: _("boundary held"),
    What.CROSSED: _("boundary crossed"),
}


def boundary_marks(space: Space, person_pk: int) -> list[Event]:
    """Return every time that one was told, changed, held or crossed that concerns somebody, oldest first.

    What is noted of a person, or of nobody and a boundary that is for them, concerns them; what is noted
    of somebody else does not.
    """
    rows = BoundaryEvent.objects.filter(
        Q(person=person_pk) | Q(person=None, boundary__people=person_pk),
        space=space,
        what__in=[*MARKED],
        deleted_at=None,
        boundary__deleted_at=None,
    )
    return [
        Event(event.at, str(MARKED[What(event.what)]))
        for event in rows.order_by("at", "pk").distinct()
    ]
