"""The table of weights in arrays, so that the words of many texts are looked up at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kith.safety.weigh import END, HEADS, START, rows

WIDE = 18  # bits for the number of a word
TRIPLE, APART = 1 << 60, 1 << 61  # marks of keys
PIECE = _MARKS = TRIPLE | APART
FIRST, LAST = 1, 2  # numbers of the ends of a clause
_SLOTS = 18  # bits; room for groups, about a quarter of it filled
_ODD = np.uint64(0x9E3779B97F4A7C15)  # spreads keys over the slots
Ints = NDArray[np.int64]
Small = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Table:
    """`weights.tsv` in arrays: the number of each word, and the row of weights of each name.

    Row 0 weighs nothing. `single` has the row of each word by its number, 0 for one that stands only
    in groups. `keys` are groups and pieces as numbers, each at its slot or soon after it, `held` their rows.
    """

    numbers: Mapping[str, int]
    single: Ints
    keys: Ints
    held: Ints
    weights: Small
    constants: Ints

    def rows_of(self, wanted: Ints) -> Ints:
        """Give the row of each group or piece, 0 for those that are not in the table."""
        found = np.zeros(len(wanted), np.int64)
        slot, left = _slot(wanted), np.arange(len(wanted))
        while len(left):
            there = self.keys[slot]
            hit = there == wanted
            found[left[hit]] = self.held[slot[hit]]
            on = (there >= 0) & ~hit
            left, wanted, slot = left[on], wanted[on], slot[on] + 1
        return found


def _slot(keys: Ints) -> Ints:
    spread = keys.astype(np.uint64) * _ODD
    return (spread >> np.uint64(64 - _SLOTS)).astype(np.int64)


@cache
def in_arrays() -> Table:
    """Read the table once, into arrays."""
    names, written = rows()
    numbers = {"": 0, START: FIRST, END: LAST}
    number: dict[str, int] = {}
    keys: list[int] = []
    held: list[int] = []
    for row, name in enumerate(names, 1):
        words = name.split(" ")
        if len(words) == 1:
            if name[0] == "'":
                keys.append(PIECE | int.from_bytes(name[1:].encode("ascii"), "big"))
                held.append(row)
            else:
                number[name] = row
            continue
        mark = 0
        if len(words) == 3:
            mark = APART if words[1] == "_" else TRIPLE
        for word in words[:: 2 if mark == APART else 1]:
            mark = mark & _MARKS | (mark & ~_MARKS) << WIDE | numbers.setdefault(word, len(numbers))
        keys.append(mark)
        held.append(row)
    constants = number.pop("_")
    for word in number:
        numbers.setdefault(word, len(numbers))
    weights = np.array([0] * len(HEADS) + written, np.int32).reshape(-1, len(HEADS))
    single = np.zeros(len(numbers), np.int64)
    single[[numbers[word] for word in number]] = [*number.values()]
    table, rows_ = _placed(np.array(keys, np.int64), np.array(held, np.int64))
    return Table(numbers, single, table, rows_, weights, weights[constants].astype(np.int64))


def _placed(keys: Ints, rows_: Ints) -> tuple[Ints, Ints]:
    """Put keys where they are looked for: at their slot, or at the first free one after it."""
    size = (1 << _SLOTS) + len(keys)
    table, held = np.full(size, -1, np.int64), np.zeros(size, np.int64)
    slot = _slot(keys)
    while len(keys):
        free = table[slot] < 0
        table[slot[free]] = keys[free]  # of several keys for a slot one stays
        held[slot[free]] = rows_[free]
        on = table[slot] != keys
        keys, rows_, slot = keys[on], rows_[on], slot[on] + 1
    return table, held
