"""A page or two for somebody else to read: the same words as a PDF, as pictures and as text.

Rendered in memory like the pictures: what a vault holds never lies on the disk in the clear.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kith.plots.png import FONTS, needs_other_letters

SOURCE = Path(__file__).with_name("report.typ")
MOST_PAGES = 2
# Points; one page is taken before two, and a large look before a small one.
LOOKS = ((1, (10.5, 10.0, 9.5, 9.0)), (MOST_PAGES, (10.5, 10.0, 9.5, 9.0, 8.5)))
SMALLEST = 8.5
TAGGED = "ua-1"  # PDF/UA-1: tagged for screen readers


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a number probably is and where it may be, `tone` one of heal, drain, unknown."""

    low: float
    mean: float
    high: float
    tone: str = "unknown"


@dataclass(frozen=True, slots=True)
class Course:
    """Numbers over time on the whole of their scale, as (0..1 of the time, 0..1 of the scale, counts).

    One that does not count is a ring; from three that count on they are joined by a line.
    """

    points: tuple[tuple[float, float, bool], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: about whom or what, what is said of it, perhaps drawn beside it."""

    name: str
    said: str
    drawn: Interval | Course | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing that a section begins with; `alt` says where its words stand."""

    svg: str = field(repr=False)
    alt: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, a picture, a sentence, lines, a table and a sentence after; each may be empty.

    `ends` are the words at the two ends of what is drawn, `over` says what that is, and `reach` how
    far from its middle the ends are; 0 takes the longest of what is drawn. `room` leaves so many lines to write on.
    """

    title: str
    lead: str = ""
    lines: tuple[str, ...] = field(default=(), repr=False)
    rows: tuple[Row, ...] = field(default=(), repr=False)
    ends: tuple[str, str] = ("", "")
    over: str = ""
    reach: float = 0.0
    note: str = ""
    room: int = 0
    picture: Picture | None = None

    def texts(self) -> Iterator[str]:
        """Yield every text of the section."""
        yield from (self.title, self.lead, *self.lines, self.note, self.over, *self.ends)
        for row in self.rows:
            yield from (row.name, row.said)


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody else reads: a title, what it is about, sections, a last line."""

    title: str
    about: str
    sections: tuple[Section, ...] = field(repr=False)
    foot: str
    heads: tuple[str, str, str] = ("", "", "")  # of the columns: who, in words, drawn
    mark: str = ""  # stands at the top where this is no real life
    language: str = "en"

    def texts(self) -> Iterator[str]:
        """Yield every text of the report."""
        yield from (self.title, self.about, self.foot, self.mark)
        for one in self.sections:
            yield from one.texts()


def pdf(report: Report) -> bytes:
    """Return the report as tagged PDF (PDF/UA-1) whose text can be selected.

    The largest look is taken that fits one A4 page, else two. Where even the smallest does not fit
    two, nothing is cut: it flows on, see `pages`. The file holds no date and no name but those in
    its words.
    """
    made = _compiled(report, _look(report)[0], format="pdf", pdf_standards=[TAGGED])
    if not isinstance(made, bytes):
        raise TypeError("typst returned no document")
    return made


def pages(report: Report) -> int:
    """Return how many pages the PDF has."""
    return _look(report)[1]


def picture(report: Report, page: int, dots_an_inch: float = 110.0) -> bytes:
    """Return one page of the same report as PNG, the first is 1; raise `IndexError` past the last."""
    made = _compiled(report, _look(report)[0], format="png", ppi=dots_an_inch)
    every = made if isinstance(made, list) else [made]
    return bytes(every[page - 1]) if page > 0 else every[len(every)]


@lru_cache(maxsize=2)
def _look(report: Report) -> tuple[float, int]:
    """Return the size of the text in points, and how many pages that gives."""
    counted: dict[float, int] = {}
    for most, sizes in LOOKS:
        for size in sizes:
            if size not in counted:
                counted[size] = _count(report, size)
            if counted[size] <= most:
                return size, counted[size]
    return SMALLEST, counted[SMALLEST]


def _count(report: Report, size: float) -> int:
    found = _compiler(report, size).query("<pages>", field="value", one=True)
    return int(found)


def _compiled(report: Report, size: float, **how: Any) -> Any:
    compiler = _compiler(report, size)
    return compiler.compile(**how)


def _compiler(report: Report, size: float) -> Any:
    import typst  # heavy, and only who saves a page needs it

    fonts: list[str] = [str(FONTS)]
    return typst.Compiler(
        SOURCE.read_bytes(),  # type: ignore[misc]  # its stub wants source and fonts of one type
        root=str(FONTS),  # nothing but fonts can be reached from inside
        font_paths=fonts,
        ignore_system_fonts=not needs_other_letters("".join(report.texts())),
        sys_inputs={"report": json.dumps(asdict(report) | {"size": size})},
    )
