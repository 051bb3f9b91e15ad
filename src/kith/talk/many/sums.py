"""What the labels of each clause of many messages weigh, as `kith.talk.features` adds it up for one."""

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kith.talk import features
from kith.talk.cues import cues
from kith.talk.language import ENGLISH, ENOUGH, language
from kith.talk.many import vocabulary as known_of
from kith.talk.many.checksums import Sums
from kith.talk.many.cued import cue_arrays
from kith.talk.many.cutting import cut
from kith.talk.many.ranges import numbered
from kith.talk.many.table import Ints, Packed, add, table
from kith.talk.many.vocabulary import EDGE, END, GROUP, KINDS, SHAPE, WORD
from kith.talk.turns import turns
from kith.talk.weights import weights
from kith.talk.words import Clause, Folded


@cache
def _of_places() -> Packed:
    """Give what the place of a clause adds: only, first, last, in the middle."""
    return np.array([_of(features.place_of(*one)) for one in ((0, 0), (0, 2), (2, 2), (1, 2))])


@cache
def _of_kinds(bits: int, sentences: int) -> Packed:
    """Give what the kinds of words that a message has add to each of its clauses."""
    there = [kind for n, kind in enumerate(KINDS) if bits >> n & 1]
    return table().of([features.number(n) for n in features.names_of_message(there, sentences)])


def _of(name: str) -> Packed:
    return table().of([features.number(name)])


@cache
def _of_cues() -> tuple[Packed, Ints, Packed]:
    """Give what each cue adds by itself, the two names that count once in a clause, and what those add."""
    names = [features.names_of_cue(cue) for cue in cues().all]
    once = {name: n for n, name in enumerate(dict.fromkeys(n for each in names for n in each[1:]))}
    return (
        np.array([_of(own) for own, *_ in names]),
        np.array([[once[label], once[kind]] for _, label, kind in names]),
        np.array([_of(name) for name in once]),
    )


