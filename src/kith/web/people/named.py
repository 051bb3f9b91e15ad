"""Who is named in a text though nobody was chosen: those whose care setting asks for care.

Somebody who was put aside counts as well: what was answered about them still holds. For them a
text is looked through for every way in which people call each other (`kith.called`), and for names
they had before (`former`); for everybody else a whole name counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kith.called import Called, called, words_in
from kith.mentions import mentions, spellings
from kith.web.people import care, former
from kith.web.people.former import Former
from kith.web.people.models import Person
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Watch:
    """Everybody whose setting asks for care, and how each is and was called: looked up once."""

    people: tuple[tuple[Person, Called], ...]
    former: Former

    def named(self, texts: Iterable[str]) -> list[Person]:
        """Return who of them a text speaks of."""
        found: set[int] = set()
        for text in (one for one in texts if one and self.people):
            words = words_in(text)
            found |= {person.pk for person, how in self.people if how.within(text, words)}
            found |= self.former.within(words.names)
        return [person for person, _how in self.people if person.pk in found]


def watch(space: Space) -> Watch:
    """Return how everybody is called whose setting asks for care."""
    guarded = care.guarded_in(space)
    everybody = list(Person.objects.filter(space=space)) if guarded else []
    others = [one.name for one in everybody if one.pk not in guarded and one.deleted_at is None]
    asking = [one for one in everybody if one.pk in guarded]
    how = tuple((one, called([one.name], one.kinds, others)) for one in asking)
    return Watch(how, former.of(asking))


def among(people: Iterable[Person], texts: Iterable[str]) -> list[Person]:
    """Return whose name stands in a text, of these people."""
    written = [text for text in texts if text]
    return [one for one in people if any(mentions(t, spellings([one.name])) for t in written)]


def people_in_words(space: Space, texts: Iterable[str]) -> list[Person]:
    """Return everybody on the map whose name stands in a text."""
    return among(Person.objects.filter(space=space, deleted_at=None), texts)


def guarded_in_words(space: Space, texts: Iterable[str]) -> list[Person]:
    """Return whom a text speaks of, of those whose setting asks for care."""
    written = [text for text in texts if text]
    return watch(space).named(written) if written else []


def most_careful(space: Space, person: Person | None, texts: Iterable[str]) -> Person | None:
    """Return whose setting holds for words: who was chosen, or somebody named that asks for more."""
    chosen = [] if person is None else [person]
    everybody = [*chosen, *guarded_in_words(space, texts)]
    return max(everybody, key=lambda one: care.CAREFUL.index(care.state_of(one)), default=None)
