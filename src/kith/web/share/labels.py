"""How people are called on a page for somebody else: by name, by role, by letter, or not at all."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kith.called import words_of
from kith.everyday_names import WORDS_TOO
from kith.mentions import APOSTROPHES, folded, mentions
from kith.records import Kind
from kith.web.people import words
from kith.web.people.export_views import letter
from kith.web.people.models import Person
from kith.web.share.parts import LETTERS, NAMES, ROLES
from kith.web.shell.models import Space

_ONE_APOSTROPHE = dict.fromkeys(map(ord, APOSTROPHES), "'")


@dataclass(frozen=True, slots=True)
class Labels:
    """What everybody on the page is called, and what stands in a text in the place of each name."""

    called: dict[int, str] = field(repr=False)
    instead: dict[str, str] = field(repr=False)
    everyday: frozenset[str] = field(default=frozenset(), repr=False)  # names that are words too

    def knows(self, pk: int | None) -> bool:
        """Say whether somebody may stand on the page."""
        return pk in self.called

    def of(self, pk: int) -> str:
        """Return what somebody is called."""
        return self.called[pk]

    def within(self, text: str) -> str:
        """Return a text of the person's own with every name in it as the page has it.

        A first name or a surname by itself is a name too. A name of one everyday word (`will`) is a
        name only with a capital, also where a sentence begins; with a small letter it stays a word.
        A nickname that Kith does not know stays.
        """
        at, parts = 0, []
        for one in mentions(text, self.instead):
            name = text[one.start : one.end]
            said = self.instead.get(_key(name), _("somebody"))
            stays = _key(said) == _key(name) or (_key(name) in self.everyday and name.islower())
            parts += [text[at : one.start], name if stays else said]
            at = one.end
        return "".join([*parts, text[at:]])


def labels(space: Space, chosen: Iterable[int], how: str) -> Labels:
    """Return the labels of the chosen people; everybody else of the space is "somebody"."""
    picked = {*chosen}
    people = list(Person.objects.filter(space=space).order_by("pk"))
    on_page = [one for one in people if one.pk in picked and one.deleted_at is None]
    called = dict(_called(on_page, how))
    instead = {_key(one.name): _("somebody") for one in people}
    instead |= {_key(one.name): called[one.pk] for one in on_page}
    of_parts = _parts(people, called, how)
    every = of_parts | instead
    return Labels(called, every, frozenset(every) & WORDS_TOO)


def _parts(people: list[Person], called: dict[int, str], how: str) -> dict[str, str]:
    """Return what stands in the place of each word of a name that stands by itself.

    A word that two people share is nobody in particular, unless all who share it may be named.
    """
    said: dict[str, set[str]] = {}
    for one in people:
        known = words_of(one.name)
        accented = {word for word in one.name.split() if words_of(word) & known}
        for word in known | accented:
            label = called.get(one.pk, _("somebody"))
            named = one.pk in called and how == NAMES
            said.setdefault(_key(word), set()).add(_key(word) if named else label)
    return {word: next(iter(of)) if len(of) == 1 else _("somebody") for word, of in said.items()}


def _key(name: str) -> str:
    """Return how two spellings of a name compare, whatever apostrophe was typed."""
    return folded(name).translate(_ONE_APOSTROPHE)


def _called(people: list[Person], how: str) -> Iterator[tuple[int, str]]:
    if how == LETTERS:
        # In the order in which they were added: the alphabet of the names would tell of them.
        yield from ((one.pk, letter(number)) for number, one in enumerate(people))
        return
    if how != ROLES:
        yield from ((one.pk, one.name) for one in people)
        return
    roles = {one.pk: _role(one) for one in people}
    many, seen = Counter(roles.values()), Counter[str]()
    for pk, role in roles.items():
        seen[role] += 1
        yield pk, f"{role} {seen[role]}" if many[role] > 1 else role


def _role(person: Person) -> str:
    """Return what somebody is, in our words; one of the person's own may name them."""
    ours = [kind for kind in person.kinds if kind in {*Kind}]
    return words.kinds(ours[:1])[0] if ours else str(words.KINDS[Kind.OTHER])
