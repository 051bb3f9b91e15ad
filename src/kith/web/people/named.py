"""Who is named in a text though nobody was chosen: those whose care setting asks for care.

Somebody who was put aside counts as well: what was answered about them still holds.
"""

from collections.abc import Iterable

from kith.mentions import mentions, spellings
from kith.web.people import care
from kith.web.people.models import Person
from kith.web.shell.models import Space


def guarded_people(space: Space) -> list[Person]:
    """Return everybody whose setting asks for care, also who was put aside."""
    guarded = care.guarded_in(space)
    return list(Person.objects.filter(space=space, pk__in=guarded)) if guarded else []


def guarded_names(space: Space) -> tuple[str, ...]:
    """Return the names of everybody whose setting asks for care, the longest first."""
    return spellings([person.name for person in guarded_people(space)])


def among(people: Iterable[Person], texts: Iterable[str]) -> list[Person]:
    """Return whose name stands in a text, of these people."""
    written = [text for text in texts if text]
    return [one for one in people if any(mentions(t, spellings([one.name])) for t in written)]


def people_in_words(space: Space, texts: Iterable[str]) -> list[Person]:
    """Return everybody on the map whose name stands in a text."""
    return among(Person.objects.filter(space=space, deleted_at=None), texts)


def guarded_in_words(space: Space, texts: Iterable[str]) -> list[Person]:
    """Return whose name stands in a text, of those whose setting asks for care."""
    written = [text for text in texts if text]
    return among(guarded_people(space) if written else [], written)


def most_careful(space: Space, person: Person | None, texts: Iterable[str]) -> Person | None:
    """Return whose setting holds for words: who was chosen, or somebody named that asks for more."""
    chosen = [] if person is None else [person]
    everybody = [*chosen, *guarded_in_words(space, texts)]
    return max(everybody, key=lambda one: care.CAREFUL.index(care.state_of(one)), default=None)
