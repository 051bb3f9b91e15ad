"""A file that was looked at: what kind it is, how it begins, its table, what its columns hold."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import islice
from typing import TextIO

from kith.exchange import encoding, limits
from kith.exchange.content import Content, Given, content
from kith.exchange.errors import ExchangeError, UnreadableFile
from kith.exchange.packed import GZIP, gunzipped, is_zip, names_in, unpacked
from kith.exchange.parquet import open_parquet
from kith.exchange.survey import Survey, survey
from kith.exchange.table import Table, delimiter_of, open_csv

_OF_A_MAC = "__MACOSX/"
_LOOKED_INTO = 20
_SPREADSHEETS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis", b"Index/Document.iwa")
_NONE_IN_IT = b"PK\x05\x06"
_BINARY = {
    b"PK\x03\x04": "archive",
    b"PK\x05\x06": "archive",
    b"\xd0\xcf\x11\xe0": "spreadsheet",
    b"%PDF": "not_a_table",
    b"SQLite format 3\x00": "database",
    b"\x1f\x8b": "archive",
    b"BZh": "archive",
    b"7z\xbc\xaf": "archive",
    b"Rar!": "archive",
    b"\xfd7zXZ": "archive",
    b"age-encryption.org/": "backup",
}


def _nothing(name: str) -> str:
    del name
    return ""


@dataclass(frozen=True, slots=True)
class Start:
    """How a file begins that may be no table, for recognising it.

    `raw` are its first bytes and `text` the same as text ("" where it is none); `names` are those
    of the files in an archive, and `peek` gives the text with which one of them begins. `problem`
    says why a binary file is no table.
    """

    raw: bytes
    text: str = ""
    names: tuple[str, ...] = ()
    peek: Callable[[str], str] = _nothing
    problem: str = ""

    def begun(self, *endings: str) -> Iterator[tuple[str, str]]:
        """Yield name and beginning of the files in an archive whose names end so, some twenty."""
        fit = (name for name in self.names if name.casefold().endswith(endings))
        wanted = (name for name in fit if not name.startswith(_OF_A_MAC))
        for name in islice(wanted, _LOOKED_INTO):
            yield name, self.peek(name)


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a table: its text (empty for Parquet), delimiter and column names."""

    text: str
    delimiter: str
    columns: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Column names, lower case, for recognising a format."""
        return tuple(column.casefold() for column in self.columns)


@dataclass
class Source:
    """An opened file. Looking costs one pass over it; reading another.

    `charset` is empty where the file is no text.
    """

    content: Content
    charset: str = ""
    start: Start = field(default_factory=lambda: Start(b""))

    @property
    def problem(self) -> str:
        """Why a binary file is no table."""
        return self.start.problem

    @cached_property
    def table(self) -> Table:
        """The rows and columns of the file."""
        if not self.charset:
            return open_parquet(self.content)
        _, _, table = self._csv
        if table is None:
            raise UnreadableFile("not_a_table")
        return table

    def spell(self, names: Iterable[str]) -> None:
        """Read columns from now on in these spellings, where only capitals differ in the file."""
        self.__dict__["table"] = self.table.spelled(names)
        self.__dict__.pop("survey", None)

    @cached_property
    def survey(self) -> Survey:
        """What every column of the table holds, over the whole file."""
        return survey(self.table)

    @cached_property
    def head(self) -> Head:
        """The start of the file, for recognising it."""
        if not self.charset:
            return Head("", "", open_parquet(self.content).columns)
        text, delimiter, table = self._csv
        return Head(text, delimiter, table.columns if table else ())

    def text(self, found: Content | None = None) -> TextIO:
        """Return the file, or another one of the same archive, as text with line ends as LF."""
        if found is None and not self.charset:
            raise UnreadableFile(self.problem or "not_a_table")
        if found is None:
            return encoding.opened(self.content, self.charset)
        return encoding.opened(found, encoding.detect(found))

    def member(self, name: str) -> "Source":
        """Return one file of the archive, opened as a text by itself."""
        found = unpacked(self.content, name)
        return Source(found, encoding.detect(found))

    @cached_property
    def _csv(self) -> tuple[str, str, Table | None]:
        text, whole = _start(self.content, self.charset)
        delimiter = delimiter_of(text, whole=whole)
        table = open_csv(self.content, self.charset, delimiter) if delimiter else None
        return text, delimiter, table


def open_source(given: Given, charset: str = "") -> Source:
    """Look at a file and return it opened, or say why it cannot be read."""
    try:
        found = content(given)
        with found.open() as stream:
            raw = stream.read(limits.HEAD)
        if not raw.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
            raise UnreadableFile("binary" if raw and not raw.strip(b"\x00") else "empty")
        if raw.startswith(b"PAR1"):
            return Source(found, start=Start(raw))
        if problem := _binary(raw):
            if raw.startswith(GZIP):
                return _in_gzip(found, charset)
            names = names_in(found) if is_zip(raw) else ()
            peek = partial(_peeked, found) if names else _nothing
            if is_zip(raw) and problem == "archive" and not (names or raw.startswith(_NONE_IN_IT)):
                problem = "damaged"
            return Source(found, start=Start(raw, names=names, peek=peek, problem=problem))
        known = _charset(found, charset)
        return Source(found, known, Start(raw, _start(found, known)[0]))
    except OSError:
        raise UnreadableFile("cannot_open") from None


def _in_gzip(packed: Content, charset: str) -> Source:
    """Return the text in a gzip file opened; another archive in it is not opened."""
    found = gunzipped(packed)
    with found.open() as stream:
        raw = stream.read(limits.HEAD)
    if not raw or _binary(raw):
        return Source(packed, start=Start(b"", problem="archive"))
    known = _charset(found, charset)
    return Source(found, known, Start(raw, _start(found, known)[0]))


def _peeked(archive: Content, name: str) -> str:
    """Return the text with which a file of an archive begins, "" where it cannot be read."""
    try:
        with unpacked(archive, name).open() as stream:
            raw = stream.read(limits.HEAD)
    except ExchangeError:
        return ""
    return raw.decode("utf-16" if encoding.is_wide(raw) else "utf-8", "replace").lstrip("\ufeff")


def _charset(found: Content, wanted: str) -> str:
    if not wanted:
        return encoding.detect(found)
    if wanted.casefold() not in encoding.ALLOWED:
        raise UnreadableFile("unknown_encoding")
    return wanted.casefold()


def _binary(start: bytes) -> str:
    """Return as what a file is not read that is no text, "" where it may be one."""
    for magic, code in _BINARY.items():
        if start.startswith(magic):
            sheet = code == "archive" and any(mark in start for mark in _SPREADSHEETS)
            return "spreadsheet" if sheet else code
    allowed = len(start) / 100 + 4
    wide = encoding.is_wide(start)
    controls = sum(start.count(byte) for byte in (*range(1, 9), *range(14, 32)))
    return "binary" if not wide and max(controls, start.count(0)) > allowed else ""


def _start(found: Content, charset: str) -> tuple[str, bool]:
    with encoding.opened(found, charset) as lines:
        text = lines.read(limits.HEAD)
        return text, not lines.read(1)