class Clauses:
    """The clauses of messages: how they are cut, and what each label weighs in each of them."""

    def __init__(self, known: known_of.Vocabulary, words: Ints, each: Ints) -> None:
        """Take the words of messages, of which `each` says how many a message has, one at least."""
        self._known, self._words = known, words
        bits = self._bits = known.bits.held.take(words)
        self.cut = cut(known.role.held.take(words), bits & known_of.WHOSE > 0, each)
        self.in_english = self._english(np.cumsum(each) - each)
        self.weigh = self._of_words()
        self._shared(each)
        self._turns(bits & (known_of.OPENS | known_of.OR))

    def _english(self, begin: Ints) -> NDArray[np.bool_]:
        bits = self._bits
        found = np.add.reduceat(bits & known_of.LETTERS, begin) > 0
        own, other = (
            np.add.reduceat((bits & kind > 0).astype(np.int64), begin)
            for kind in (known_of.ENGLISH, known_of.FOREIGN)
        )
        asked = (other >= ENOUGH) & (other > own)  # else no other language can have more words
        asked |= np.bitwise_or.reduceat(bits, begin) & known_of.STRANGE > 0
        ends = np.append(begin[1:], len(bits))
        for place in np.flatnonzero(asked & found).tolist():
            found[place] = language(self._spelled(begin[place], ends[place])) == ENGLISH
        return found

    def _spelled(self, first: int, last: int) -> list[str]:
        return [self._known.spelled[n] for n in self._words[first:last].tolist()]

    def _of_words(self) -> Packed:
        """Give what the words of each clause weigh, alone and with their neighbours."""
        known, cuts, words, clause = (
            self._known,
            self.cut.clauses,
            self._words,
            numbered(self.cut.clauses),
        )
        clauses = len(cuts) - 1
        sums = np.add.reduceat(known.weights.held.take(words, axis=0), cuts[:-1])
        marked = np.full(len(words) + 2 * clauses, END)
        marked[np.arange(len(words)) + 2 * clause + 1] = words
        marked[cuts[:-1] + 2 * np.arange(clauses)] = EDGE
        where = numbered(cuts + 2 * np.arange(clauses + 1))
        two = np.flatnonzero(where[:-1] == where[1:])
        three = np.flatnonzero(where[:-2] == where[2:])

        def put(kind: int, form: int, at: Ints, *, over: int = 1) -> Sums:
            return known.named(kind, form, marked.take(at), marked.take(at + over))

        def third(kind: int, form: int, at: Ints) -> Sums:
            return known.longer(put(kind, form, at), form, marked.take(at + 2))

        def named(family: str, numbers: Sums, at: Ints) -> None:
            number = numbers & np.uint32(0xFFFFFFF8) | np.uint32(features.GROUPS.index(family))
            table().add(number, where.take(at), sums)

        named("b", put(known_of.PAIR, WORD, two), two)
        named("s", put(known_of.SKIP, WORD, three, over=2), three)
        named("c", third(known_of.SHAPES, SHAPE, three), three)
        grouped = known.grouped.held.take(marked)
        some = two[grouped[two] | grouped[two + 1]]
        named("c", put(known_of.GROUPS, GROUP, some), some)
        some = three[grouped[three] | grouped[three + 1] | grouped[three + 2]]
        named("c", third(known_of.GROUPS, GROUP, some), some)
        return sums

    def _shared(self, each: Ints) -> None:
        """Add what all clauses of a message share, and what the place of each adds."""
        begun = self.cut.messages
        there = np.bitwise_or.reduceat(self._bits, np.cumsum(each) - each) & (1 << len(KINDS)) - 1
        sentences = np.minimum(np.diff(begun), features.MOST_SENTENCES)
        both, which = np.unique(there << 3 | sentences, return_inverse=True)
        adds = np.array([_of_kinds(one >> 3, one & 7) for one in both.tolist()])
        clauses = self.cut.sentences[begun]
        message = numbered(clauses)
        self.weigh += adds.take(which[message], axis=0)
        at, last = np.arange(len(message)) - clauses[message], np.diff(clauses)[message] - 1
        place = np.where(last == 0, 0, np.where(at == 0, 1, np.where(at == last, 2, 3)))
        self.weigh += _of_places().take(place, axis=0)

    def could_add(self) -> tuple[Ints, Ints, Packed]:
        """Give the sentence and number of each cue that could stand there, and what may come to each sentence at most."""
        begun = self.cut.clauses[self.cut.sentences]
        sentence, cue = cue_arrays().could_be(self._known.cued.held[self._words], begun)
        most = np.zeros((len(begun) - 1, self.weigh.shape[1]), np.int64)
        add(cue_arrays().most.take(cue, axis=0), sentence, most)
        return sentence, cue, most

    def _turns(self, opens: Ints) -> None:
        """Add who acts after a condition, in the sentences that have one."""
        cuts, place_of, weigh = self.cut.clauses, weights().place, table().weights
        turning = np.bitwise_or.reduceat(opens, cuts[self.cut.sentences[:-1]]) > 0
        for place in np.flatnonzero(turning).tolist():
            first, last = self.cut.sentences[place : place + 2].tolist()
            edges = cuts[first : last + 1].tolist()
            clauses = [Clause(a - edges[0], b - edges[0], 0) for a, b in pairwise(edges)]
            spelled = self._spelled(edges[0], edges[-1])
            for at, name in turns(Folded(spelled, (), (), clauses, [(0, len(clauses))])):
                row = place_of.get(features.number(f"Q:turn {name}"))
                if row is not None:
                    self.weigh[first + at] += weigh[row]

    def add_cues(self, sentences: Ints, numbers: Ints) -> None:
        """Look for cues in sentences, and add what is found to the clauses where it stands."""
        known, clauses = cues().all, self.cut.clauses
        both = np.unique(np.stack([sentences, numbers], axis=1), axis=0)
        firsts = clauses[self.cut.sentences]
        where: list[int] = []
        found: list[int] = []
        before, line, begun = -1, "", 0
        for sentence, cue in both.tolist():
            if sentence != before:
                begun, before = int(firsts[sentence]), sentence
                line = f" {' '.join(self._spelled(begun, int(firsts[sentence + 1])))} "
            hit = known[cue].found(line, begun)
            if hit is not None:
                where.append((hit.first + hit.last - 1) // 2)
                found.append(cue)
        own, once, adds = _of_cues()
        clause = np.searchsorted(clauses, where, side="right") - 1
        np.add.at(self.weigh, clause, own[found])
        names = np.unique(np.stack([np.repeat(clause, 2), once[found].ravel()], axis=1), axis=0)
        np.add.at(self.weigh, names[:, 0], adds[names[:, 1]])
