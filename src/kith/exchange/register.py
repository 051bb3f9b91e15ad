"""The people met while a file is read, each announced once and again when more is learned."""

from collections.abc import Iterable, Iterator

from kith.exchange import limits
from kith.exchange.errors import RefusedFile
from kith.exchange.text import name as clean_name
from kith.names import LONGEST_NAME, name_key
from kith.records import Kind, Person

_ROOM = 8  # letters for a number

_ALIASES = {
    "friends": Kind.FRIEND,
    "partners": Kind.PARTNER,
    "spouse": Kind.PARTNER,
    "husband": Kind.PARTNER,
    "wife": Kind.PARTNER,
    "colleagues": Kind.COLLEAGUE,
    "coworker": Kind.COLLEAGUE,
    "co-worker": Kind.COLLEAGUE,
    "roommate": Kind.HOUSEMATE,
    "roommates": Kind.HOUSEMATE,
    "flatmate": Kind.HOUSEMATE,
    "neighbor": Kind.NEIGHBOUR,
    "mother": Kind.PARENT,
    "father": Kind.PARENT,
    "sister": Kind.SIBLING,
    "brother": Kind.SIBLING,
    "pets": Kind.PET,
    "stranger": Kind.STRANGERS,
}
_KINDS = {kind.value: kind for kind in Kind} | _ALIASES


def kind(word: str) -> str:
    """Return one of our kinds where a word means it, else the word itself, cleaned."""
    cleaned = clean_name(word)
    return str(_KINDS.get(cleaned.casefold(), cleaned))


class Apart:
    """Names of people whom a file tells apart itself; a second one of a name gets a number."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, wanted: str) -> str:
        """Return the name, or the first numbered one that nobody has yet."""
        found, number = wanted, 1
        while name_key(found) in self._taken:
            number += 1
            found = f"{wanted[: LONGEST_NAME - _ROOM]} ({number})"
        self._taken.add(name_key(found))
        return found


class Register:
    """Names seen so far with their kinds; refuses when there are too many to be names."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[str, ...]] = {}

    def meet(self, pairs: Iterable[tuple[str, str]]) -> Iterator[Person]:
        """Yield each person whose name or kind is new, with every kind known of them."""
        for name, word in pairs:
            known = self._kinds.get(name)
            if known is not None and (not word or word in known):
                continue
            if known is None and len(self._kinds) >= limits.PEOPLE:
                raise RefusedFile("too_many_people")
            self._kinds[name] = (known or ()) + ((word,) if word else ())
            yield Person(name, self._kinds[name])
