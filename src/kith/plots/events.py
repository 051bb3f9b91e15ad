"""Dated marks on a path: a dotted gold line with a label that gets out of the others' way."""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.plots import ink
from kith.plots.ink import element, named, text
from kith.plots.layout import SMALL

LEVELS = 3
LEVEL = 16.0
TOP = 14.0


@dataclass(frozen=True, slots=True)
class Placed:
    """One mark: where it stands, its name, the part of it that is shown, how far down, which side."""

    x: float
    label: str
    shown: str
    level: int
    anchor: str


def named_events(marks: Sequence[tuple[float, str]], width: float) -> list[Placed]:
    """Give every label the highest line that is free; one without room keeps its name unseen."""
    free = [-1e9] * LEVELS
    placed = []
    for x, label in sorted(marks):
        short = ink.shortened(label, width * 0.36, SMALL)
        long = ink.width_of(short, SMALL)
        left = x + 5.0 if x + 5.0 + long <= width else x - 5.0 - long
        level = next((i for i in range(LEVELS) if free[i] <= left), None)
        if level is None or left < 0:
            placed.append(Placed(x, label, "", LEVELS, "start"))  # below the names
            continue
        free[level] = left + long + 8.0
        placed.append(Placed(x, label, short, level, "start" if left > x else "end"))
    return placed


def drawn_events(placed: Sequence[Placed], bottom: float) -> list[str]:
    """Draw each mark with its name for a pointer and a screen reader."""
    return [_drawn(mark, bottom) for mark in placed]


def _drawn(mark: Placed, bottom: float) -> str:
    base = TOP + mark.level * LEVEL
    parts = [
        named("title", mark.label),
        element(
            "line",
            class_="kp-event",
            x1=mark.x,
            x2=mark.x,
            y1=base - 10.0,
            y2=bottom,
            stroke=ink.GOLD,
            stroke_width=1.6,
            stroke_dasharray="1.5 4",
            stroke_linecap="round",
        ),
    ]
    if mark.shown:
        shift = 5.0 if mark.anchor == "start" else -5.0
        parts.append(
            text(
                mark.shown,
                class_="kp-event-name kp-rim",
                x=mark.x + shift,
                y=base,
                font_size=SMALL,
                text_anchor=mark.anchor,
                fill=ink.GOLD_INK,
                **ink.RIM,
            )
        )
    return element("g", "\n".join(parts), role="img", aria_label=mark.label)
