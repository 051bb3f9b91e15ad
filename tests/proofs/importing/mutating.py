"""Damaged files that know what they damage: rows, cells and headings of a table, values of an export.

A file is drawn from a seed, so any of them can be made again. Most damage falls past the heading,
where the readers are; some falls on single bytes, encodings and the archive around an export.
"""

import copy
import io
import json
import random
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import Any

CELLS = (
    *("", " ", "NA", "-", "?", "0", "1", "5", "-1", "+3", "3,5", "1.234", "1,234", "1e3", "1e999", "-0.0"),
    *("nan", "inf", "0x10", "9" * 400, "١٢", "½", "7:30", "99:99", "24:00", "13:30 pm", "8:30 am"),
    *("2024-05-01", "2024-02-30", "0000-00-00", "0001-01-01", "9999-12-31T23:59:59+14:00", "31/12/2024"),
    *("12/31/2024", "1970-01-01", "2024-03-31T02:30", "2024-10-27T02:30", "2024-05-01T10:00-99:99"),
    *("2024-05-01T10:00Z", "2024-05-01T10:00+05:45", "1714557600", "1st May 2024", "2026 Sun May 17 3:39 PM"),
    *("2024-W18-3", "20240501", "May 2024", "Asleep 23:10 - 06:40", "Asleep 99:99 - 00:00", "high", "good"),
    *("Anna", "Anna;Ben", "a|b|c", ";;;", ";" * 300, "nobody", "Me", "=1+1", "@SUM(A1)", "+49 170", "'=1+1"),
    *("\u202eevil", "a\u2066b\u2069", "nul\x00", "\x1b[31mred", "e\u0301", "\ufeff", "\u2028", "\ud7ff", "👩‍👩‍👧"),
    *("<p>x</p>", "<" * 200, "&#x110000;", "&amp", "<script>x", "<!--", "[[[[", '["a",{}]', '["one", "two"]'),
    *('"', '""', "'", "\\", "a\nb", "a\r\nb", "\t", "x" * 300, "../../etc/passwd", "%s%n", "{0}", "${x}"),
    *("ﬁ", "İ", "ß", "ẞ", "\u200b", "\u3164", "Ⅳ", "٣", "true", "False", "None", "null", "skip"),
)  # fmt: skip
HEADINGS = (
    *("time", "date", "mood", "with", "with_kind", "note", "id", "person", "minutes", "felt", "mode"),
    *("valence", "full_date", "weekday", "activities", "Mood", "Locale", "Tags (People)", "category"),
    *("rating/amount", "time of day", "detail", "gave", "got", "started_by", "feelings", "", " ", "=x"),
)  # fmt: skip
BYTES = (
    *(b",", b";", b"\t", b"|", b'"', b'""', b"\n", b"\r\n", b"\r", b"\x00", b"\xff", b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\xe9", b"\xc3\xa9", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"sep=;\n", b"\x1a", b"  "),
    *(b"[" * 50, b"{", b"}", b"]", b":", b"NaN", b"1e400", b"\\u0000", b"\\ud800", b"null", b"PK\x03\x04"),
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 10**30, 0.5, 1e308, "", "x", "\x00", "\u202e", "=1+1", [], {}, [[]]),
    *(["x"], {"a": 1}, {"a": "b"}, {"a": [1]}, "2026-03-02T10:00:00+00:00", "0001-01-01T00:00+14:00"),
    *("2026-02-30", "../../x", "javascript:alert(1)", "00000000-0000-0000-0000-000000000000", "x" * 500),
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "windows-1252", "utf-32", "shift_jis")
Rows = list[list[str]]


class Chance(random.Random):
    """Random numbers with a quicker choice."""

    def of(self, some: Sequence[Any]) -> Any:
        """Return one of some."""
        return some[int(self.random() * len(some))]

    def upto(self, number: int) -> int:
        """Return a number from 0 to one less."""
        return int(self.random() * number)


