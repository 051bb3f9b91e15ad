"""What every picture is drawn with: the light colours, escaped elements, the room a word takes."""

import unicodedata
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from kith.tongues import figures

# The light set of the site's tokens.css; on a page its classes bring the dark set.
PAPER = "#FFFFFF"
INK = "#1F2A2A"
MUTED = "#465250"
LINE = "#E5DFD3"
HEAL = "#0F7A6C"
DRAIN = "#B8501F"
GOLD = "#9A6B12"
GOLD_INK = "#573A05"
UNKNOWN = "#747A83"
BAND = "#ECEDEF"

TONES = {"heal": HEAL, "drain": DRAIN, "unknown": UNKNOWN}
SANS = "Inter, 'DejaVu Sans', system-ui, sans-serif"

_NARROW = set("iIjlt.,:;'|!()[]{}frJ ·‧")
_WIDE = set("mwMWQOGD@%—…")
MINUS = "\u2212"

# A rim in the colour of the ground, so that words stay legible where they cross a line.
RIM = {"stroke": PAPER, "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}


def element(name: str, /, content: str = "", **attributes: object) -> str:
    """Write one element; `_` in an attribute stands for `-`, and None leaves it out."""
    kept = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items() if v is not None}
    written = "".join(f" {key}={quoteattr(_number(value))}" for key, value in kept.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(said: str, /, **attributes: object) -> str:
    """Write a text element with the words escaped."""
    return element("text", escape(_clean(said)), **attributes)


def named(tag: str, said: str, /, **attributes: object) -> str:
    """Write a `title` or `desc`, which is what a screen reader and a pointer are told."""
    return element(tag, escape(_clean(said)) or " ", **attributes)


def _number(value: object) -> str:
    if isinstance(value, float):
        short = f"{value:.2f}".rstrip("0").rstrip(".")
        return "0" if short == "-0" else short
    return _clean(str(value))


def _clean(said: str) -> str:
    # XML cannot hold control characters, and one would make the whole picture unreadable.
    return "".join(c for c in said if c >= " " and unicodedata.category(c) not in {"Cc", "Cs"})


def width_of(said: str, size: float, *, bold: bool = False) -> float:
    """Estimate how many pixels a word takes, on the generous side."""
    return size * sum(map(_advance, said)) * (1.12 if bold else 1.0)


def _advance(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.05
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    return 0.68 if letter.isupper() else 0.59


def shortened(said: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return the words, or their beginning and an ellipsis where they would not fit."""
    if width_of(said, size, bold=bold) <= room:
        return said
    kept = said
    while kept and width_of(f"{kept}…", size, bold=bold) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def signed(value: float, digits: int = 1) -> str:
    """Write a number with its sign, a real minus, and no sign for zero."""
    rounded = round(value, digits)
    if rounded == 0:
        return figures(f"{0:.{digits}f}")
    return f"{'+' if rounded > 0 else MINUS}{figures(f'{abs(rounded):.{digits}f}')}"


def written(value: float, how: str) -> str:
    """Write a number in a format of Python, with a real minus and the sign of the language."""
    return figures(f"{value:{how}}").replace("-", MINUS)


def plain(value: float) -> str:
    """Write a number as short as it can be said: 1.5, 2, 0.25."""
    number = figures(f"{abs(value):g}")
    return number if value >= 0 else f"{MINUS}{number}"


def lines(parts: Iterable[str]) -> str:
    """Join elements, one a line, so that a saved file can be read."""
    return "\n".join(parts)
