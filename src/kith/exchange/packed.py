"""What lies in a zip archive or a gzip file: looked at before anything is unpacked, and never unpacked to disk.

How long an archive's list is, how large a file says it is and how much smaller it was packed is
looked at first; no name leads anywhere, a link is not followed, and whatever an archive says of
its sizes, no more is read than a file may hold.
"""

import io
import stat
import zipfile
import zlib
from typing import IO, Any, BinaryIO, cast

from kith.exchange import limits
from kith.exchange.content import Content
from kith.exchange.errors import RefusedFile, UnreadableFile

GZIP = b"\x1f\x8b"
_LONGEST_LIST = 1 << 20  # bytes of the list of files; an export's has about two thousand
_FREE = 8 << 20  # bytes that may be packed as tightly as they will
_TIGHTEST = 200  # how much smaller more than that may be packed
_BLOCK = 1 << 16
_END_OF_LIST = b"PK\x05\x06"
_ZIP = (b"PK\x03\x04", _END_OF_LIST)
_LARGE_KIND = b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
           OSError, OverflowError)  # fmt: skip


def is_zip(start: bytes) -> bool:
    """Say whether a file that begins so is a zip archive."""
    return start.startswith(_ZIP)


def names_in(found: Content) -> tuple[str, ...]:
    """Return the names in an archive, none where it is broken; refuse a list without end."""
    if _listed(found) > _LONGEST_LIST:
        raise RefusedFile("unpacks_too_large")
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            return tuple(archive.namelist())
    except _BROKEN:
        return ()


def unpacked(found: Content, name: str) -> Content:
    """Return the content of the one file of that name in an archive, to be opened as often as needed.

    It is unpacked while it is read. Raises `UnreadableFile("damaged")` where it is not there once,
    and `RefusedFile` where it would grow beyond what a file may be.
    """
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            size = _entry(archive, name).file_size
    except _BROKEN:
        raise UnreadableFile("damaged") from None
    return Content(
        size, lambda: cast("BinaryIO", io.BufferedReader(_Unpacking(found, name), _BLOCK))
    )


def gunzipped(packed: Content) -> Content:
    """Return what a gzip file holds, in memory.

    Raises `UnreadableFile("damaged")` where it is broken, `RefusedFile` where it grows too large.
    """
    unpacker, data = zlib.decompressobj(wbits=31), bytearray()
    try:
        with packed.open() as stream:
            while (block := stream.read(_BLOCK)) and not unpacker.eof:
                while block:
                    data += unpacker.decompress(block, limits.MEGABYTE)
                    if len(data) > limits.FILE:
                        raise RefusedFile("unpacks_too_large")
                    block = unpacker.unconsumed_tail
    except zlib.error:
        raise UnreadableFile("damaged") from None
    if not unpacker.eof:
        raise UnreadableFile("damaged")
    held = bytes(data)
    return Content(len(held), lambda: io.BytesIO(held))


def _listed(found: Content) -> int:
    """Return how long an archive's list of files is, without reading the list.

    An archive of the large kind (zip64) counts as too long: a file of 100 MB needs none.
    """
    end = 22 + 65_535 + 20
    with found.open() as stream:
        stream.seek(max(0, found.size - end))
        tail = stream.read(end)
    at = tail.rfind(_END_OF_LIST)
    if at < 0:
        return 0
    large = tail[max(0, at - 20) : at].startswith(_LARGE_KIND)
    return _LONGEST_LIST + 1 if large else int.from_bytes(tail[at + 12 : at + 16], "little")


def _entry(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """Return an entry, checked by what the archive says of it."""
    named = [one for one in archive.infolist() if one.filename == name]
    if len(named) != 1 or stat.S_ISLNK(named[0].external_attr >> 16):
        raise UnreadableFile("damaged")
    says = named[0].file_size
    tight = says > _FREE and says > _TIGHTEST * max(1, named[0].compress_size)
    if says > limits.FILE or tight:
        raise RefusedFile("unpacks_too_large")
    return named[0]


class _Unpacking(io.RawIOBase):
    """A file of an archive while it is unpacked, broken off where it grows too large."""

    def __init__(self, found: Content, name: str) -> None:
        self._stream = found.open()
        self._left = limits.FILE
        try:
            self._archive = zipfile.ZipFile(self._stream)
            self._member: IO[bytes] = self._archive.open(_entry(self._archive, name))
        except _BROKEN:
            self._stream.close()
            raise UnreadableFile("damaged") from None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Unpack the next bytes."""
        room = memoryview(buffer)
        try:
            data = self._member.read(len(room))
        except _BROKEN:
            raise UnreadableFile("damaged") from None
        self._left -= len(data)
        if self._left < 0:
            raise RefusedFile("unpacks_too_large")
        room[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Let the archive go."""
        if not self.closed:
            self._stream.close()
        super().close()
