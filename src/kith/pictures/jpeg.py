"""JPEG: segments with a mark each. Tables, frame and scans are kept; every note of a program is not.

Left out are Exif with its small picture and its place, comments, colour profiles, and whatever
follows the end, where some phones put a film.
"""

import struct

from kith.pictures import turning
from kith.pictures.errors import RefusedPicture
from kith.pictures.picture import Picture, sized

MARK = b"\xff\xd8\xff"
_START, _END, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xDA
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # the kinds that browsers draw
_OTHER_FRAMES = frozenset({0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)})
_TABLES = frozenset({0xC4, 0xDB, 0xDD})  # Huffman, quantisation, restarts
_RESTARTS = frozenset(range(0xD0, 0xD8))
_EXIF, _ADOBE = b"Exif\0\0", b"Adobe"
_ADOBE_LENGTH = 12  # of what says how colours are written; more would be somebody's note
_JFIF = b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0"


def read(data: bytes) -> Picture:
    """Return a JPEG without its notes, else raise."""
    found = _Reading(data)
    found.walk()
    if found.size is None or not found.scans:
        raise RefusedPicture("damaged")
    notes = b""
    if found.turned != turning.UPRIGHT:
        notes = _segment(0xE1, _EXIF + turning.notes(found.turned))
    made = [_START, _JFIF if found.jfif else b"", notes, *found.kept, _END]
    return Picture("jpeg", *found.size, b"".join(made))


class _Reading:
    """What was met so far of one file."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, len(_START)
        self.kept: list[bytes] = []
        self.size: tuple[int, int] | None = None
        self.turned, self.jfif, self.scans = turning.UPRIGHT, False, 0

    def walk(self) -> None:
        """Go from mark to mark until the end."""
        while (mark := self._mark()) != _END[1]:
            body = self._body()
            if mark in _FRAMES:
                self._frame(body)
                self.kept.append(_segment(mark, body))
            elif mark in _TABLES:
                self.kept.append(_segment(mark, body))
            elif mark == _SCAN:
                self._scan(body)
            elif mark in _OTHER_FRAMES:
                raise RefusedPicture("damaged")
            else:
                self._note(mark, body)

    def _mark(self) -> int:
        while self.at + 1 < len(self.data) and self.data[self.at] == 0xFF:
            mark = self.data[self.at + 1]
            if mark != 0xFF:  # one more 0xFF is a filling
                self.at += 2
                return mark
            self.at += 1
        raise RefusedPicture("damaged")

    def _body(self) -> bytes:
        if self.at + 2 > len(self.data):
            raise RefusedPicture("damaged")
        (size,) = struct.unpack_from(">H", self.data, self.at)
        end = self.at + size
        if size < 2 or end > len(self.data):
            raise RefusedPicture("damaged")
        body, self.at = self.data[self.at + 2 : end], end
        return body

    def _frame(self, body: bytes) -> None:
        if self.size is not None or len(body) < 6:
            raise RefusedPicture("damaged")
        height, width = struct.unpack_from(">HH", body, 1)
        self.size = sized(width, height)
        if len(body) != 6 + 3 * body[5]:
            raise RefusedPicture("damaged")

    def _scan(self, body: bytes) -> None:
        """Keep a scan up to the next mark; a zero and restarts after 0xFF belong to it."""
        begin = self.at
        if self.size is None or not body or len(body) != 4 + 2 * body[0]:
            raise RefusedPicture("damaged")
        while True:
            self.at = self.data.find(b"\xff", self.at)
            if self.at < 0 or self.at + 1 >= len(self.data):
                raise RefusedPicture("damaged")
            after = self.data[self.at + 1]
            if after == 0xFF:
                self.at += 1
            elif after == 0 or after in _RESTARTS:
                self.at += 2
            else:
                break
        if self.at == begin:
            raise RefusedPicture("damaged")
        self.kept.append(_segment(_SCAN, body) + self.data[begin : self.at])
        self.scans += 1

    def _note(self, mark: int, body: bytes) -> None:
        if mark == 0xE0 and body.startswith(b"JFIF\0"):
            self.jfif = True
        elif mark == 0xE1 and body.startswith(_EXIF):
            self.turned = turning.turning(body[len(_EXIF) :])
        elif mark == 0xEE and body.startswith(_ADOBE) and len(body) >= _ADOBE_LENGTH:
            self.kept.append(_segment(mark, body[:_ADOBE_LENGTH]))


def _segment(mark: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body
