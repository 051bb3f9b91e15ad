"""PNG: chunks with a sum each. Those that draw are kept, and the pixels are unpacked to the last one.

So what is kept is a whole picture, and nothing hides behind its end. One that moves stands still.
"""

import struct
import zlib
from collections.abc import Iterator

from kith.pictures import turning
from kith.pictures.errors import RefusedPicture
from kith.pictures.picture import Picture, sized

MARK = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))  # fmt: skip
_COLOURS = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1}  # of one length, so nothing else fits in
_AT_ONCE = 1 << 18
_PALETTE = 3


def read(data: bytes) -> Picture:
    """Return a PNG without its notes, else raise."""
    held: dict[bytes, bytes] = {}
    pixels, turned, head = bytearray(), turning.UPRIGHT, b""
    for name, body in _chunks(data):
        if not head and name != b"IHDR":
            raise RefusedPicture("damaged")
        if name == b"IHDR":
            head = head or body
        elif name == b"IDAT":
            pixels += body
        elif name == b"eXIf":
            turned = turning.turning(body)
        elif name in {b"PLTE", b"tRNS"} or len(body) == _COLOURS.get(name):
            held.setdefault(name, body)
    width, height, depth, colour, interlaced = _head(head)
    if colour == _PALETTE and not _is_palette(held.get(b"PLTE", b"")):
        raise RefusedPicture("damaged")
    if len(held.get(b"tRNS", b"")) > 256 or len(held.get(b"PLTE", b"")) > 768:
        raise RefusedPicture("damaged")
    bits = depth * _CHANNELS[colour]
    packed = _packed(bytes(pixels), _size(width, height, bits, interlaced=interlaced))
    order = (*_COLOURS, b"PLTE", b"tRNS")
    made = [MARK, _chunk(b"IHDR", head), *(_chunk(n, held[n]) for n in order if n in held)]
    if turned != turning.UPRIGHT:
        made.append(_chunk(b"eXIf", turning.notes(turned)))
    made += [_chunk(b"IDAT", packed), _chunk(b"IEND", b"")]
    return Picture("png", width, height, b"".join(made))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks up to the end; whatever comes after it is no part of the picture."""
    at = len(MARK)
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        name, end = data[at + 4 : at + 8], at + 8 + size
        if end + 4 > len(data) or not name.isalpha():
            break
        body = data[at + 8 : end]
        if zlib.crc32(body, zlib.crc32(name)) != struct.unpack_from(">I", data, end)[0]:
            break
        if name == b"IEND":
            return
        yield name, body
        at = end + 4
    raise RefusedPicture("damaged")


def _head(head: bytes) -> tuple[int, int, int, int, bool]:
    if len(head) != 13:
        raise RefusedPicture("damaged")
    width, height, depth, colour, packing, filtering, interlaced = struct.unpack(">IIBBBBB", head)
    if depth not in _DEPTHS.get(colour, ()) or packing or filtering or interlaced > 1:
        raise RefusedPicture("damaged")
    return *sized(width, height), depth, colour, bool(interlaced)


def _is_palette(body: bytes) -> bool:
    return bool(body) and len(body) % 3 == 0


def _size(width: int, height: int, bits: int, *, interlaced: bool) -> int:
    """Return how many bytes the pixels take, unpacked."""
    passes = _PASSES if interlaced else ((0, 0, 1, 1),)
    total = 0
    for left, top, across, down in passes:
        wide, high = -(-(width - left) // across), -(-(height - top) // down)
        if wide > 0 and high > 0:
            total += high * (1 + (wide * bits + 7) // 8)
    return total


def _packed(pixels: bytes, size: int) -> bytes:
    """Return the packed pixels without what follows them; raise unless they unpack to the size."""
    unpacking, found, waiting = zlib.decompressobj(), 0, pixels
    try:
        while waiting and not unpacking.eof and found <= size:
            found += len(unpacking.decompress(waiting, _AT_ONCE))
            waiting = unpacking.unconsumed_tail
        found += len(unpacking.flush()) if not unpacking.eof and found <= size else 0
    except zlib.error:
        raise RefusedPicture("damaged") from None
    if not unpacking.eof or found != size:
        raise RefusedPicture("damaged")
    return pixels[: len(pixels) - len(unpacking.unused_data)]


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
