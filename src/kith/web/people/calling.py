"""Who may stand in the plan for bad days: marked by the person, there, and without care setting."""

from kith.records import Presence
from kith.web.people import care, doors
from kith.web.people.models import Person
from kith.web.shell.models import Space


def may_be_marked(person: Person) -> bool:
    """Say whether the mark is offered at all: never where a care setting asks for care."""
    return person.pk is None or not care.is_guarded(person)


def may_stand_in_plan(space: Space) -> list[Person]:
    """Return the people who may be called or met on a bad day, by name."""
    return [person for person in doors.people_of(space) if may_stand(person)]


def may_stand(person: Person) -> bool:
    """Say whether somebody may stand in the plan now."""
    here = person.safe_to_call and person.presence == Presence.PRESENT and not person.deleted_at
    return here and may_be_marked(person)
