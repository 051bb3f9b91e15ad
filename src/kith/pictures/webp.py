"""WebP: chunks in a RIFF. The picture and how clear it is are kept; notes and profiles are not."""

import struct
from collections.abc import Iterator

from kith.pictures import turning
from kith.pictures.errors import RefusedPicture
from kith.pictures.picture import Picture, sized

_LOSSY, _LOSSLESS, _CLEAR, _MORE = b"VP8 ", b"VP8L", b"ALPH", b"VP8X"
_HAS_CLEAR, _HAS_NOTES, _MOVES = 0x10, 0x08, 0x02


def is_webp(data: bytes) -> bool:
    """Say whether bytes begin as a WebP does."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def read(data: bytes) -> Picture:
    """Return a WebP without its notes, else raise."""
    held: dict[bytes, bytes] = {}
    for name, body in _chunks(data):
        held.setdefault(name, body)
    if b"ANIM" in held or b"ANMF" in held or (held.get(_MORE) or b"\0")[0] & _MOVES:
        raise RefusedPicture("moves")
    kind = _LOSSY if _LOSSY in held else _LOSSLESS
    clear = held.get(_CLEAR, b"") if kind == _LOSSY else b""
    picture = held.get(kind, b"")
    width, height, sees_through = _lossy(picture) if kind == _LOSSY else _lossless(picture)
    sees_through = sees_through or bool(clear)
    exif = held.get(b"EXIF", b"").removeprefix(b"Exif\0\0")
    turned = turning.turning(exif)
    parts = [_chunk(kind, picture)]
    if clear:
        parts.insert(0, _chunk(_CLEAR, clear))
    if clear or turned != turning.UPRIGHT:
        flags = _HAS_CLEAR * sees_through | _HAS_NOTES * (turned != turning.UPRIGHT)
        wide, high = (width - 1).to_bytes(3, "little"), (height - 1).to_bytes(3, "little")
        parts.insert(0, _chunk(_MORE, bytes([flags, 0, 0, 0]) + wide + high))
    if turned != turning.UPRIGHT:
        parts.append(_chunk(b"EXIF", turning.notes(turned)))
    body = b"WEBP" + b"".join(parts)
    return Picture("webp", width, height, struct.pack("<4sI", b"RIFF", len(body)) + body)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    (size,) = struct.unpack_from("<I", data, 4)
    end, at = 8 + size, 12
    if end > len(data):
        raise RefusedPicture("damaged")
    while at + 8 <= end:
        name, long = struct.unpack_from("<4sI", data, at)
        if at + 8 + long > end:
            raise RefusedPicture("damaged")
        yield name, data[at + 8 : at + 8 + long]
        at += 8 + long + long % 2


def _lossy(body: bytes) -> tuple[int, int, bool]:
    if len(body) < 11 or body[0] & 1 or body[3:6] != b"\x9d\x01\x2a":
        raise RefusedPicture("damaged")
    width, height = struct.unpack_from("<HH", body, 6)
    first = int.from_bytes(body[:3], "little") >> 5  # how long the first part is
    if 10 + first > len(body):
        raise RefusedPicture("damaged")
    return *sized(width & 0x3FFF, height & 0x3FFF), False


def _lossless(body: bytes) -> tuple[int, int, bool]:
    if len(body) < 6 or body[0] != 0x2F:
        raise RefusedPicture("damaged")
    said = int.from_bytes(body[1:5], "little")
    if said >> 29:
        raise RefusedPicture("damaged")
    return *sized((said & 0x3FFF) + 1, (said >> 14 & 0x3FFF) + 1), bool(said >> 28 & 1)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) % 2)
