"""The plane of a picture over time: where a date and a number stand, and the lines that say so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from kith.plots import ink
from kith.plots.ink import element, plain, text
from kith.plots.layout import SMALL
from kith.plots.ticks import Grain, date_ticks, number_ticks

RIGHT = 12.0
TICK_EVERY = 70.0  # pixels a date needs


def in_numbers(at: datetime, grain: Grain) -> str:
    """Return a date without a word: 2026-03-01, 2026-03 or 2026."""
    return at.strftime({"day": "%Y-%m-%d", "year": "%Y"}.get(grain, "%Y-%m"))


@dataclass(frozen=True, slots=True)
class Plane:
    """A part of a picture with dates below and numbers at the left."""

    first: datetime
    last: datetime
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, at: datetime) -> float:
        """Return where a date stands; nothing lies outside."""
        whole = (self.last - self.first).total_seconds()
        part = (at - self.first).total_seconds() / whole if whole > 0 else 0.5
        return self.left + (self.right - self.left) * min(1.0, max(0.0, part))

    def y(self, value: float) -> float:
        """Return where a number stands; nothing lies outside."""
        part = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(1.0, max(0.0, part))


def said_of(value: float) -> str:
    """Return a number with its sign, as it stands at a line."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def levels(plane: Plane, said: Callable[[float], str] = said_of) -> list[str]:
    """Draw the lines of the numbers, zero darker than the others."""
    drawn = []
    for value in number_ticks(plane.low, plane.high):
        y, zero = plane.y(value), value == 0
        drawn += [
            element(
                "line",
                class_="kp-zero" if zero else "kp-line",
                x1=plane.left,
                x2=plane.right,
                y1=y,
                y2=y,
                stroke=ink.UNKNOWN if zero else ink.LINE,
            ),
            small(said(value), plane.left - 6.0, y + 4.0, "end"),
        ]
    return drawn


def dates(plane: Plane, date: Callable[[datetime, Grain], str]) -> list[str]:
    """Draw the dates below, none over another."""
    most = max(2, int((plane.right - plane.left) / TICK_EVERY))
    drawn, free = [], -1e9
    for at, grain in date_ticks(plane.first, plane.last, most):
        said = date(at, grain)
        half = ink.width_of(said, SMALL) / 2
        x = min(max(plane.x(at), half + 2.0), plane.right + RIGHT - half - 2.0)
        if x - half < free:
            continue
        free = x + half + 8.0
        drawn.append(small(said, x, plane.bottom + 22.0, "middle"))
        drawn.append(_tick(plane.x(at), plane.bottom))
    return drawn


def _tick(x: float, y: float) -> str:
    return element("line", class_="kp-zero", x1=x, x2=x, y1=y, y2=y + 5.0, stroke=ink.UNKNOWN)


def small(said: str, x: float, y: float, anchor: str) -> str:
    """Draw small words with a rim, legible where they cross a line."""
    return text(
        said,
        class_="kp-small kp-rim",
        x=x,
        y=y,
        font_size=SMALL,
        text_anchor=anchor,
        fill=ink.MUTED,
        **ink.RIM,
    )
