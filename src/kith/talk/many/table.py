"""The weights of the labels, to be looked up for many features at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kith.talk.many.checksums import Sums
from kith.talk.weights import weights

_SLOTS = (
    20  # bits of a feature's number by which it is found, and most strange ones are told at once
)
_DOWN = np.uint32(32 - _SLOTS)
Ints = NDArray[np.int64]
Whole = NDArray[np.int32]
Packed = NDArray[np.int64]
_HALF = 32  # bits of a column; sums stay far below half of what that holds


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of labels alone, packed; the last row weighs nothing.

    `begin` and `many` say for each beginning of a number where in `keys` those with it stand, and how
    many they are, `most` at the most.
    """

    keys: Sums
    begin: NDArray[np.int32]
    many: NDArray[np.int8]
    most: int
    weights: Packed

    def add(self, features: Sums, where: Ints, to: Packed) -> None:
        """Add what each feature weighs to the row that it belongs to; rows are named in rising order."""
        slot = features >> _DOWN
        place = np.flatnonzero(self.many.take(slot))
        row = self.begin.take(slot.take(place))
        for step in range(1, self.most + 1):
            hit = self.keys.take(row) == features.take(place)
            add(self.weights.take(row[hit], axis=0), where.take(place[hit]), to)
            on = ~hit & (self.many.take(slot.take(place)) > step)
            place, row = place[on], row[on] + 1

    def row(self, feature: int) -> int:
        """Give the row of one feature, the last one where it weighs nothing."""
        return weights().place.get(feature, len(self.keys))

    def of(self, features: Sequence[int]) -> Packed:
        """Give what some features weigh together."""
        return np.asarray(self.weights[[*map(self.row, features)]].sum(axis=0))


def add(values: Packed, where: Ints, to: Packed) -> None:
    """Add values to the rows that they belong to; rows are named in rising order."""
    if len(where):
        first = np.flatnonzero(np.diff(where, prepend=-1))
        to[where[first]] += np.add.reduceat(values, first)


def packed(rows: Whole) -> Packed:
    """Put two columns into each number, so that both are added at once."""
    even, odd = rows[:, ::2].astype(np.int64), rows[:, 1::2].astype(np.int64) << _HALF
    even[:, : odd.shape[1]] += odd
    return even


def unpacked(rows: Packed, columns: int) -> Whole:
    """Give the columns of packed rows, or of sums and differences of such."""
    found = np.empty((len(rows), columns), np.int32)
    found[:, ::2] = low = rows.astype(np.int32)
    found[:, 1::2] = ((rows - low) >> _HALF)[:, : columns // 2]
    return found


@cache
def table() -> Table:
    """Give the table, made once."""
    know = weights()
    keys = np.fromiter(know.place, np.uint32, len(know.place))
    many = np.bincount(keys >> _DOWN, minlength=1 << _SLOTS)
    begin, most = (np.cumsum(many) - many).astype(np.int32), int(many.max())
    return Table(
        keys,
        begin,
        many.astype(np.int8),
        most,
        packed(know.table[:, : know.labels].astype(np.int32)),
    )
