"""Says at once which of many lists of needs a few words meet: one bit for each list.

A need is a set of words of which one has to be there. The rarest needs of all lists are asked
first, as whole numbers with a bit for each list, so that most words are done after one round.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from operator import or_

ROUNDS = 3  # needs of a list that are asked for all lists at once; the others one by one
Needs = Sequence[AbstractSet[str]]


@dataclass(frozen=True, slots=True)
class Sieve:
    """Lists of needs. For each round: the lists a word serves, and those that need no more.

    `others` has, for each list, the needs that no round asks.
    """

    rounds: tuple[tuple[Mapping[str, int], int], ...]
    others: tuple[tuple[AbstractSet[str], ...], ...]

    def met(self, present: AbstractSet[str]) -> list[int]:
        """Give the numbers of the lists of which every need has a word here, in order."""
        left = -1
        for serves, done in self.rounds:
            left &= reduce(or_, filter(None, map(serves.get, present)), done)
            if not left:
                return []
        found = []
        while left:
            lowest = left & -left
            left ^= lowest
            number = lowest.bit_length() - 1
            if not any(map(present.isdisjoint, self.others[number])):
                found.append(number)
        return found


def sieve(lists: Iterable[Needs]) -> Sieve:
    """Make a sieve of lists of needs; a list without any is never met."""
    wanted = [[*dict.fromkeys(map(frozenset, needs))] for needs in lists]
    times = Counter(word for needs in wanted for need in needs for word in need)

    def common(need: AbstractSet[str]) -> int:
        return sum(times[word] for word in need)

    rarest = [sorted(needs, key=common) for needs in wanted]
    return Sieve(
        tuple(_round(rarest, place) for place in range(ROUNDS)),
        tuple(tuple(needs[ROUNDS:]) for needs in rarest),
    )


def _round(rarest: Sequence[Sequence[AbstractSet[str]]], place: int) -> tuple[dict[str, int], int]:
    serves: dict[str, int] = {}
    done = 0
    for number, needs in enumerate(rarest):
        if len(needs) <= place:
            done |= bool(needs) << number
            continue
        for word in needs[place]:
            serves[word] = serves.get(word, 0) | 1 << number
    return serves, done
