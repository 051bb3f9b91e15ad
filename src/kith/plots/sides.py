"""How much of something was there on two sides, month by month: two rows of bars, one scale, no sum.

Both rows have the same colour and the same scale: a place and a name tell them apart.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kith.plots import ink
from kith.plots.frame import framed
from kith.plots.ink import element, named, text, width_of
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.plane import in_numbers
from kith.plots.ticks import Grain, round_up

TALL = 54.0
NAME = 18.0
EDGE = 14.0
BOTTOM = 26.0
WIDEST = 26.0


@dataclass(frozen=True, slots=True)
class SidesWords:
    """Every word on the picture; as it is, numbers only. The last two say a whole row."""

    title: str = ""
    description: str = ""
    one: str = "1"
    other: str = "2"
    one_said: str = ""
    other_said: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


@dataclass(frozen=True, slots=True)
class _Plane:
    left: float
    right: float
    most: float
    months: int

    @property
    def step(self) -> float:
        """Return the room of a month."""
        return (self.right - self.left) / max(self.months, 1)

    def x(self, place: int) -> float:
        """Return the middle of a month."""
        return self.left + (place + 0.5) * self.step


def sides(
    months: Sequence[datetime],
    one: Sequence[float],
    other: Sequence[float],
    *,
    words: SidesWords | None = None,
    width: float = 540.0,
    key: str = "sides",
) -> str:
    """Draw two rows of bars, one bar a month, as SVG; the three lists are equally long."""
    words = words or SidesWords()
    plane = _Plane(EDGE, width - EDGE, round_up(max([*one, *other, 1])), len(months))
    rows = ((one, words.one, words.one_said), (other, words.other, words.other_said))
    drawn, top = [], 6.0
    for values, name, said in rows:
        drawn.append(_row(values, plane, top, (name, said)))
        top += NAME + TALL + 8.0
    drawn += _dates(months, plane, top, words, narrow=width < NARROW_BELOW)
    return framed(
        ink.lines(drawn),
        width=width,
        height=top + BOTTOM,
        key=key,
        title=words.title,
        description=words.description,
    )


def _row(values: Sequence[float], plane: _Plane, top: float, names: tuple[str, str]) -> str:
    name, said = names
    base = top + NAME + TALL
    wide = min(WIDEST, max(1.5, 0.8 * plane.step))
    bars = [
        element(
            "rect",
            class_="kp-mark-unknown",
            x=plane.x(place) - wide / 2,
            y=base - TALL * value / plane.most,
            width=wide,
            height=TALL * value / plane.most,
            fill=ink.UNKNOWN,
        )
        for place, value in enumerate(values)
        if value > 0
    ]
    inside = [
        named("title", said or name),
        text(
            name,
            class_="kp-name",
            x=plane.left,
            y=top + 12.0,
            font_size=SMALL,
            font_weight=600,
            fill=ink.INK,
        ),
        text(
            ink.plain(plane.most),
            class_="kp-small",
            x=plane.right,
            y=top + 12.0,
            font_size=SMALL,
            text_anchor="end",
            fill=ink.MUTED,
        ),
        *bars,
        element(
            "line",
            class_="kp-line",
            x1=plane.left,
            x2=plane.right,
            y1=base,
            y2=base,
            stroke=ink.LINE,
        ),
    ]
    return element("g", ink.lines(inside), role="img", aria_label=said or name)


def _dates(
    months: Sequence[datetime], plane: _Plane, top: float, words: SidesWords, *, narrow: bool
) -> list[str]:
    drawn: list[str] = []
    free = -1e9
    for place, at in enumerate(months):
        grain: Grain = "month_year" if narrow or place == 0 or at.month == 1 else "month"
        said = words.date(at, grain)
        half = width_of(said, SMALL) / 2
        x = min(max(plane.x(place), half + 2.0), plane.right + EDGE - half - 2.0)
        if x - half < free:
            continue
        free = x + half + 14.0
        drawn.append(
            text(
                said,
                class_="kp-small",
                x=x,
                y=top + 12.0,
                font_size=SMALL,
                text_anchor="middle",
                fill=ink.MUTED,
            )
        )
    return drawn
