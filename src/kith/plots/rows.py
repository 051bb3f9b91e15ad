"""When things happened, along a line of time: a row of marks for each kind of thing, and no sum.

Shape tells the marks apart (a dot, an open diamond, an open ring), so nothing rests on colour.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kith.plots import ink
from kith.plots.events import drawn_events, named_events
from kith.plots.frame import framed
from kith.plots.ink import element, named, text, width_of
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.path import Event
from kith.plots.plane import in_numbers
from kith.plots.ticks import Grain, date_ticks

ROW = 34.0
EDGE = 14.0
BOTTOM = 30.0
RADIUS = 5.0
TICK_EVERY = 70.0
SHORTEST = timedelta(days=7)


class Mark(StrEnum):
    """The shape of a mark."""

    DOT = "dot"
    DIAMOND = "diamond"
    RING = "ring"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, what a screen reader is told of all of it, and its marks."""

    name: str
    said: str
    marks: Sequence[tuple[datetime, Mark]]


@dataclass(frozen=True, slots=True)
class RowsWords:
    """Every word on the picture but the rows' own; as it is, dates are numbers."""

    title: str = ""
    description: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


def rows(
    drawn: Sequence[Row],
    *,
    first: datetime,
    last: datetime,
    events: Sequence[Event] = (),
    words: RowsWords | None = None,
    width: float = 540.0,
    key: str = "rows",
) -> str:
    """Draw the rows between `first` and `last` as SVG; a span under a week is drawn as a week.

    Times outside stand at the edge. Below 480 pixels the names stand above their rows.
    """
    words = words or RowsWords()
    narrow = width < NARROW_BELOW
    widest = max((width_of(row.name, SMALL, bold=True) for row in drawn), default=0.0)
    left = EDGE if narrow else min(EDGE + widest + 14.0, width / 3)
    first = min(first, last - SHORTEST)
    plane = _Plane(first, last, left + RADIUS, width - EDGE - RADIUS)
    marks = named_events([(plane.x(e.at), e.label) for e in events], width)
    top = 18.0 + 16.0 * (1 + max((mark.level for mark in marks if mark.shown), default=-1))
    row = ROW + 16.0 if narrow else ROW
    bottom = top + len(drawn) * row
    inside = [
        *drawn_events(marks, bottom),
        *(_row(one, plane, (top + n * row, row)) for n, one in enumerate(drawn)),
        *_dates(plane, bottom, words),
    ]
    return framed(
        ink.lines(inside),
        width=width,
        height=bottom + BOTTOM,
        key=key,
        title=words.title,
        description=words.description,
    )


@dataclass(frozen=True, slots=True)
class _Plane:
    first: datetime
    last: datetime
    left: float
    right: float

    def x(self, at: datetime) -> float:
        share = (at - self.first) / (self.last - self.first)
        return self.left + (self.right - self.left) * min(1.0, max(0.0, share))


def _row(one: Row, plane: _Plane, place: tuple[float, float]) -> str:
    top, row = place
    narrow = row > ROW
    middle = top + row - ROW / 2
    inside = [
        named("title", one.said or one.name),
        element(
            "line",
            class_="kp-line",
            x1=plane.left - RADIUS,
            x2=plane.right + RADIUS,
            y1=middle,
            y2=middle,
            stroke=ink.LINE,
        ),
        text(
            one.name,
            class_="kp-name kp-rim",
            x=EDGE,
            y=top + 14.0 if narrow else middle + 4.0,
            font_size=SMALL,
            font_weight=600,
            fill=ink.INK,
            **ink.RIM,
        ),
        *(_mark(plane.x(at), middle, mark) for at, mark in sorted(one.marks)),
    ]
    return element("g", ink.lines(inside), role="img", aria_label=one.said or one.name)


def _mark(x: float, y: float, mark: Mark) -> str:
    if mark is Mark.RING:
        return element(
            "circle",
            class_="kp-open kp-way",
            cx=x,
            cy=y,
            r=RADIUS,
            fill=ink.PAPER,
            stroke=ink.UNKNOWN,
            stroke_width=2.2,
        )
    if mark is Mark.DOT:
        return element(
            "circle", class_="kp-mark-heal", cx=x, cy=y, r=RADIUS, fill=ink.HEAL, fill_opacity=0.85
        )
    size = RADIUS + 1.0
    points = f"{x:.1f},{y - size:.1f} {x + size:.1f},{y:.1f} {x:.1f},{y + size:.1f} {x - size:.1f},{y:.1f}"
    return element(
        "polygon",
        class_="kp-open kp-bar-drain",
        points=points,
        fill=ink.PAPER,
        stroke=ink.DRAIN,
        stroke_width=2.2,
    )


def _dates(plane: _Plane, bottom: float, words: RowsWords) -> list[str]:
    most = max(2, int((plane.right - plane.left) / TICK_EVERY))
    drawn, free = [], -1e9
    for at, grain in date_ticks(plane.first, plane.last, most):
        said = words.date(at, grain)
        half = width_of(said, SMALL) / 2
        x = min(max(plane.x(at), half + 2.0), plane.right + EDGE - half)
        if x - half < free:
            continue
        free = x + half + 8.0
        drawn.append(
            text(
                said,
                class_="kp-small",
                x=x,
                y=bottom + 20.0,
                font_size=SMALL,
                text_anchor="middle",
                fill=ink.MUTED,
            )
        )
    return drawn
