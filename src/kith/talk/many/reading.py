"""Reads many messages at once, in whole arrays: the labels that `read` shows, and the chance of a threat.

The same answers as `read_many` gives one by one. Cues are looked for only in messages in which
what they may add could bring a label to its bar.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from kith.talk.first import bar, worth_reading
from kith.talk.many.ranges import numbered
from kith.talk.many.stretches import Stretches
from kith.talk.many.sums import Clauses
from kith.talk.many.table import Ints
from kith.talk.many.vocabulary import Pieces, Vocabulary, too_long
from kith.talk.reading import MAYBE_A_THREAT, hidden, read_many
from kith.talk.weights import weights
from kith.talk.words import folded_words

AT_ONCE = 400_000  # characters; so much is read together, or one longer text
MOST_PIECES = 200_000  # pieces that are remembered, some sixty megabytes
THREAT = "threat_control"
_STEERING = re.compile("[\x7f-\x9f]")
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """The labels of what is shown in a message, and the chance of a threat; 0 where it is under .3."""

    labels: frozenset[str] = _NOTHING
    threat: float = 0.0


SILENT = Shown()


class Reader:
    """Reads messages and remembers what it learned of their words. It keeps no message."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._pieces = Pieces()

    def read(self, texts: Sequence[str]) -> list[Shown]:
        """Read messages, in order."""
        found: list[Shown] = []
        for some in _parts(texts):
            if len(self._pieces) > MOST_PIECES:
                self._pieces = Pieces()
            found += (
                self._read(some) if len(some) > 1 or len(some[0]) < AT_ONCE else [_alone(*some)]
            )
        return found

    def _read(self, texts: Sequence[str]) -> list[Shown]:
        found = [SILENT] * len(texts)
        odd = {n: _alone(text) for n, text in enumerate(texts) if _STEERING.search(text)}
        if odd:  # signs that no keyboard has: such a message is read by itself
            texts = ["" if n in odd else text for n, text in enumerate(texts)]
            found = [odd.get(n, SILENT) for n in range(len(texts))]
        which, words, each, whole = self._worth(texts)
        own = {n: folded_words(texts[which[n]]) for n in np.flatnonzero(whole).tolist()}
        for n in [n for n, mine in own.items() if any(map(too_long, mine))]:
            found[which[n]] = _alone(texts[which[n]])
            del own[n]
        if own:
            more = self._pieces.vocabulary.numbers(chain(*own.values()))
            many = [*map(len, own.values())]
            words = np.insert(words, np.repeat(np.cumsum(each)[[*own]], many), more)
            each[[*own]] = many
        some = each > 0
        if some.any():
            for n, shown in _shown(self._pieces.vocabulary, words, each[some]):
                found[which[some][n]] = shown
        return found

    def _worth(self, texts: Sequence[str]) -> tuple[Ints, Ints, Ints, NDArray[np.bool_]]:
        """Give which messages pass the first look, their words, and how many words each has.

        And which of them have to be folded as a whole: their words are not among these.
        """
        small = [text.lower() for text in texts]
        grown = [n for n, (a, b) in enumerate(zip(small, texts, strict=True)) if len(a) != len(b)]
        cut_up = [
            (text.replace("\n", " \n ") if "\n" in text else text).split(" ") for text in small
        ]
        count = np.fromiter(map(len, cut_up), np.int64, len(cut_up))
        pieces = self._pieces.numbers([*chain.from_iterable(cut_up)])
        weight = np.add.reduceat(self._pieces.weights.held.take(pieces), np.cumsum(count) - count)
        worth = weight >= bar()
        for place in grown:
            worth[place] = worth_reading(texts[place])
        which = np.flatnonzero(worth)
        pieces = pieces[np.repeat(worth, count)]
        words, each, whole = self._pieces.words(pieces, count[worth], np.isin(which, grown))
        return which, words, each, whole


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    first = size = 0
    for place, text in enumerate(texts):
        if size and size + len(text) > AT_ONCE:
            yield texts[first:place]
            first, size = place, 0
        size += len(text) + 20
    if first < len(texts):
        yield texts[first:]


def _alone(text: str) -> Shown:
    """Read one message by itself."""
    (reading,) = read_many((text,))
    labels = frozenset(one.label for one in reading.findings)
    return Shown(labels, _told(reading.probabilities[THREAT]))


def _told(threat: float) -> float:
    return threat if threat >= MAYBE_A_THREAT else 0.0


def _shown(known: Vocabulary, words: Ints, each: Ints) -> Iterator[tuple[int, Shown]]:
    """Yield the places of messages in which something is shown or threatens, and what."""
    clauses = Clauses(known, words, each)
    stretches = Stretches.of(clauses.cut)
    sentence, cue, most = clauses.could_add()
    asked = stretches.could_reach(clauses.weigh, most) & clauses.in_english
    of = asked[numbered(clauses.cut.messages)]
    clauses.add_cues(sentence[of[sentence]], cue[of[sentence]])
    which = np.flatnonzero(asked).tolist()
    know = weights()
    names, threat = know.columns[: know.labels], know.columns.index(THREAT)
    for place, chances in zip(which, stretches.chances(clauses.weigh, asked), strict=True):
        chance = float(chances[threat])
        off = hidden(chance)
        labels = frozenset(names[n] for n in np.flatnonzero(chances >= know.bar).tolist()) - off
        if labels or chance >= MAYBE_A_THREAT:
            yield place, Shown(labels, _told(chance))
