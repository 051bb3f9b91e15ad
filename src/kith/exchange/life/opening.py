"""The export inside a file: the JSON itself, or the one in the zip; nothing is unpacked to disk.

Of an archive only the file of one exact name is read, into memory. How much its list holds, how
large the file says it is and how much smaller it was packed is looked at before anything is
unpacked; no name in it leads anywhere, and a link is not followed.
"""

import json
import stat
import zipfile
import zlib
from typing import IO, Any, NoReturn

from kith.exchange import limits
from kith.exchange.content import Content, Given, content
from kith.exchange.errors import ExchangeError, RefusedFile, UnreadableFile
from kith.exchange.life.spec import NAME

DATA = "data.json"
_MOST_FILES = 1_000
_LONGEST_LIST = 1 << 20  # bytes of the list of files; an export's has about two thousand
_FREE = 8 << 20  # bytes that may be packed as tightly as they will
_TIGHTEST = 200  # how much smaller more than that may be packed
_START = 4_096
_END_OF_LIST = b"PK\x05\x06"
_ZIP = (b"PK\x03\x04", _END_OF_LIST)
_LARGE_KIND = b"PK\x06\x07"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
           OSError, OverflowError)  # fmt: skip


def looks_like(given: Given) -> bool:
    """Say whether a file is an export of Kith, as far as its beginning shows."""
    found = content(given)
    with found.open() as stream:
        start = stream.read(_START)
    if start.startswith(_ZIP):
        return _holds_data(found)
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b'"format"' in head and f'"{NAME}"'.encode() in head


def document(given: Given) -> Any:
    """Return the JSON of an export, read within limits; raise an `ExchangeError` where it is none."""
    found = content(given)
    with found.open() as stream:
        zipped = stream.read(4).startswith(_ZIP)
    data = _from_zip(found) if zipped else _whole(found)
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableFile("damaged") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _whole(found: Content) -> bytes:
    with found.open() as stream:
        return stream.read(limits.FILE + 1)


def _holds_data(found: Content) -> bool:
    if _listed(found) > _LONGEST_LIST:
        raise RefusedFile("unpacks_too_large")
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            return DATA in archive.namelist()
    except _BROKEN:
        return False


def _from_zip(found: Content) -> bytes:
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            return _within_limits(archive.open(_data_in(archive)))
    except ExchangeError:
        raise
    except (*_BROKEN, KeyError):
        raise UnreadableFile("damaged") from None


def _listed(found: Content) -> int:
    """Return how long an archive's list of files is, without reading the list.

    An archive of the large kind (zip64) is refused: none that Kith wrote is one.
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


def _data_in(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the entry that holds the data, checked by what the archive says of it."""
    files = archive.infolist()
    if len(files) > _MOST_FILES:
        raise RefusedFile("unpacks_too_large")
    named = [one for one in files if one.filename == DATA]
    if len(named) != 1 or stat.S_ISLNK(named[0].external_attr >> 16):
        raise UnreadableFile("damaged")
    says = named[0].file_size
    tight = says > _FREE and says > _TIGHTEST * max(1, named[0].compress_size)
    if says > limits.FILE or tight:
        raise RefusedFile("unpacks_too_large")
    return named[0]


def _within_limits(member: IO[bytes]) -> bytes:
    """Read at most as much as a file may hold, whatever the archive says of its size."""
    with member:
        data = member.read(limits.FILE + 1)
    if len(data) > limits.FILE:
        raise RefusedFile("unpacks_too_large")
    return data
