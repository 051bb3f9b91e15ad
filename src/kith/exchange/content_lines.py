"""The lines of vCard and iCalendar: folded, with a name, parameters and a value each.

Of a property that does not matter only its start is held, so that a picture costs nothing.
"""

import binascii
import quopri
import re
from collections.abc import Iterator
from typing import TextIO

_PROPERTY = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;(?:[^:;\"]|\"[^\"]*\")*)*):(.*)", re.DOTALL)
_PARAMETER = re.compile(r";([\w-]+)=(?:\"([^\"]*)\"|([^;:\"]*))")
_NAME = re.compile(r"(?:[\w-]+\.)?([\w-]+)")
_BASE64 = re.compile(r"(?:;|ENCODING=)(?:BASE64|B)(?=;|$)")
_MARKS = {";": re.compile(r"(?<!\\);"), ",": re.compile(r"(?<!\\),")}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_LONGEST = 1 << 16
_MOST_LINES = 2_000
_STARTS = 200  # letters of a property that does not matter

Property = tuple[int, str, str, str]
"""Line, name in capitals, parameters as they stand, value."""


def properties(stream: TextIO, wanted: frozenset[str]) -> Iterator[Property]:
    """Yield every property, its lines put together; of those not wanted only the start."""
    held: list[str] = []
    begun, whole, soft = 0, False, False
    for number, line in enumerate(stream, 1):
        told = line.rstrip("\n").lstrip("\ufeff")
        if held and (soft or told[:1] in {" ", "\t"}):
            more = told if soft else told[1:]
        else:
            yield from _property(begun, held)
            held, begun, more = [], number, told
            found = _NAME.match(told)
            whole = found is not None and found[1].upper() in wanted
            soft = "QUOTED-PRINTABLE" in told[:_STARTS].upper()
        if whole and len(held) < _MOST_LINES:
            held.append((more.removesuffix("=") if soft else more)[:_LONGEST])
        elif not held:
            held.append(more[:_STARTS])
        soft = soft and told.endswith("=")
    yield from _property(begun, held)


def _property(number: int, held: list[str]) -> Iterator[Property]:
    if found := _PROPERTY.fullmatch("".join(held)):
        yield number, found[1].upper(), found[2], found[3]


def parameters(said: str) -> dict[str, str]:
    """Return the parameters of a property by their names in capitals."""
    return {name.upper(): quoted or plain for name, quoted, plain in _PARAMETER.findall(said)}


def decoded(said: str, value: str) -> str:
    """Return a value as text, where a card of version 2.1 or 3.0 has it in another writing."""
    how = said.upper()
    try:
        if "QUOTED-PRINTABLE" in how:
            raw = quopri.decodestring(value.encode("utf-8", "surrogateescape"))
        elif _BASE64.search(how):
            raw = binascii.a2b_base64("".join(value.split()), strict_mode=True)
        else:
            return value[:_LONGEST]
        return _in_letters(raw, parameters(said).get("CHARSET", ""))[:_LONGEST]
    except (LookupError, ValueError):
        return value[:_LONGEST]


def _in_letters(raw: bytes, charset: str) -> str:
    """Return bytes as text; where none is named or it does not fit, as UTF-8 or Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name or "utf-8")
        except UnicodeDecodeError:
            continue
    return raw.decode("windows-1252", "replace")


def parts(value: str, mark: str) -> list[str]:
    """Return the parts of a value, cut where the mark is not escaped."""
    return [unescaped(part).strip() for part in _MARKS[mark].split(value)]


def unescaped(value: str) -> str:
    """Return a value without its escapes."""
    return _ESCAPED.sub(lambda found: {"n": "\n", "N": "\n"}.get(found[1], found[1]), value)


def escaped(value: str) -> str:
    """Return a text as a value."""
    for sign in "\\;,":
        value = value.replace(sign, f"\\{sign}")
    return value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def folded(line: str) -> str:
    """Return a line of at most 75 bytes a row, cut between letters."""
    rows, row = [], b""
    for sign in line:
        more = sign.encode("utf-8", "replace")
        if len(row) + len(more) > _ROW:
            rows.append(row)
            row = b" "
        row += more
    return b"\r\n".join([*rows, row]).decode("utf-8") + "\r\n"


_ROW = 75  # bytes
