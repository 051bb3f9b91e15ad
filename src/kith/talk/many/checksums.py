"""CRC-32 of texts that are put together, in whole arrays: what a feature's name becomes.

The checksum of `one + two` is that of `one`, moved on by as many bytes as `two` has, against that
of `two`. Moving on is linear, so four small tables for each number of bytes are enough.
"""

from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

LONGEST = 200  # bytes of a second part
Sums = NDArray[np.uint32]
Sizes = NDArray[np.int64]


@cache
def _moves() -> Sums:
    """Give what each byte of a checksum becomes after 0, 1, 2 … further bytes, in one row."""
    each = np.array([crc32(bytes((n,))) ^ crc32(b"\0") for n in range(256)], np.uint32)
    place = np.arange(4, dtype=np.uint32)[:, None] * 8
    moved = [np.arange(256, dtype=np.uint32)[None, :] << place]
    for _ in range(LONGEST + 1):  # a blank comes beside it
        moved.append((moved[-1] >> 8) ^ each[moved[-1] & 255])
    return np.concatenate(moved).ravel()


def together(one: Sums, two: Sums, size: Sizes) -> Sums:
    """Give the checksums of pairs of texts from those of each, `size` bytes being in the second."""
    moves, place = _moves(), size << 10
    found = moves.take(place + (one & 255))
    for byte in range(1, 4):
        place += 256
        found ^= moves.take(place + (one >> 8 * byte & 255))
    found ^= two
    return found
