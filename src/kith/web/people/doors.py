"""The only ways to somebody on the map: through the space they belong to."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from kith.names import name_key
from kith.web.people.models import MapChoice, Person, Tie
from kith.web.shell.models import Space


def people_of(space: Space) -> list[Person]:
    """Return everybody who is not deleted, by name."""
    people = Person.objects.filter(space=space, deleted_at=None)
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


def person_of(space: Space, pk: int) -> Person:
    """Return one person of this space, or say there is no such page."""
    return get_object_or_404(Person, space=space, pk=pk, deleted_at=None)


def there(space: Space, pk: int, **_more: int) -> list[Person]:
    """Return one person of this space as a list, deleted or not; nobody where they are gone."""
    return list(Person.objects.filter(space=space, pk=pk))


def deleted_person_of(space: Space, pk: int) -> Person:
    """Return one deleted person of this space, so that the deletion can be undone."""
    return get_object_or_404(Person, space=space, pk=pk, deleted_at__isnull=False)


def ties_of(space: Space) -> list[Tie]:
    """Return every snapshot of every tie, oldest first."""
    ties = Tie.objects.filter(space=space, person__deleted_at=None, person__space=space)
    return list(ties.order_by("at", "pk"))


def tie_of(space: Space, person: Person, pk: int) -> Tie:
    """Return one snapshot of one tie."""
    if person.space_id != space.pk:
        raise Http404
    return get_object_or_404(Tie, space=space, person=person, pk=pk)


def prefers_list(space: Space) -> bool | None:
    """Say how this person likes People to open; None where they have not chosen."""
    chosen = MapChoice.objects.filter(space=space).first()
    return None if chosen is None else chosen.as_list


def has_namesake(space: Space, name: str) -> bool:
    """Say whether somebody of the space is called the same, as names are compared everywhere."""
    return any(name_key(person.name) == name_key(name) for person in people_of(space))


def is_used(person: Person) -> bool:
    """Say whether anything in the space tells of somebody."""
    return (
        person.contacts.exists()
        or person.check_ins.exists()
        or person.ties.exists()
        or person.care_settings.exists()
        or person.experiments.exists()
        or person.wordings.exists()
        or person.responses.exists()
        or person.runs.exists()
        or person.intentions.exists()
        or person.boundaries.exists()
        or person.boundary_events.exists()
        or person.limits.exists()
        or person.apologies.exists()
        or person.grounds.exists()
        or person.commitments.exists()
    )
