"""The weights of the labels, to be looked up for many features at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from kith.talk.many.checksums import Sums
from kith.talk.weights import weights

_SLOTS = 20  # bits of a feature's number by which most strange ones are told at once
_DOWN = np.uint32(32 - _SLOTS)
Ints = NDArray[np.int64]
Whole = NDArray[np.int32]
Packed = NDArray[np.int64]
_HALF = 32  # bits of a column; sums stay far below half of what that holds


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of labels alone, packed; the last row weighs nothing."""

    keys: Sums
    known: NDArray[np.bool_]
    weights: Packed

    def add(self, features: Sums, where: Ints, to: Packed) -> None:
        """Add what each feature weighs to the row that it belongs to; rows are named in rising order."""
        maybe = np.flatnonzero(self.known.take(features >> _DOWN))
        wanted = features.take(maybe)
        row = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        hit = self.keys.take(row) == wanted
        add(self.weights.take(row[hit], axis=0), where.take(maybe[hit]), to)

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
    known = np.zeros(1 << _SLOTS, np.bool_)
    known[keys >> _DOWN] = True
    return Table(keys, known, packed(know.table[:, : know.labels].astype(np.int32)))
