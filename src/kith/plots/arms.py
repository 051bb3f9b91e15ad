"""Two kinds of days side by side: a dot for each day, a line at their mean, and the difference.

Shape tells the kinds apart (dots and rings), so nothing rests on colour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kith.plots import ink
from kith.plots.frame import framed
from kith.plots.ink import element, named, text, width_of
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.ticks import number_ticks, round_up

ROW = 62.0
DIFFERENCE_ROW = 60.0
TOP = 26.0
AXIS = 40.0
RADIUS = 4.5
GOLDEN = 0.618034
EDGE = 14.0


@dataclass(frozen=True, slots=True)
class ArmsWords:
    """Every word on the picture; as it is, numbers only."""

    title: str = ""
    description: str = ""
    yes: str = "+"
    no: str = "-"
    yes_said: str = ""
    no_said: str = ""
    axis: str = ""
    difference: str = ""
    difference_said: str = ""
    no_difference: str = "0"
    lower: str = "{value}"
    higher: str = "{value}"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the difference probably is, and between what it may be."""

    mean: float
    low: float
    high: float


def arms(
    yes: Sequence[float],
    no: Sequence[float],
    difference: Difference | None = None,
    *,
    words: ArmsWords | None = None,
    tone: str = "unknown",
    scale: tuple[float, float] = (0.0, 10.0),
    width: float = 540.0,
    key: str = "arms",
) -> str:
    """Draw days of both kinds as SVG; days outside the scale stand at its edge.

    Below 480 pixels the names stand above their rows.
    """
    words = words or ArmsWords()
    narrow = width < NARROW_BELOW
    widest = max(
        width_of(word, SMALL, bold=True) for word in (words.yes, words.no, words.difference)
    )
    left = EDGE if narrow else min(EDGE + widest + 14.0, width / 3)
    plot = _Plot(left + RADIUS, width - EDGE - RADIUS, scale, narrow=narrow)
    bottom = TOP + 2 * ROW
    drawn = [
        _grid(plot, TOP - 6.0, bottom),
        _row(yes, words.yes, words.yes_said, TOP, plot, ring=False),
        _row(no, words.no, words.no_said, TOP + ROW, plot, ring=True),
        _axis(plot, bottom, words.axis),
    ]
    height = bottom + AXIS
    if difference is not None:
        drawn.append(_difference(difference, words, height + 8.0, plot, tone))
        height += DIFFERENCE_ROW + AXIS
    return framed(
        ink.lines(drawn),
        width=width,
        height=height,
        key=key,
        title=words.title,
        description=words.description,
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    left: float
    right: float
    scale: tuple[float, float]
    narrow: bool

    def x(self, value: float) -> float:
        low, high = self.scale
        share = (min(max(value, low), high) - low) / (high - low)
        return self.left + share * (self.right - self.left)


def _grid(plot: _Plot, top: float, bottom: float) -> str:
    return ink.lines(
        element("line", class_="kp-line", x1=x, x2=x, y1=top, y2=bottom, stroke=ink.LINE)
        for x in (plot.x(value) for value in number_ticks(*plot.scale))
    )


def _row(
    values: Sequence[float], name: str, said: str, top: float, plot: _Plot, *, ring: bool
) -> str:
    known = [value for value in values if math.isfinite(value)]
    middle = top + ROW / 2 + (8.0 if plot.narrow else 0.0)
    dots = [
        _dot(plot.x(value), middle + ((i * GOLDEN) % 1.0 - 0.5) * 22.0, ring=ring)
        for i, value in enumerate(known)
    ]
    inside = [named("title", said), *dots]
    if known:
        mean = plot.x(sum(known) / len(known))
        inside.append(
            element(
                "line",
                class_="kp-zero",
                x1=mean,
                x2=mean,
                y1=middle - 17.0,
                y2=middle + 17.0,
                stroke=ink.UNKNOWN,
                stroke_width=3,
            )
        )
    marks = element("g", f"\n{ink.lines(inside)}\n", role="img", aria_label=said or name)
    return ink.lines([_name(name, top, middle, plot), marks])


def _name(name: str, top: float, middle: float, plot: _Plot) -> str:
    y = top + 8.0 if plot.narrow else middle + 4.0
    return text(
        name,
        class_="kp-name",
        x=EDGE,
        y=y,
        font_size=SMALL,
        font_weight=600,
        fill=ink.INK,
        **ink.RIM,
    )


def _dot(x: float, y: float, *, ring: bool) -> str:
    if ring:
        return element(
            "circle",
            class_="kp-ring",
            cx=x,
            cy=y,
            r=RADIUS,
            fill=ink.PAPER,
            stroke=ink.UNKNOWN,
            stroke_width=1.8,
        )
    return element("circle", class_="kp-mark-unknown", cx=x, cy=y, r=RADIUS, fill=ink.UNKNOWN)


def _axis(plot: _Plot, bottom: float, said: str) -> str:
    numbers = [
        _small(ink.plain(value), plot.x(value), bottom + 14.0)
        for value in number_ticks(*plot.scale)
    ]
    return ink.lines([*numbers, _small(said, (plot.left + plot.right) / 2, bottom + 31.0)])


def _small(said: str, x: float, y: float, anchor: str = "middle") -> str:
    return text(
        said, class_="kp-small", x=x, y=y, font_size=SMALL, text_anchor=anchor, fill=ink.MUTED
    )


def _difference(found: Difference, words: ArmsWords, top: float, plot: _Plot, tone: str) -> str:
    limit = round_up(max(abs(found.low), abs(found.high), abs(found.mean), 0.5))
    own = _Plot(plot.left, plot.right, (-limit, limit), narrow=plot.narrow)
    middle = top + DIFFERENCE_ROW / 2 + (4.0 if plot.narrow else 0.0)
    colour = ink.TONES.get(tone, ink.UNKNOWN)
    zero = element(
        "line",
        class_="kp-zero",
        x1=own.x(0.0),
        x2=own.x(0.0),
        y1=middle - 16.0,
        y2=middle + 16.0,
        stroke=ink.UNKNOWN,
    )
    bar = element(
        "line",
        class_=f"kp-bar-{tone}",
        x1=own.x(found.low),
        x2=own.x(found.high),
        y1=middle,
        y2=middle,
        stroke=colour,
        stroke_width=9,
        stroke_opacity=0.35,
        stroke_linecap="round",
    )
    dot = element(
        "circle", class_=f"kp-mark-{tone}", cx=own.x(found.mean), cy=middle, r=6.0, fill=colour
    )
    marks = element(
        "g",
        f"\n{ink.lines([named('title', words.difference_said), bar, dot])}\n",
        role="img",
        aria_label=words.difference_said or words.difference,
    )
    value, below = ink.plain(limit), middle + 36.0
    ends = [
        _small(words.lower.format(value=value), own.left, below, "start"),
        _small(words.no_difference, own.x(0.0), below),
        _small(words.higher.format(value=value), own.right, below, "end"),
    ]
    return ink.lines([zero, _name(words.difference, top, middle, plot), marks, *ends])
