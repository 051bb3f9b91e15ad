"""Totals of a questionnaire over time: a dot each time, a line from three on, a band of chance.

The scale is the whole range of the questionnaire, so that a small step looks small.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kith.plots import ink
from kith.plots.frame import framed
from kith.plots.ink import element, named, plain
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.plane import RIGHT, Plane, dates, in_numbers, levels
from kith.plots.ticks import Grain, number_ticks

BOTTOM = 34.0
RADIUS = 5.0
ROOM = 0.04


@dataclass(frozen=True, slots=True)
class Dot:
    """One total; `early` asked about days that were asked about already, and is drawn hollow."""

    at: datetime
    value: float
    said: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class ScoresWords:
    """Every word on the picture; as it is, numbers only."""

    title: str = ""
    description: str = ""
    line: str = ""
    band: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


def scores(
    dots: Sequence[Dot],
    ends: tuple[float, float],
    *,
    line: Sequence[tuple[datetime, float]] = (),
    band: tuple[float, float] | None = None,
    words: ScoresWords | None = None,
    width: float = 480.0,
    key: str = "scores",
) -> str:
    """Draw totals, oldest first, between the ends of their scale, as SVG.

    `line` joins those that may be compared. Within `band` a step from the first may be chance.
    Raises `ValueError` without a dot.
    """
    if not dots:
        raise ValueError("no dots")
    words = words or ScoresWords()
    height = 240.0 if width >= NARROW_BELOW else 220.0
    plane = _plane(dots, ends, width, height)
    drawn = [
        *([_band(plane, band, words)] if band else []),
        *levels(plane, plain),
        *dates(plane, words.date),
        *([_line(plane, line, words)] if line else []),
        *(_dot(plane, one) for one in dots),
    ]
    return framed(
        ink.lines(drawn),
        width=width,
        height=height,
        key=key,
        title=words.title,
        description=words.description,
    )


def _plane(dots: Sequence[Dot], ends: tuple[float, float], width: float, height: float) -> Plane:
    low, high = ends
    room = ROOM * (high - low)
    left = 14.0 + max(ink.width_of(plain(v), SMALL) for v in number_ticks(low, high))
    first, last = dots[0].at, dots[-1].at
    if first == last:
        first, last = first - timedelta(days=7), last + timedelta(days=7)
    beside = 0.03 * (last - first)  # no dot is cut
    return Plane(
        first - beside,
        last + beside,
        low - room,
        high + room,
        left,
        width - RIGHT,
        14.0,
        height - BOTTOM,
    )


def _band(plane: Plane, band: tuple[float, float], words: ScoresWords) -> str:
    top, bottom = plane.y(band[1]), plane.y(band[0])
    area = element(
        "rect",
        class_="kp-band",
        x=plane.left,
        y=top,
        width=plane.right - plane.left,
        height=bottom - top,
        fill=ink.BAND,
    )
    inside = "\n".join([named("title", words.band), area])
    return element("g", inside, role="img", aria_label=words.band)


def _line(plane: Plane, line: Sequence[tuple[datetime, float]], words: ScoresWords) -> str:
    drawn = element(
        "polyline",
        class_="kp-bar-unknown",
        points=" ".join(f"{plane.x(at):.1f},{plane.y(value):.1f}" for at, value in line),
        fill="none",
        stroke=ink.UNKNOWN,
        stroke_width=2.0,
        stroke_linejoin="round",
    )
    inside = "\n".join([named("title", words.line), drawn])
    return element("g", inside, role="img", aria_label=words.line)


def _dot(plane: Plane, one: Dot) -> str:
    drawn = element(
        "circle",
        class_="kp-ring" if one.early else "kp-dot",
        cx=plane.x(one.at),
        cy=plane.y(one.value),
        r=RADIUS,
        fill=ink.PAPER if one.early else ink.INK,
        stroke=ink.UNKNOWN if one.early else ink.INK,
        stroke_width=1.6,
    )
    inside = "\n".join([named("title", one.said), drawn])
    return element("g", inside, role="img", aria_label=one.said)
