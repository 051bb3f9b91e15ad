"""Turns messages into the rows that are learned from: a stretch of clauses each, with its features.

Beside the named features of `kith.talk.features` a row has a few dense columns, all of them sums
over words and pairs of words as well: vectors of words, and what was learned from other sets
(emotions, insults, sarcasm, politeness, openness). So they are folded into the weights of words
and pairs at the end, and reading needs none of them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import sets
from company import groups, vectors
from fitting import logistic, table
from scipy import sparse

from kith.talk import features
from kith.talk.weights import SHORTEST
from kith.talk.words import Folded, fold

PAIR = 0.7  # what a pair of words counts beside a word
GROUPED = 8  # times that a word stands in comments and text messages before it is put into a group
HEAD_STEPS = 20  # of the optimiser, for what other sets teach
EMOTIONS = (
    *(
        "anger",
        "annoyance",
        "disapproval",
        "disgust",
        "caring",
        "gratitude",
        "admiration",
        "amusement",
    ),
    *("sadness", "remorse", "fear", "love", "curiosity", "approval", "neutral"),
)
LONGEST = 600  # signs of a text that are looked at


@dataclass(frozen=True, slots=True)
class Dense:
    """For the number of a feature the row of its dense values."""

    place: dict[int, int]
    values: np.ndarray
    groups: list[list[str]]  # words that keep the same company

    def of(self, words: Sequence[str]) -> np.ndarray:
        """Give the sum over the words and pairs of a clause."""
        known = [at for f in words_and_pairs(words) if (at := self.place.get(f)) is not None]
        return self.values[known].sum(axis=0)


def words_and_pairs(words: Sequence[str]) -> list[int]:
    """Give the numbers of words and pairs, as `kith.talk.features` names them."""
    ends = ["<", *words, ">"]
    return [
        *(features.number(f"u:{word}") for word in words),
        *(features.number(f"b:{a} {b}") for a, b in pairwise(ends)),
    ]


def anybody(words: Sequence[str]) -> list[str]:
    """Give words in which those for who somebody is are all one word: other sets teach nothing of them."""
    return ["somebody" if word in sets.IDENTITY else word for word in words]


def heads(
    texts: Sequence[str], y: np.ndarray, penalty: float = 1.0, least: int = 4
) -> tuple[dict[int, int], np.ndarray, np.ndarray]:
    """Learn several questions from words and pairs: columns of features, weights, constants."""
    rows = [words_and_pairs(anybody(fold(text).words[:80])) for text in texts]
    counts = Counter(f for row in rows for f in set(row))
    columns = {f: n for n, f in enumerate(sorted(f for f, many in counts.items() if many >= least))}
    by = np.sqrt(np.maximum(SHORTEST, [sum(f & 7 == 0 for f in row) for row in rows]))
    X = table(rows, columns, np.where(np.array([f & 7 for f in columns]) == 0, 1.0, PAIR), by)
    nothing, even = np.zeros((len(texts), 0)), np.ones(y.shape)
    weights, _, constants = logistic(
        X, nothing, y.astype(float), even, penalty=penalty, steps=HEAD_STEPS
    )
    return columns, weights, constants


def dense(said: bool = True) -> Dense:
    """Learn all dense columns from the permissive sets."""
    texts, marks, names = sets.emotions("train")
    emotions = np.array([[names.index(name) in mine for name in EMOTIONS] for mine in marks])
    pieces = list(sets.toxic_sentences())
    posts = list(sets.sarcasm())
    asked = [(t, score > 0) for t, score, part in sets.polite() if part == "train"]
    views = list(sets.receptive())
    middle = float(np.median([score for _, score in views]))
    everything = [
        *texts,
        *(t for t, part in sets.counsel() if part == "train"),
        *(t for t, _ in asked),
        *(t for t, _ in posts),
        *(t for t, _ in sets.toxic()),
        *sets.comments(),
        *(t for t, _ in views),
    ]
    words, found = vectors([anybody(fold(text[:LONGEST]).words) for text in everything])
    if said:
        print(f"vectors: {len(everything)} texts, {len(words)} words", flush=True)
    learned = [
        heads(texts, emotions),
        heads([t for t, _ in pieces], np.array([[y] for _, y in pieces])),
        heads([t for t, _ in posts], np.array([[y] for _, y in posts])),
        heads([t for t, _ in asked], np.array([[y] for _, y in asked])),
        heads([t for t, _ in views], np.array([[y > middle] for _, y in views])),
    ]
    numbers = sorted(
        {features.number(f"u:{w}") for w in words}.union(*(columns for columns, _, _ in learned))
    )
    place = {f: n for n, f in enumerate(numbers)}
    values = np.zeros(
        (len(place), found.shape[1] + sum(w.shape[1] for _, w, _ in learned)), np.float32
    )
    values[[place[features.number(f"u:{w}")] for w in words], : found.shape[1]] = found
    at = found.shape[1]
    for columns, weights, _ in learned:
        scale = np.array([1.0 if f & 7 == 0 else PAIR for f in columns])
        values[[place[f] for f in columns], at : at + weights.shape[1]] = weights * scale[:, None]
        at += weights.shape[1]
    private = Counter(w for text in texts for w in anybody(fold(text).words))
    private.update(w for text, p in sets.sms() if p == "train" for w in fold(text).words)
    near = [n for n, w in enumerate(words) if private[w] >= GROUPED and w.isalpha()]
    return Dense(place, values, groups([words[n] for n in near], found[near]))


@dataclass(slots=True)
class Rows:
    """Stretches of messages: features, dense values, words, the message of each, and where it is."""

    features: list[list[int]]
    dense: np.ndarray
    words: np.ndarray
    own: np.ndarray
    spans: list[tuple[int, int]]  # code points


def stretches(
    messages: Iterable[tuple[str, Sequence[tuple[str, str]]]],
    known: Dense,
    *,
    sparing: bool = False,
) -> Rows:
    """Give the stretches of messages; `sparing` takes whole sentences only."""
    found, values, long, own, spans = [], [], [], [], []
    for at, (text, before) in enumerate(messages):
        folded = fold(text[:LONGEST])
        if not folded.clauses:
            continue
        rows, _ = features.of_clauses(folded, before)
        mine = [known.of(folded.words[c.first : c.last]) for c in folded.clauses]
        places = (
            sorted(set(folded.sentences))
            if sparing
            else list(dict.fromkeys(features.candidates(folded)))
        )
        for first, last in places:
            found.append([f for row in rows[first:last] for f in row])
            values.append(np.sum(mine[first:last], axis=0))
            long.append(folded.clauses[last - 1].last - folded.clauses[first].first)
            own.append(at)
            spans.append(_span(folded, first, last))
    return Rows(found, np.array(values), np.array(long), np.array(own), spans)


def _span(folded: Folded, first: int, last: int) -> tuple[int, int]:
    return folded.span(folded.clauses[first].first, folded.clauses[last - 1].last)


def columns_of(rows: Sequence[Rows], gold: Rows) -> dict[int, int]:
    """Give a column to each feature that two messages have, and that KithGold or eight others have."""
    counts: Counter[int] = Counter()
    for part in rows:
        last: dict[int, int] = {}
        for row, at in zip(part.features, part.own.tolist(), strict=True):
            for f in set(row):
                if last.get(f) != at:
                    counts[f] += 1
                    last[f] = at
    ours = {f for row in gold.features for f in row}
    return {
        f: n
        for n, f in enumerate(
            sorted(f for f, many in counts.items() if many >= 2 and (f in ours or many >= 8))
        )
    }


def matrix(rows: Rows, columns: dict[int, int], scale: np.ndarray) -> sparse.csr_matrix:
    """Give the features of stretches as a matrix, divided by the root of their words."""
    return table(rows.features, columns, scale, np.sqrt(np.maximum(rows.words, SHORTEST)))
