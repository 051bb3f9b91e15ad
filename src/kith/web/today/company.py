"""The people a page offers, in an order that says nothing of how they are."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from kith.names import name_key
from kith.records import Presence
from kith.web.people.models import Person, Tie
from kith.web.shell.models import Space

FEW = 12
NEAR_CIRCLES = (1, 2)


@dataclass(frozen=True, slots=True)
class Offered:
    """Who is offered at once, and who one step further (both in alphabetical order)."""

    first: list[Person] = field(default_factory=list)
    more: list[Person] = field(default_factory=list)


def people_of(space: Space) -> list[Person]:
    """Return everybody in a space, in alphabetical order, each with `circle` (None: no tie yet)."""
    newest = Tie.objects.filter(person=OuterRef("pk")).order_by("-at", "-pk").values("circle")[:1]
    rows = Person.objects.filter(space=space, deleted_at=None).annotate(circle=Subquery(newest))
    return sorted(rows, key=lambda person: (_alphabet(person.name), person.pk))


def offered(space: Space, chosen: Iterable[int] = ()) -> Offered:
    """Return who is offered: everybody while they are few, else the two inner circles first.

    Somebody who is estranged or has died is one step further, and so never comes up by itself.
    Whoever is `chosen` already stands in front. Before anybody has a circle, the alphabet decides.
    """
    everybody, chosen = people_of(space), set(chosen)
    few = len(everybody) <= FEW
    found = Offered()
    for person in everybody:
        here = person.presence == Presence.PRESENT
        near = few or person.circle in NEAR_CIRCLES  # type: ignore[attr-defined]
        first = person.pk in chosen or (here and near)
        (found.first if first else found.more).append(person)
    return found if found.first else Offered(found.more[:FEW], found.more[FEW:])


def _alphabet(name: str) -> str:
    """Return what a name is sorted by: an accent does not send it to the end."""
    return unicodedata.normalize("NFKD", name_key(name))


def named(space: Space, names: Iterable[str]) -> dict[str, list[Person]]:
    """Return who bears each name: nobody yet, one person, or several."""
    found: dict[str, list[Person]] = {}
    for person in Person.objects.filter(space=space, deleted_at=None):
        found.setdefault(name_key(person.name), []).append(person)
    return {name: found.get(name_key(name), []) for name in names}
