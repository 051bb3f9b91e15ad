"""Which way up a picture is: the one thing of its notes that is kept, since it is drawn by it.

Cameras save what they see as they are held and write beside it how it has to be turned. These notes
(Exif) are a TIFF file of their own; of it one number is read, and a new one holds nothing else.
"""

import struct

UPRIGHT = 1
_TURNED = frozenset(range(1, 9))
_ORIENTATION, _SHORT = 0x0112, 3
_MOST_ENTRIES = 500
_BEGINS = {b"II*\0": "<", b"MM\0*": ">"}


def turning(exif: bytes) -> int:
    """Return how a picture is turned, 1 to 8; 1, which is upright, where the notes do not say it."""
    order = _BEGINS.get(exif[:4])
    if order is None or len(exif) < 8:
        return UPRIGHT
    (at,) = struct.unpack_from(f"{order}I", exif, 4)
    if at + 2 > len(exif):
        return UPRIGHT
    (count,) = struct.unpack_from(f"{order}H", exif, at)
    for number in range(min(count, _MOST_ENTRIES)):
        here = at + 2 + 12 * number
        if here + 12 > len(exif):
            break
        tag, kind, amount, value = struct.unpack_from(f"{order}HHIH", exif, here)
        if (tag, kind, amount) == (_ORIENTATION, _SHORT, 1):
            return value if value in _TURNED else UPRIGHT
    return UPRIGHT


def notes(turned: int) -> bytes:
    """Return notes that say how a picture is turned, and nothing else."""
    return struct.pack(">4sIHHHIHHI", b"MM\0*", 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)
