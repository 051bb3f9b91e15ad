"""Learns the questions of the reader from rows, and what a writer left out would have got.

A question is asked of every stretch of clauses. Stretches that lie well on the marked words are
positive, those that only touch them count for nothing, all others are negative. A message is worth
its best stretch. Of a minimal pair the marked stretch has to be worth more than whatever is worth most
in its fair half: that is learned as a row of its own, the difference of the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from fitting import logistic
from rows import Rows, columns_of, matrix
from scipy import sparse
from sets import Gold

from kith.talk.cues import SELF
from kith.talk.features import GROUPS
from kith.talk.reading import ANY_SELF, BARRIERS, SELF_TALK
from kith.talk.weights import SHORTEST

SCALES = {"u": 1.0, "g": 0.35, "b": 0.7, "s": 0.4, "c": 0.6, "q": 1.5, "Q": 2.0, "M": 0.4}
VECTORS, OTHERS = 1.2, 0.54  # how much vectors of words, and what other sets taught, may count
SIZE = 64  # of the vectors
PENALTY = 1.0
POSITIVE, STRANGER = 3.0, 0.09  # how much a marked message counts; a sentence of other sets
STEPS = 30
CONTRAST = 1.0  # how much a minimal pair counts
FIRST_STEPS = 20  # before the stretches of a pair are chosen
SELF_LABELS = tuple(SELF + name for name in SELF_TALK)
ON, TOUCH = 0.5, 0.3  # overlap over union that is a hit; share of the marked words that is a touch


@dataclass(slots=True)
class Table:
    """Everything to learn from, as matrices; rows of KithGold and of our lines come first."""

    messages: list[Gold]
    rows: Rows
    own: int  # how many rows are of `messages`
    sparse: sparse.csr_matrix
    dense: np.ndarray
    columns: dict[int, int]
    scale: np.ndarray
    stretch: np.ndarray  # what a dense value is multiplied by


def assembled(messages: list[Gold], gold: Rows, strangers: Rows) -> Table:
    """Put the rows together and give every column its scale."""
    columns = columns_of([gold, strangers], gold)
    scale = np.array([SCALES[GROUPS[f & 7]] for f in columns])
    rows = Rows(
        gold.features + strangers.features,
        np.vstack([gold.dense, strangers.dense]),
        np.concatenate([gold.words, strangers.words]),
        np.concatenate([gold.own, strangers.own + len(messages)]),
        gold.spans + strangers.spans,
    )
    spread = rows.dense.std(axis=0) + 1e-9
    spread[:SIZE] = spread[:SIZE].mean()
    stretch = 0.3 * np.where(np.arange(len(spread)) < SIZE, VECTORS, OTHERS) / spread
    return Table(
        messages,
        rows,
        len(gold.features),
        matrix(rows, columns, scale),
        scaled(rows, stretch),
        columns,
        scale,
        stretch,
    )


def scaled(rows: Rows, stretch: np.ndarray) -> np.ndarray:
    """Give the dense values divided by the root of the words, like the others."""
    return rows.dense * stretch / np.sqrt(np.maximum(rows.words, SHORTEST))[:, None]


def wanted(table: Table, labels: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give for each row whether it carries one of these labels, and how much it counts."""
    rows, n = table.rows, table.own
    y, weight = np.zeros(len(rows.own)), np.full(len(rows.own), STRANGER)
    weight[:n] = 1.0
    for at in range(n):
        start, end = rows.spans[at]
        best = touch = 0.0
        for label, a, b, _ in table.messages[rows.own[at]].labels:
            if label in labels and b > a:
                both = max(0, min(b, end) - max(a, start))
                best = max(best, both / (max(b, end) - min(a, start)))
                touch = max(touch, both / (b - a))
        y[at] = best >= ON
        weight[at] = 0.0 if best < ON and touch > TOUCH else 1.0
    many = np.bincount(rows.own[:n], minlength=len(table.messages))
    hits = np.bincount(rows.own[:n], weights=y[:n], minlength=len(table.messages))
    mine = rows.own[:n]
    weight[:n] = np.where(
        y[:n] == 1, POSITIVE / np.maximum(hits[mine], 1), weight[:n] * 2.0 / np.sqrt(many[mine])
    )
    return y, weight


