"""The same for other programs: people, the map, writings and what is planned, each in its format."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from kith import records
from kith.exchange import dayone, graphml, ics, jrnl, network_canvas, vcard
from kith.web.boundaries.gating import gate_for_event
from kith.web.boundaries.models import BoundaryEvent
from kith.web.people import doors, snapshots
from kith.web.people.export_views import person_record, tie_record
from kith.web.practise import signals
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_named
from kith.web.today.models import Writing

FOLDER = "other-programs"


def files(space: Space) -> dict[str, bytes]:
    """Return a file for each program, those with nothing to say left out."""
    people = doors.people_of(space)
    names = {person.pk: person.name for person in people}
    ties = snapshots.latest(doors.ties_of(space))
    register = [person_record(person) for person in people]
    tied = [tie_record(tie, names[pk]) for pk, tie in ties.items() if pk in names]
    wrote, planned = [*_writings(space)], [*_planned(space)]
    made = {
        "people.vcf": vcard.written(register).encode() if register else b"",
        "map.graphml": graphml.written(register, tied).encode() if register else b"",
        "map-network-canvas.zip": network_canvas.written(register, tied) if register else b"",
        "writings-jrnl.json": jrnl.written(wrote).encode() if wrote else b"",
        "writings-dayone.json": dayone.written(wrote).encode() if wrote else b"",
        "planned.ics": ics.written(planned).encode() if planned else b"",
    }
    return {f"{FOLDER}/{name}": data for name, data in made.items() if data}


def _writings(space: Space) -> Iterator[records.Writing]:
    for row in Writing.objects.filter(space=space, deleted_at=None).order_by("at", "pk"):
        at = row.at.astimezone(zone_named(row.zone))
        yield records.Writing(at, row.text, row.title, tuple(row.tags), str(row.uid))


def _planned(space: Space) -> Iterator[ics.Planned]:
    """Yield the days for which something is planned: after a boundary was crossed, or for a talk.

    A calendar is seen by others: it says that something is planned, and nothing of what. What was
    planned about somebody whose care setting asks for it is not put forward there either.
    """
    due = BoundaryEvent.objects.filter(space=space, deleted_at=None, due__isnull=False)
    for event in due.filter(followed_at=None).order_by("due", "pk"):
        if event.due is not None and not gate_for_event(event).silent:
            yield ics.Planned(event.due, str(event.uid), _("Something I planned"))
    for run, day, values in signals.planned(space, timezone.now()):
        if day is not None and values.get("now") in {None, *signals.TO_HAVE_IT}:
            yield ics.Planned(day, str(run.uid), _("Something I planned"))
