"""The export inside a file: the JSON itself, or the one in the zip; nothing is unpacked to disk.

Of an archive only the file of one exact name is read, into memory, as `packed.py` reads archives.
"""

import json
from typing import Any, NoReturn

from kith.exchange import limits
from kith.exchange.content import Content, Given, content
from kith.exchange.errors import RefusedFile, UnreadableFile
from kith.exchange.life.spec import NAME
from kith.exchange.packed import is_zip, names_in, unpacked

DATA = "data.json"
_MOST_FILES = 1_000
_START = 4_096


def looks_like(given: Given) -> bool:
    """Say whether a file is an export of Kith, as far as its beginning shows."""
    found = content(given)
    with found.open() as stream:
        start = stream.read(_START)
    if is_zip(start):
        return DATA in names_in(found)
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head.startswith(b"{") and b'"format"' in head and f'"{NAME}"'.encode() in head


def document(given: Given) -> Any:
    """Return the JSON of an export, read within limits; raise an `ExchangeError` where it is none."""
    found = content(given)
    with found.open() as stream:
        zipped = is_zip(stream.read(4))
    data = _whole(_in_zip(found) if zipped else found)
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableFile("damaged") from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _whole(found: Content) -> bytes:
    with found.open() as stream:
        return stream.read(limits.FILE + 1)


def _in_zip(found: Content) -> Content:
    if len(names_in(found)) > _MOST_FILES:
        raise RefusedFile("unpacks_too_large")
    return unpacked(found, DATA)