def all_wanted(table: Table, questions: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give the same for several questions, a column each."""
    both = [wanted(table, asked(label)) for label in questions]
    return np.stack([y for y, _ in both], axis=1), np.stack([w for _, w in both], axis=1)


Contrasts = Sequence[tuple[int, int, Sequence[int]]]


def contrasts(messages: Sequence[Gold], questions: Sequence[str]) -> Contrasts:
    """Give the minimal pairs: the message with a barrier, its fair half, and the columns asked of it."""
    place = {message.name: n for n, message in enumerate(messages)}
    return [
        (n, place[message.pair], mine)
        for n, message in enumerate(messages)
        if message.group == "barrier" and message.pair in place
        for mine in [_columns(message, questions)]
        if mine
    ]


def _columns(message: Gold, questions: Sequence[str]) -> list[int]:
    carried = {label for label, *_ in message.labels} & set(BARRIERS)
    return [k for k, name in enumerate(questions) if carried & set(asked(name)) & set(BARRIERS)]


def fitted(
    table: Table,
    y: np.ndarray,
    weight: np.ndarray,
    penalty: float = PENALTY,
    pairs: Contrasts = (),
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Learn questions, a column each; with `pairs` also from what sets the halves of each apart."""
    if not pairs:
        return logistic(table.sparse, table.dense, y, weight, penalty=penalty, steps=STEPS)
    first = logistic(table.sparse, table.dense, y, weight, penalty=penalty, steps=FIRST_STEPS)
    n = table.own
    margins = table.sparse[:n] @ first[0] + table.dense[:n] @ first[1] + first[2]
    rows: list[list[int]] = [[] for _ in table.messages]
    for at, own in enumerate(table.rows.own[:n].tolist()):
        rows[own].append(at)
    chosen: list[tuple[int, int, int]] = []  # a marked row, a row of the fair half, the column
    for marked, fair, columns in pairs:
        if rows[fair] and rows[marked] and weight[rows[marked]].max() > 0:
            for k in columns:
                hits = [at for at in rows[marked] if y[at, k] == 1]
                if hits:
                    best = max(hits, key=lambda at: margins[at, k])
                    chosen.append((best, max(rows[fair], key=lambda at: margins[at, k]), k))
    ours, theirs, where = (np.array(part) for part in zip(*chosen, strict=True))
    more = np.zeros((len(chosen), y.shape[1]))
    more[np.arange(len(chosen)), where] = CONTRAST
    return logistic(
        sparse.vstack([table.sparse, table.sparse[ours] - table.sparse[theirs]]).tocsr(),
        np.vstack([table.dense, table.dense[ours] - table.dense[theirs]]),
        np.vstack([y, np.ones(more.shape)]),
        np.vstack([weight, more]),
        penalty=penalty,
        steps=STEPS,
        free=np.concatenate([np.ones(len(y)), np.zeros(len(chosen))]),
        start=np.concatenate([first[0], first[1], first[2][None]]),
    )


def asked(label: str) -> tuple[str, ...]:
    """Give the labels that a question is about: `barrier` is any of the nine."""
    return {"barrier": BARRIERS, ANY_SELF: SELF_LABELS}.get(label, (label,))


def left_out(
    table: Table,
    y: np.ndarray,
    weight: np.ndarray,
    writers: Sequence[str],
    others: tuple[sparse.csr_matrix, np.ndarray],
    *,
    pairs: Contrasts = (),
) -> tuple[np.ndarray, np.ndarray]:
    """Give the margins of rows by fits without their writer, and the mean margins of other rows."""
    who = np.array([m.writer for m in table.messages])[table.rows.own[: table.own]]
    found = np.zeros((table.own, y.shape[1]))
    strange = np.zeros((others[0].shape[0], y.shape[1]))
    for writer in writers:
        theirs = np.flatnonzero(who == writer)
        mine = weight.copy()
        mine[theirs] = 0.0
        w, d, c = fitted(table, y, mine, pairs=pairs)
        found[theirs] = table.sparse[theirs] @ w + table.dense[theirs] @ d + c
        strange += (others[0] @ w + others[1] @ d + c) / len(writers)
        print(f"without writer {writer}", flush=True)
    return found, strange


def best(margins: np.ndarray, own: np.ndarray, many: int) -> np.ndarray:
    """Give each message the margin of its best stretch."""
    found = np.full(many, -20.0)
    np.maximum.at(found, own, margins)
    return found
