"""Which cues could stand in many sentences, told by their words alone, before any search.

A cue that is left out here is one that `Cues.find` would not find either.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kith.talk.cues import cues, how_common, parts
from kith.talk.features import names_of_cue, number
from kith.talk.many.ranges import ranges
from kith.talk.many.table import Ints, Packed, packed, table, unpacked
from kith.talk.weights import weights

_BITS = 64
_Part = tuple[tuple[str, ...], ...]
_Word = TypeVar("_Word")
Bits = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class CueArrays:
    """What cues need, in arrays. Word 0 is every word that is nothing to any cue.

    `having` are the parts of cues that a word is by itself, as bits; `phrases` are two words as one
    number, in rising order, and `having_phrase` the parts that they may begin or be in. `begin` and
    `many` say which of `anchored` cues a word calls. `needs` are the parts of a cue, filled up with
    part 0, which every sentence has. Of `left` and `right` words, as bits, one has to stand beside the other for the cue
    of that `pair`; pair 0 is none. `most` is what a cue may add to each label at most.
    """

    numbers: Mapping[str, int]
    having: Bits
    phrases: Ints
    having_phrase: Bits
    begin: Ints
    many: Ints
    anchored: Ints
    needs: Ints
    left: Bits
    right: Bits
    pair: Ints
    most: Packed

    def could_be(self, words: Ints, begun: Ints) -> tuple[Ints, Ints]:
        """Give the sentence and number of each cue that could stand there, by sentence; one may come twice.

        `words` are numbers of this table; `begun` says where each sentence begins, and where the last ends.
        """
        sentences = len(begun) - 1
        some = np.flatnonzero(words)
        mine = words[some]
        sentence = np.repeat(np.arange(sentences), np.diff(begun))[some]
        have = np.zeros((sentences, self.having.shape[1]), np.uint64)
        have[:, 0] = 1
        _or(self.having.take(mine, axis=0), sentence, have)
        near = np.flatnonzero(np.diff(some) == 1)
        two = mine[near] * len(self.many) + mine[near + 1]
        place = np.minimum(np.searchsorted(self.phrases, two), len(self.phrases) - 1)
        there = self.phrases[place] == two  # over the edge of a sentence it lets more through
        _or(self.having_phrase.take(place[there] + 1, axis=0), sentence[near[there]], have)
        many = self.many[mine]
        where, cue = np.repeat(sentence, many), self.anchored[ranges(self.begin[mine], many)]
        for step in range(self.needs.shape[1]):
            there = _is_set(have, where, self.needs[cue, step])
            where, cue = where[there], cue[there]
        return self._beside(words, begun, where, cue)

    def _beside(self, words: Ints, begun: Ints, where: Ints, cue: Ints) -> tuple[Ints, Ints]:
        pair = self.pair[cue]
        asked = np.flatnonzero(pair)
        many = np.diff(begun)[where[asked]] - 1
        at = ranges(begun[where[asked]], many)
        each = np.repeat(pair[asked], many)
        hit = np.flatnonzero(_is_set(self.left, words[at], each))
        hit = hit[_is_set(self.right, words[at[hit] + 1], each[hit])]
        there = pair == 0
        there[np.repeat(asked, many)[hit]] = True
        return where[there], cue[there]


def _or(bits: Bits, where: Ints, to: Bits) -> None:
    if len(where):
        first = np.flatnonzero(np.diff(where, prepend=-1))
        to[where[first]] |= np.bitwise_or.reduceat(bits, first)


def _is_set(bits: Bits, row: Ints, place: Ints) -> NDArray[np.bool_]:
    return np.asarray(bits[row, place >> 6] >> (place & 63).astype(np.uint64) & 1 == 1)


@cache
def cue_arrays() -> CueArrays:
    """Put the cues into arrays, once."""
    known = cues()
    cut_up = [[*parts(cue)] for cue in known.all]
    places: dict[_Part, int] = {}
    for part in (part for each in cut_up for part, _ in each):
        places.setdefault(part, len(places) + 1)
    singles = [{option[0] for option in part if len(option) == 1} for part in places]
    twos = [{_rarest(option) for option in part if len(option) > 1} for part in places]
    pairs = [_beside(each) for each in cut_up]
    own = {pair: n for n, pair in enumerate(dict.fromkeys(filter(None, pairs)), 1)}
    words = {word for each in (*singles, *chain(*twos), *chain(*own)) for word in each}
    numbers = {word: n for n, word in enumerate(sorted(words | known.by_word.keys()), 1)}
    called = [(), *(known.by_word.get(word, ()) for word in numbers)]
    many = np.array([len(each) for each in called])
    phrases = {two: n for n, two in enumerate(sorted({*chain(*twos)}), 1)}
    keys = [numbers[one] * len(called) + numbers[two] for one, two in phrases]
    cost = {part: sum(how_common(option) for option in part) for part in places}
    sets = [
        [
            places[part]
            for part in sorted(dict.fromkeys(part for part, _ in each), key=cost.__getitem__)
        ]
        for each in cut_up
    ]
    needs = np.zeros((len(sets), max(map(len, sets))), np.int64)
    for cue, mine in enumerate(sets):
        needs[cue, : len(mine)] = mine
    return CueArrays(
        numbers,
        _bits(numbers, singles),
        np.array(keys),
        _bits(phrases, twos),
        np.cumsum(many) - many,
        many,
        np.array([cue for each in called for _, cue in each]),
        needs,
        _bits(numbers, [one for one, _ in own]),
        _bits(numbers, [two for _, two in own]),
        np.array([own[pair] if pair else 0 for pair in pairs]),
        _most(),
    )


def _rarest(option: Sequence[str]) -> tuple[str, str]:
    """Give the two words side by side of an option that are rarest together."""
    return min(pairwise(option), key=lambda two: how_common(two[:1]) * how_common(two[1:]))


def _beside(cut_up: Sequence[tuple[_Part, bool]]) -> tuple[frozenset[str], frozenset[str]] | None:
    """Give words of which one of the first must stand right before one of the second: the rarest such parts."""
    found = [
        (frozenset(option[-1] for option in one), frozenset(option[0] for option in two))
        for (one, _), (two, follows) in pairwise(cut_up)
        if follows
    ]
    return min(found, key=lambda both: how_common(both[0]) * how_common(both[1]), default=None)


def _bits(numbers: Mapping[_Word, int], sets: Sequence[Collection[_Word]]) -> Bits:
    """Give the sets that each word is in, as bits; the first set is number 1."""
    found = np.zeros((len(numbers) + 1, len(sets) // _BITS + 1), np.uint64)
    for place, words in enumerate(sets, 1):
        rows = [numbers[word] for word in words]
        found[rows, place // _BITS] |= np.uint64(1 << place % _BITS)
    return found


def _most() -> Packed:
    """Give what each cue may add to each label at most."""
    names = [names_of_cue(cue) for cue in cues().all]
    rows = np.array([[table().row(number(name)) for name in each] for each in names])
    columns = weights().labels
    each = unpacked(table().weights[rows.ravel()], columns).reshape(*rows.shape, columns)
    return packed(np.maximum(each, 0).sum(axis=1, dtype=np.int32))
