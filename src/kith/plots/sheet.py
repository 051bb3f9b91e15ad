"""A page of paper: numbered boxes with lines in them, as an A4 PDF that fits one page.

Rendered in memory like the pictures: what a vault holds never lies on the disk in the clear.
"""

import json
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path

from kith.plots.png import FONTS, needs_other_letters

SOURCE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class Box:
    """A title with lines under it; without lines there is room to write by hand."""

    number: str
    title: str
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the page: whom to call first, the boxes in order, a last line."""

    title: str
    made: str
    calls: tuple[str, ...]
    boxes: tuple[Box, ...] = field(repr=False)
    foot: str
    language: str = "en"


def pdf(sheet: Sheet) -> bytes:
    """Return the page as a PDF in black and greys, in the largest look that fits A4.

    Looks go from one column of 12.5 pt to two of 6.5 pt. Where even that does not fit, nothing is cut: it flows on to another page. The file
    holds no date and no name but those on the page.
    """
    import typst  # heavy, and only who saves a page needs it

    given = json.dumps(asdict(sheet))
    words = "".join(chain(sheet.calls, *(box.lines for box in sheet.boxes)))
    fonts: list[str] = [str(FONTS)]
    compiler = typst.Compiler(
        SOURCE.read_bytes(),  # type: ignore[misc]  # its stub wants source and fonts of one type
        root=str(FONTS),  # nothing but fonts can be reached from inside
        font_paths=fonts,
        ignore_system_fonts=not needs_other_letters(words),
        sys_inputs={"sheet": given},
    )
    made = compiler.compile(format="pdf")
    if not isinstance(made, bytes):
        raise TypeError("typst returned no document")
    return made
