"""Files as they come from real machines and from people who mean harm, and what becomes of each.

`ODD` maps a name to the bytes and what is to come of them: a code where the file is not read, or
how many check-ins and contacts come in (None: a question is open) and why rows do not.
"""

import codecs
import io
import json
import zipfile
from dataclasses import dataclass

HEAD = "time,mood,with,note\n"
ONE = "2026-01-02T10:00Z,3,Ana,x\n"
TWO = "2026-01-03T10:00Z,4,Ana,y\n"
BOTH = HEAD + ONE + TWO
LONG = 12_000_000
BEARABLE = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
DAYLIO = "full_date,date,weekday,time,mood,activities,note_title,note\n"
HOWWEFEEL = (
    "Date,Mood Key,Mood,Tags (People),Tags (Places),Tags (Events),Notes,Reflections,Takeaways\n"
)


@dataclass(frozen=True)
class Odd:
    """The bytes of a file, and the code it ends with or what of it comes in."""

    data: bytes
    code: str = ""
    records: int | None = 0
    whys: tuple[str, ...] = ()


def ends(code: str, data: str | bytes) -> Odd:
    """Return a file that is not read."""
    return Odd(data.encode() if isinstance(data, str) else data, code=code)


def gives(records: int | None, data: str | bytes, *whys: str) -> Odd:
    """Return a file of which so much comes in, and the reasons of the rows that do not."""
    return Odd(data.encode() if isinstance(data, str) else data, records=records, whys=whys)


