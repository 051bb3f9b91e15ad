"""A contact at which a boundary came up: which one it may have been, and what is noted of it."""

from dataclasses import dataclass
from typing import Any

from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.boundaries.standing import standings
from kith.web.boundaries.words import state
from kith.web.today.models import Contact


@dataclass(frozen=True, slots=True)
class CameUp:
    """The boundaries that one contact may be tied to, each with what is noted of it there."""

    rows: tuple[tuple[Boundary, str], ...]


def came_up(contact: Contact) -> CameUp | None:
    """Return what a contact may be tied to; None where no boundary came up at it."""
    if contact.pk is None or not contact.boundary:
        return None
    there = {person.pk for person in contact.people.all()}
    noted = dict(
        BoundaryEvent.objects.filter(contact=contact, deleted_at=None).values_list(
            "boundary_id", "what"
        )
    )
    boundaries = list(rows_of(Boundary, contact.space).prefetch_related("people"))
    rows = [
        (one.boundary, state(noted[one.boundary.pk]) if one.boundary.pk in noted else "")
        for one in standings(boundaries)
        if one.boundary.pk in noted or (not one.retired and _fits(one.boundary, there))
    ]
    return CameUp(tuple(rows))


def _fits(boundary: Boundary, there: set[int]) -> bool:
    """Say whether a boundary is for somebody who was there, or for everybody."""
    people: Any = {person.pk for person in boundary.people.all()}
    return not people or bool(people & there)
