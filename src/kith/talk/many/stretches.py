"""Stretches of neighbouring clauses of many messages, and which labels they bring to their bars."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kith.talk.features import LONGEST_CANDIDATE
from kith.talk.many.cutting import Cut
from kith.talk.many.ranges import numbered
from kith.talk.many.table import Ints, Packed, unpacked
from kith.talk.reading import ANY_SELF, MAYBE_A_THREAT
from kith.talk.weights import SHORTEST, weights


@dataclass(frozen=True, slots=True)
class Stretches:
    """First and last clause (not included) of each stretch, its words, how many each message has.

    `since` and `upto` (not included) are the sentences in which they lie.
    """

    first: Ints
    last: Ints
    words: Ints
    many: Ints
    since: Ints
    upto: Ints

    @classmethod
    def of(cls, cut: Cut) -> "Stretches":
        """Give the stretches that `features.candidates` gives for one message, in another order."""
        sentences, clauses = cut.sentences, cut.clauses
        long = np.diff(sentences)
        ends = np.repeat(sentences[1:], long)
        first = np.arange(len(ends))
        last = first[:, None] + np.arange(1, LONGEST_CANDIDATE + 3)
        there = last <= ends[:, None]
        there[:, LONGEST_CANDIDATE:] = False
        begun = sentences[:-1]
        last[begun, LONGEST_CANDIDATE] = sentences[1:]
        there[begun, LONGEST_CANDIDATE] = long > LONGEST_CANDIDATE
        after = np.append(sentences[2:], sentences[-1])
        alone = np.zeros(len(begun), np.bool_)
        alone[cut.messages[1:] - 1] = True
        last[begun, LONGEST_CANDIDATE + 1] = after
        there[begun, LONGEST_CANDIDATE + 1] = ~alone & (after - begun <= 2 * LONGEST_CANDIDATE)
        each = there.sum(axis=1)
        some = last[there]
        first = np.repeat(first, each)
        many = np.add.reduceat(each, sentences[cut.messages[:-1]])
        sentence = numbered(sentences)
        length = clauses[some] - clauses[first]
        return cls(first, some, length, many, sentence[first], sentence[some - 1] + 1)

    def could_reach(self, clauses: Packed, most: Packed) -> NDArray[np.bool_]:
        """Say of each message whether a label could reach its bar, where each sentence may get as much as `most`."""
        total, more = _from_first(clauses), _from_first(most)
        sums = total.take(self.last, axis=0)
        sums -= total.take(self.first, axis=0)
        sums += more.take(self.upto, axis=0)
        sums -= more.take(self.since, axis=0)
        bars = _bars()
        root = np.sqrt(np.maximum(self.words, SHORTEST)).astype(np.float32)
        there = (unpacked(sums, len(bars)) >= root[:, None] * bars - 1).any(axis=1)
        return np.logical_or.reduceat(there, np.cumsum(self.many) - self.many)

    def chances(self, clauses: Packed, messages: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Give the chance of each label in some of the messages, a row each."""
        know = weights()
        which = np.repeat(messages, self.many)
        many = self.many[messages]
        if not len(many):
            return np.zeros((0, know.labels))
        total = _from_first(clauses)
        sums = total[self.last[which]] - total[self.first[which]]
        margins = know.margins(unpacked(sums, know.labels).astype(np.int64), self.words[which])
        return know.chances(np.maximum.reduceat(margins, np.cumsum(many) - many))


def _from_first(rows: Packed) -> Ints:
    total = np.zeros((len(rows) + 1, rows.shape[1]), np.int64)
    np.cumsum(rows, axis=0, out=total[1:])
    return total


@cache
def _bars() -> NDArray[np.float32]:
    """Give what the words of a stretch must weigh, for each root of their number, to reach the bars."""
    know = weights()
    bar = know.bar.astype(float)
    threat = know.columns.index("threat_control")
    bar[threat] = min(bar[threat], MAYBE_A_THREAT)
    margin = (np.log(bar / (1 - bar)) - know.shift) / know.slope
    needed = (margin - know.constant[: know.labels]) / know.scale[: know.labels]
    needed[know.columns.index(ANY_SELF)] = np.inf
    return np.asarray(needed, np.float32)
