"""The export inside a file: the JSON itself, or the one in the zip; nothing is unpacked to disk."""

import json
import zipfile
import zlib
from typing import IO, Any, NoReturn

from kith.exchange import limits
from kith.exchange.content import Content, Given, content
from kith.exchange.errors import ExchangeError, RefusedFile, UnreadableFile
from kith.exchange.life.spec import NAME

DATA = "data.json"
_MOST_FILES = 1_000
_START = 4_096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
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
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            return DATA in archive.namelist()
    except _BROKEN:
        return False


def _from_zip(found: Content) -> bytes:
    try:
        with found.open() as stream, zipfile.ZipFile(stream) as archive:
            if len(archive.infolist()) > _MOST_FILES:
                raise RefusedFile("unpacks_too_large")
            return _within_limits(archive.open(DATA))
    except ExchangeError:
        raise
    except (*_BROKEN, KeyError):
        raise UnreadableFile("damaged") from None


def _within_limits(member: IO[bytes]) -> bytes:
    """Read at most as much as a file may hold, whatever the archive says of its size."""
    with member:
        data = member.read(limits.FILE + 1)
    if len(data) > limits.FILE:
        raise RefusedFile("unpacks_too_large")
    return data
