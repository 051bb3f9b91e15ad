"""Cuts the words of many messages into clauses and sentences, as `kith.talk.words` does with one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kith.talk.many.table import Ints
from kith.talk.many.vocabulary import COMMA, ENDING, PLAIN, TURN
from kith.talk.words import LEAST_AFTER, LEAST_BEFORE


@dataclass(frozen=True, slots=True)
class Cut:
    """Where clauses, sentences and messages begin: by word, by clause, by sentence.

    Each has one row more, which says where the last of them ends.
    """

    clauses: Ints
    sentences: Ints
    messages: Ints


def cut(roles: NDArray[np.int8], may_follow: NDArray[np.bool_], each: Ints) -> Cut:
    """Cut messages, of which `each` says how many words they have, one at least.

    `roles` says what each word does, `may_follow` whether it makes a turn of a small word before it.
    """
    roles = roles.copy()
    turns = np.flatnonzero(roles == TURN)
    roles[turns[~may_follow[np.minimum(turns + 1, len(roles) - 1)]]] = PLAIN
    doing = np.flatnonzero(roles != PLAIN)
    what, where = roles[doing].tolist(), doing.tolist()
    stops = np.cumsum(each)
    upto = np.searchsorted(doing, stops).tolist()
    clauses, sentences, messages = [0], [0], [0]
    first = event = 0
    for stop, last in zip(stops.tolist(), upto, strict=True):
        before = opened = len(clauses)
        while event < last:
            at, does = where[event], what[event]
            event += 1
            if does == ENDING:
                if at == first and len(clauses) > before:
                    clauses[-1] = first = at + 1  # several marks in a row belong to one clause
                    continue
                first = at + 1
                clauses.append(first)
                opened = len(clauses)
                sentences.append(opened - 1)
            elif does == COMMA:
                if at > first:
                    first = at + 1
                    clauses.append(first)
            elif at - first >= LEAST_BEFORE and stop - at > LEAST_AFTER:
                first = at
                clauses.append(first)
        if first < stop:
            first = stop
            clauses.append(stop)
        if opened < len(clauses):
            sentences.append(len(clauses) - 1)
        messages.append(len(sentences) - 1)
    return Cut(np.array(clauses), np.array(sentences), np.array(messages))
