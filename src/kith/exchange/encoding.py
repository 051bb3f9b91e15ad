"""Which encoding a text file is in, found by looking at all of it.

UTF-8 and UTF-16 are recognised for certain. Windows-1252 is the fallback for single-byte files
and is always said out loud, since no file can prove it. A file that mixes UTF-8 with other bytes
is read as UTF-8 and its broken rows are reported one by one.
"""

import codecs
import re
from collections.abc import Iterator
from io import TextIOWrapper
from typing import TextIO

from kith.exchange.content import Content
from kith.exchange.errors import UnreadableFile

ALLOWED = frozenset(
    [
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "windows-1250",
        "windows-1251",
        "windows-1252",
        "windows-1253",
        "windows-1254",
        "iso-8859-1",
        "iso-8859-2",
        "iso-8859-9",
        "iso-8859-15",
        "mac-roman",
        "shift_jis",
        "euc-jp",
        "euc-kr",
        "gb18030",
        "big5",
        "koi8-r",
    ]
)
MIXED = "utf-8-mixed"
LOST = {True: re.compile("[\udc80-\udcff]"), False: re.compile("[\udc80-\udcff\ufffd]")}
"""What bytes that could not be decoded look like, in UTF-8 and in other encodings."""
_CARD = re.compile(rb"\s*BEGIN:VCARD", re.IGNORECASE)
_CHARSET = re.compile(rb"CHARSET=\"?([A-Za-z0-9_-]{3,20})", re.IGNORECASE)
_UNDEFINED_1252 = b"\x81\x8d\x8f\x90\x9d"
_BLOCK = 1 << 20
_BOMS = (
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def detect(file: Content) -> str:
    """Return the encoding of the file; raise `UnreadableFile("encoding")` when none fits."""
    with file.open() as stream:
        start = stream.read(4096)
    for bom, name in _BOMS:
        if start.startswith(bom):
            if not name:
                raise UnreadableFile("encoding")
            return name
    wide = _without_bom(start)
    return wide or _from_whole_file(file)


def is_utf8(charset: str) -> bool:
    """Say whether broken bytes of this encoding are kept apart as surrogates."""
    return charset in {"utf-8", MIXED}


def codec(encoding: str) -> tuple[str, str]:
    """Return the codec's name and error handler for an encoding that `detect` gave."""
    if is_utf8(encoding):
        return "utf-8-sig", "surrogateescape"
    return encoding, "replace"


def is_wide(start: bytes) -> bool:
    """Say whether the bytes look like UTF-16, whose zero bytes are no sign of a binary file."""
    return start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or bool(_without_bom(start))


def opened(file: Content, charset: str) -> TextIO:
    """Return the file as text with line ends as LF."""
    name, handler = codec(charset)
    return TextIOWrapper(file.open(), encoding=name, errors=handler, newline=None)


def _without_bom(start: bytes) -> str:
    """Recognise UTF-16 without a byte order mark by where its zero bytes stand."""
    if len(start) < 16:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    half = len(start) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _from_whole_file(file: Content) -> str:
    """UTF-8 when it decodes; else weigh valid sequences against broken bytes."""
    valid = broken = 0
    odd_1252 = False
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in _blocks(file):
        text = decoder.decode(block)
        if not text.isascii():
            escaped = len(LOST[True].findall(text))
            broken += escaped
            valid += len(text) - len(text.encode("ascii", "ignore")) - escaped
        odd_1252 = odd_1252 or any(byte in block for byte in _UNDEFINED_1252)
    broken += len(decoder.decode(b"", final=True))
    if not broken:
        return "utf-8"
    if said := _said_by_card(file):
        return said
    if valid * 10 >= broken:
        return MIXED
    if odd_1252:
        raise UnreadableFile("encoding")
    return "windows-1252"


def _said_by_card(file: Content) -> str:
    """Return the encoding that an address book names itself, as cards of version 2.1 do, or ""."""
    with file.open() as stream:
        start = stream.read(_BLOCK)
    found = _CARD.match(start) and _CHARSET.search(start)
    name = found[1].decode().casefold().replace("_", "-") if found else ""
    name = {"shift-jis": "shift_jis", "gb2312": "gb18030", "gbk": "gb18030"}.get(name, name)
    return name if name in ALLOWED and not is_utf8(name) else ""


def _blocks(file: Content) -> Iterator[bytes]:
    with file.open() as stream:
        while block := stream.read(_BLOCK):
            yield block