def damaged_table(chance: Chance, tables: Sequence[tuple[str, Rows]]) -> bytes:
    """Return a damaged file of text, made of one of the sound ones (delimiter, rows)."""
    mark, sound = chance.of(tables)
    heading, body = list(sound[0]), sound[1:]
    rows = [list(chance.of(body)) for _ in range(1 + chance.upto(4))]
    kind = chance.random()
    if kind > 0.08:
        for _ in range(1 + chance.upto(3)):
            _damage_cell(chance, chance.of(rows), body)
    if kind < 0.2:
        _damage_shape(chance, heading, rows)
    if chance.random() < 0.04:
        mark = chance.of(",;\t|")
    end = "\n" if chance.random() < 0.9 else chance.of(("\r\n", "\r", "\n\n"))
    text = end.join(_line(chance, row, mark) for row in (heading, *rows)) + end
    data = _encoded(chance, text)
    return _damaged_bytes(chance, data, len(text) // 3) if chance.random() < 0.3 else data


def _damage_cell(chance: Chance, row: list[str], body: Rows) -> None:
    if not row:
        return
    at = chance.upto(len(row))
    kind = chance.upto(8)
    if kind < 4:
        row[at] = chance.of(CELLS)
    elif kind == 4:
        row[at] = chance.of(chance.of(body) or [""])
    elif kind == 5:
        row[at] += chance.of(CELLS)
    elif kind == 6:
        cut = chance.upto(len(row[at]) + 1)
        row[at] = row[at][:cut] + chance.of(CELLS)[:3] + row[at][cut + 1 :]
    else:
        row[at] = row[at][chance.upto(len(row[at]) + 1) :]


def _damage_shape(chance: Chance, heading: list[str], rows: Rows) -> None:
    match chance.upto(8):
        case 0:
            heading[chance.upto(len(heading))] = chance.of(HEADINGS)
        case 1:
            at = chance.upto(len(heading))
            for row in (heading, *rows):
                del row[at : at + 1]
        case 2:
            at = chance.upto(len(heading) + 1)
            heading.insert(at, chance.of(HEADINGS))
            for row in rows:
                row.insert(at, chance.of(CELLS))
        case 3:
            chance.of(rows).extend(chance.of(CELLS) for _ in range(1 + chance.upto(3)))
        case 4:
            row = chance.of(rows)
            del row[chance.upto(len(row) + 1) :]
        case 5:
            heading.reverse()
        case 6:
            rows.insert(chance.upto(len(rows)), heading)
        case _:
            heading[:] = [name.upper() for name in heading]


def _line(chance: Chance, row: Sequence[str], mark: str) -> str:
    if chance.random() < 0.02:
        return mark.join(row)
    return mark.join(
        '"' + cell.replace('"', '""') + '"'
        if mark in cell or '"' in cell or "\n" in cell or "\r" in cell
        else cell
        for cell in row
    )


def _encoded(chance: Chance, text: str) -> bytes:
    if chance.random() < 0.04:
        return text.encode(chance.of(ENCODINGS), "replace")
    return text.encode("utf-8", "surrogatepass")


def _damaged_bytes(chance: Chance, data: bytes, start: int = 0) -> bytes:
    out = bytearray(data)
    start = start if chance.random() < 0.8 else 0
    for _ in range(1 + chance.upto(4)):
        at = start + chance.upto(max(1, len(out) - start))
        match chance.upto(8):
            case 0 | 1:
                out[at:at] = chance.of(BYTES)
            case 2:
                del out[at : at + 1 + chance.upto(30)]
            case 3:
                out[at : at + 1 + chance.upto(12)] = chance.of(BYTES)
            case 4:
                out[at:at] = out[max(0, at - 40) : at]
            case 5 | 6 if at < len(out):
                out[at] = chance.upto(256)
            case _:
                del out[at:]
    return bytes(out)


def damaged_bytes(chance: Chance, files: Sequence[bytes]) -> bytes:
    """Return one of some files with a few bytes put in, taken out, doubled or changed."""
    return _damaged_bytes(chance, chance.of(files))


def damaged_json(chance: Chance, documents: Sequence[Any]) -> bytes:
    """Return one of some documents as JSON with a value, a key or some bytes of it damaged."""
    document = copy.deepcopy(chance.of(documents))
    for _ in range(1 + chance.upto(3)):
        _damage_json(chance, document)
    text = json.dumps(document, ensure_ascii=chance.random() < 0.5)
    data = _encoded(chance, text)
    return _damaged_bytes(chance, data, len(data) // 4) if chance.random() < 0.2 else data


def _damage_json(chance: Chance, held: Any) -> None:
    """Damage something somewhere inside of an object or a list."""
    while True:
        keys = [*held] if isinstance(held, dict) else [*range(len(held))]
        if not keys:
            return
        key = chance.of(keys)
        if not isinstance(held[key], dict | list) or not held[key] or chance.random() < 0.1:
            break
        held = held[key]
    kind, value = chance.upto(10), held[key]
    if kind < 3:
        held[key] = copy.deepcopy(chance.of(VALUES))
    elif kind < 6:
        held[key] = chance.of(CELLS)
    elif kind == 6 and isinstance(value, str):
        cut = chance.upto(len(value) + 1)
        held[key] = value[:cut] + chance.of(CELLS) + value[cut + 1 :]
    elif kind == 7:
        del held[key]
    elif kind == 8 and isinstance(held, list):
        held.append(copy.deepcopy(value))
    elif kind == 8:
        held[chance.of(HEADINGS)] = value
    else:
        held[key] = [value]


def damaged_lines(chance: Chance, files: Sequence[bytes]) -> bytes:
    """Return one of some files of text with lines, words or bytes of it damaged."""
    sound = chance.of(files)
    if chance.random() < 0.3:
        return _damaged_bytes(chance, sound)
    lines = sound.split(b"\n")
    for _ in range(1 + chance.upto(3)):
        at = chance.upto(len(lines))
        match chance.upto(7):
            case 0:
                del lines[at]
                lines = lines or [b""]
            case 1:
                lines.insert(at, chance.of(lines))
            case 2:
                lines.insert(at, chance.of(CELLS).encode("utf-8", "surrogatepass"))
            case _:
                cut = chance.upto(len(lines[at]) + 1)
                put = chance.of(CELLS).encode("utf-8", "surrogatepass")
                lines[at] = lines[at][:cut] + put + lines[at][cut + chance.upto(5) :]
    end = b"\n" if chance.random() < 0.9 else chance.of((b"\r\n", b"\r", b"\n\n"))
    data = end.join(lines)
    return _damaged_bytes(chance, data) if chance.random() < 0.1 else data


class Life:
    """An export of Kith, kept as its rows, so that a damaged one is quickly written."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._frame = {k: v for k, v in document.items() if k != "tables"}
        self._tables: dict[str, list[dict[str, Any]]] = document["tables"]
        self._told = {n: [json.dumps(row) for row in rows] for n, rows in self._tables.items()}
        self._filled = [name for name, rows in self._tables.items() if rows]

    def damaged(self, chance: Chance) -> bytes:
        """Return the export with a value, a row, a table or some bytes of it damaged."""
        frame, told = dict(self._frame), {**self._told}
        for _ in range(1 + chance.upto(2)):
            self._damage(chance, frame, told)
        held = ",".join(f'"{name}":[{",".join(rows)}]' for name, rows in told.items())
        text = json.dumps(frame)[:-1] + ',"tables":{' + held + "}}"
        data = text.encode("utf-8", "surrogatepass")
        return _damaged_bytes(chance, data, 60) if chance.random() < 0.2 else data

    def _damage(self, chance: Chance, frame: dict[str, Any], told: dict[str, list[str]]) -> None:
        name = chance.of(self._filled)
        at = chance.upto(len(self._tables[name]))
        row = dict(self._tables[name][at])
        rows = list(self._told[name])
        kind = chance.upto(20)
        if kind < 13:
            column = chance.of([*row])
            row[column] = self._value(chance, row[column])
            rows[at] = json.dumps(row)
        elif kind == 13:
            del row[chance.of([*row])]
            rows[at] = json.dumps(row)
        elif kind == 14:
            rows[at] = json.dumps({**row, chance.of(HEADINGS): 1})
        elif kind == 15:
            rows.append(chance.of(rows))
        elif kind == 16:
            del rows[at]
        elif kind == 17:
            rows = [json.dumps(chance.of(VALUES))]
        elif kind == 18:
            frame[chance.of(("format", "schema", "made_by", "with_plan", "x"))] = chance.of(VALUES)
            return
        else:
            rows.reverse()
        told[name] = rows

    def _value(self, chance: Chance, value: Any) -> Any:
        if isinstance(value, list) and value and chance.random() < 0.5:
            return [*value, chance.of(value) if chance.random() < 0.5 else chance.of(VALUES)]
        if isinstance(value, dict) and chance.random() < 0.5:
            return {**value, chance.of(CELLS): chance.of(VALUES)}
        if isinstance(value, str) and value and chance.random() < 0.5:
            cut = chance.upto(len(value))
            return value[:cut] + chance.of(CELLS) + value[cut + 1 :]
        return chance.of(VALUES)


def packed(chance: Chance, data: bytes) -> bytes:
    """Return an archive around the data, damaged in one of the ways of archives."""
    out = io.BytesIO()
    way = chance.upto(12)
    how = zipfile.ZIP_DEFLATED if chance.random() < 0.3 else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w") as archive:
        for name in _names(chance) if way < 4 else ():
            archive.writestr(name, b"x")
        one = zipfile.ZipInfo("data.json" if way != 4 else chance.of(("Data.json", "/data.json")))
        one.compress_type = how
        if way == 5:
            one.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(one, data)
    made = out.getvalue()
    if way in {6, 7}:
        return _lied(chance, made)
    return _damaged_bytes(chance, made) if way in {8, 9} else made


def _names(chance: Chance) -> list[str]:
    return [
        chance.of(("README.txt", "../data.json", "/etc/passwd", "a/b", "c:\\x", "data.json/", "é"))
        for _ in range(chance.upto(4))
    ]


def _lied(chance: Chance, made: bytes) -> bytes:
    """Change a number that the archive says of itself: a size, a way of packing, a flag, a place."""
    out = bytearray(made)
    at = out.rfind(b"PK\x01\x02" if chance.random() < 0.7 else b"PK\x05\x06")
    number = chance.of((0, 1, 8, 99, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, 120 << 20))
    where = at + 4 + 2 * chance.upto(20)
    out[where : where + 4] = struct.pack("<I", number)
    return bytes(out)


def bomb(head: bytes, megabytes: int) -> bytes:
    """Return an archive whose data unpacks to so many megabytes of blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("data.json", head + b" " * (megabytes << 20))
    return out.getvalue()


def gzipped(data: bytes) -> bytes:
    """Return the data as a bare stream, which is no archive."""
    return zlib.compress(data)


Mutator = Callable[[Chance], bytes]