def packed(*names: str) -> bytes:
    """Return a zip archive with files of these names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 50)
    return out.getvalue()


def at(*times: str, mood: str = "3") -> str:
    """Return a diary of these times."""
    return "time,mood\n" + "".join(f"{time},{mood}\n" for time in times)


def moods(*cells: str) -> str:
    """Return a diary of these moods."""
    return "time,mood\n" + "".join(
        f"2026-01-{day:02}T10:00Z,{cell}\n" for day, cell in enumerate(cells, 1)
    )


def met(*names: str) -> str:
    """Return a diary of this company."""
    return HEAD + "".join(
        f"2026-01-{day:02}T10:00Z,3,{name},x\n" for day, name in enumerate(names, 1)
    )


WIDE = ["time", "mood", *(f"c{i}" for i in range(10_000))]
ODD: dict[str, Odd] = {
    # letters and line ends
    "utf-16 with its mark": gives(2, BOTH.encode("utf-16")),
    "utf-16 without": gives(2, BOTH.encode("utf-16-be")),
    "utf-32": ends("encoding", codecs.BOM_UTF32_LE + BOTH.encode("utf-32-le")),
    "mark of utf-8": gives(2, codecs.BOM_UTF8 + BOTH.encode()),
    "the mark twice": gives(2, codecs.BOM_UTF8 * 2 + BOTH.encode()),
    "the mark before a quote": gives(
        1, codecs.BOM_UTF8 + b'"time","mood"\n"2026-01-02T10:00Z","3"\n'
    ),
    "windows-1252": gives(1, HEAD.encode() + "2026-01-02T10:00Z,3,Zoë,café\n".encode("cp1252")),
    "cr and lf": gives(2, BOTH.replace("\n", "\r\n")),
    "cr alone": gives(2, BOTH.replace("\n", "\r")),
    "all three line ends": gives(2, HEAD + ONE.replace("\n", "\r\n") + TWO.replace("\n", "\r")),
    "other separators in a note": gives(1, met("Ana").replace(",x", ",a\u2028b\x0cc\x85d")),
    "tabs": gives(2, BOTH.replace(",", "\t")),
    "a line about the delimiter": gives(1, "sep=;\ntime;mood\n2026-01-02T10:00Z;3\n"),
    "a nul in every place": gives(1, "time,mo\0od,with,note\n2026-01-02T10:00Z,3,A\0na,a\0b\n"),
    # broken tables
    "an open quote": gives(1, HEAD + '2026-01-02T10:00Z,3,Ana,"open\n' + TWO, "quote_not_closed"),
    "an open quote in the heading": ends("no_columns", 'time,"mood,with\n' + ONE + TWO),
    "ten thousand columns": ends("too_many_columns", ",".join(WIDE) + "\n" + "1," * 10_001 + "1\n"),
    "one endless row": gives(
        2, HEAD + ONE + "2026-01-04T10:00Z,3,Ana," + "x" * LONG + "\n" + TWO, "row_too_long"
    ),
    "an endless heading": ends("not_a_table", "x" * LONG + ",time\n" + ONE),
    "one endless word": ends("not_a_table", "x" * LONG),
    "a heading and nothing": ends("no_rows", HEAD),
    "no byte": ends("empty", b""),
    "nothing but null bytes": ends("binary", b"\0" * 200),
    "an archive cut off": ends("damaged", b"PK\x03\x04" + b"x" * 400),
    "blank lines": ends("empty", "\n\n \n\r\n"),
    "rows of nothing": ends("no_rows", HEAD + ",,,\n , , , \n"),
    "more cells than the heading": gives(
        1, "time,mood\n2026-01-02T10:00Z,3,4\n2026-01-03T10:00Z,3\n", "too_many_cells"
    ),
    "a row that breaks off": gives(1, BOTH[:-14], "not_a_time"),
    "a title above the heading": ends("not_a_table", "My diary\n\n" + BOTH),
    "one column twice": ends("two_columns", "time,mood,mood\n2026-01-02T10:00Z,1,2\n"),
    "one column twice in capitals": ends("two_columns", "time,mood,Mood\n2026-01-02T10:00Z,1,2\n"),
    "a number twice": gives(1, "time,mood,steps,steps\n2026-01-02T10:00Z,1,2,9\n"),
    "a heading that steers": gives(
        1, "time,mood,\x1b]0;evil\x07,\u202ename\n2026-01-02T10:00Z,3,1,2\n"
    ),
    # what is no diary
    "zip": ends("archive", packed("diary.csv")),
    "spreadsheet": ends("spreadsheet", packed("[Content_Types].xml", "xl/workbook.xml")),
    "pdf": ends("not_a_table", b"%PDF-1.7\n" + b"a,b\n" * 99),
    "json": ends("not_a_table", json.dumps([{"time": "2026-01-02", "mood": 3}] * 3, indent=1)),
    "json in lines": ends("not_a_table", '{"time":"2026-01-02","mood":3}\n' * 3),
    "a web page": ends("not_a_table", "<table><tr><td>time,mood</td></tr></table>\n"),
    "a program": ends("binary", b"\x7fELF\x02\x01\x01" + bytes(600)),
    "a contact card": gives(0, "BEGIN:VCARD\nFN:Ana, B\nEND:VCARD\n"),
    "a table of something": gives(None, "import os, sys\nprint(1, 2)\n"),
    # names
    "formulas": gives(2, met("=cmd|' /C calc'!A0", "+SUM(1)").replace(",x", ",=1+1")),
    "turned around": gives(2, met("\u202eanA", "Ana\u200f")),
    "right to left": gives(2, met("מרים;أحمد", "Ana")),
    "emoji": gives(1, met("👩‍👩‍👧;🏳️‍🌈;❤️")),
    "nothing to be seen": gives(2, met("Ana\u200b;\u200b;\u2060", "Ana")),
    "three hundred letters": gives(2, met("n" * 300, "n" * 299 + "m")),
    "braces and tags": gives(2, met("{0} {about} %s", "<img src=x onerror=alert(1)>")),
    "six thousand names": ends(
        "too_many_people",
        "time,valence,with\n" + "".join(f"2026-01-02T10:00Z,0.5,p{i}\n" for i in range(6000)),
    ),
    # times
    "either order": gives(None, at("03/04/2025", "05/06/2025")),
    "both orders": gives(None, at("13/04/2025", "04/13/2025")),
    "two digits of a year": gives(2, at("13/04/25", "14/04/99", "15/04/45"), "in_future"),
    "the gap and the fold": gives(2, at("2025-03-30 02:30", "2025-10-26 02:30")),
    "first and last year": gives(
        1, at("0001-01-01", "9999-12-31", "2026-01-02"), "too_old", "in_future"
    ),
    "first and last moment": gives(
        0, at("0001-01-01T00:00+14:00", "9999-12-31T24:00-14:00"), "too_old", "in_future"
    ),
    "hours that are none": gives(
        2, at("2026-01-02T24:00Z", "2026-01-02T25:00Z", "2026-01-02T23:59:60Z"), "no_such_time"
    ),
    "digits of another script": gives(0, at("٢٠٢٦-٠١-٠٢"), "not_a_time"),
    "seconds since 1970": gives(2, at("1767348000", "1767350000")),
    "days of a sheet": gives(2, at("46024.5", "46025.75")),
    "days of a sheet, new or old": gives(None, at("42000.5", "42001")),
    "days without signs": gives(2, at("20260102", "20260113")),
    "numbers that are no time": gives(0, at("17", "4711"), "not_a_time", "not_a_time"),
    "a year without end": gives(
        0,
        "year,date,weekday,time,mood,activities,note\n99999999999999,May 2,x,10:00,good,,\n",
        "no_such_date",
    ),
    # numbers
    "decimal commas": gives(2, "time;mood\n02.01.2026 10:00;3,5\n13.01.2026 10:00;2,5\n"),
    "no number": gives(
        4,
        moods("1", "2", "3", "4", "NaN", "inf", "-inf"),
        "no_answers",
        "not_a_number",
        "not_a_number",
    ),
    "off the scale": gives(1, moods("11", "-3", "3"), "out_of_scale", "out_of_scale"),
    "beyond any number": gives(
        3, moods("1e400", "1e99", "3", "4", "5"), "not_a_number", "not_a_number"
    ),
    "valence with a slip": gives(
        2, "time,valence\n2026-01-02,inf\n2026-01-03,0.5\n2026-01-04,-0.5\n", "not_a_number"
    ),
    "contacts that cannot be": gives(
        4,
        "time,person,minutes,felt\n2026-01-02,Ana,-5,9\n2026-01-02,Ana,1e9,-3\n"
        "2026-01-02,Ana,NaN,1.5\n2026-01-02,Ana,0,2\n",
        "out_of_scale",
        "out_of_scale",
        "not_a_whole_number",
    ),
    "moods in words": gives(None, moods("sunny", "grey")),
    "moods in sentences": ends(
        "mood_is_text", "time,mood\n" + "".join(f"2026-01-02T10:00Z,thing {i}\n" for i in range(80))
    ),
    # the exports of other apps
    "bearable of nothing": gives(
        0,
        BEARABLE + "x,2026-01-02,F,teatime,Mood,4,,\nx,2026-01-02,F,am,Mood,99,,\n",
        "not_a_time",
        "out_of_scale",
    ),
    "daylio of a thousand moods": ends(
        "mood_is_text", DAYLIO + "".join(f"2026-01-02,,,10:00,word{i},,,\n" for i in range(1000))
    ),
    "how we feel with broken lists": gives(
        1,
        HOWWEFEEL + '2026 Fri Jan 2 3:39 PM,,Calm,Ana,,,note,"[[[[","[1,null]"\n'
        "2026 Fri Jan 32 3:39 PM,,Calm,Ana,,,,,\n",
        "no_such_date",
    ),
}
