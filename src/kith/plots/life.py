"""A line through a life, from top to bottom: one kind of mark on each side, in one order."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.plots import ink
from kith.plots.frame import framed
from kith.plots.ink import element, named, text
from kith.plots.layout import SMALL
from kith.plots.loop import wrapped

EDGE, HEAD, GAP, LINE = 12.0, 30.0, 14.0, 17.0
BESIDE, RADIUS = 16.0, 6.0  # from the line to the words; of a mark
MOST = 3  # lines of a title
BOLD = 1.12


@dataclass(frozen=True, slots=True)
class Title:
    """One title: its side (0 right, 1 left), what stands there, and what is said of it as a whole."""

    side: int
    label: str
    said: str


def life(
    titles: Sequence[Title],
    *,
    sides: tuple[str, str],
    title: str = "",
    description: str = "",
    width: float = 540.0,
    key: str = "life",
) -> str:
    """Draw the titles along one line; the two sides differ by place and by shape, not by colour alone."""
    middle = width / 2
    room = middle - EDGE - BESIDE
    drawn, y = [*_heads(sides, middle, room)], EDGE + HEAD + GAP
    top = y - GAP
    for one in titles:
        rows = wrapped(one.label, room, SMALL, MOST) or [""]
        drawn.append(_mark(one, rows, middle, y))
        y += LINE * len(rows) + GAP
    line = element(
        "line",
        class_="kp-way",
        x1=middle,
        y1=top,
        x2=middle,
        y2=y,
        stroke=ink.UNKNOWN,
        stroke_width=2,
    )
    return framed(
        ink.lines([line, *drawn]),
        width=width,
        height=y + EDGE,
        key=key,
        title=title,
        description=description,
    )


def _heads(sides: tuple[str, str], middle: float, room: float) -> list[str]:
    found = []
    for side, said in enumerate(sides):
        x, anchor = _place(side, middle)
        found += [
            text(
                line,
                class_="kp-name",
                x=x,
                y=EDGE + SMALL + LINE * number,
                font_size=SMALL,
                font_weight=600,
                fill=ink.INK,
                text_anchor=anchor,
            )
            for number, line in enumerate(wrapped(said, room / BOLD, SMALL, 2))
        ]
    return found


def _place(side: int, middle: float) -> tuple[float, str]:
    return (middle - BESIDE, "end") if side else (middle + BESIDE, "start")


def _mark(one: Title, rows: list[str], middle: float, y: float) -> str:
    x, anchor = _place(one.side, middle)
    words = [
        text(
            row,
            class_="kp-small",
            x=x,
            y=y + SMALL + LINE * number - RADIUS / 2,
            font_size=SMALL,
            fill=ink.INK,
            text_anchor=anchor,
        )
        for number, row in enumerate(rows)
    ]
    at = y + RADIUS
    shape = (
        element(
            "rect",
            class_="kp-open kp-bar-drain",
            x=middle - RADIUS,
            y=at - RADIUS,
            width=2 * RADIUS,
            height=2 * RADIUS,
            fill=ink.PAPER,
            stroke=ink.DRAIN,
            stroke_width=2,
        )
        if one.side
        else element("circle", class_="kp-mark-heal", cx=middle, cy=at, r=RADIUS, fill=ink.HEAL)
    )
    return element(
        "g", ink.lines([named("title", one.said), shape, *words]), role="img", aria_label=one.said
    )
