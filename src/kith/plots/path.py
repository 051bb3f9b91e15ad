"""One person's effect over time: a line where it probably was, a band where it may have been."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kith.plots import ink
from kith.plots.events import drawn_events, named_events
from kith.plots.frame import framed
from kith.plots.ink import element, named, plain, text
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.ticks import Grain, date_ticks, number_ticks

RIGHT = 12.0
BOTTOM = 34.0
TICK_EVERY = 70.0  # pixels a date needs
FLAT = 1e-9


class PathLike(Protocol):
    """What the picture needs of a path (`kith.impact.Path` has it)."""

    @property
    def times(self) -> Sequence[datetime]:
        """When."""

    @property
    def mean(self) -> Sequence[float]:
        """Where the effect probably was, in the outcome's unit."""

    @property
    def low(self) -> Sequence[float]:
        """The lower edge of the band."""

    @property
    def high(self) -> Sequence[float]:
        """The upper edge of the band."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a date that the person wants to see on the picture."""

    at: datetime
    label: str


def in_numbers(at: datetime, grain: Grain) -> str:
    """Return a date without a word: 2026-03-01, 2026-03 or 2026."""
    return at.strftime({"day": "%Y-%m-%d", "year": "%Y"}.get(grain, "%Y-%m"))


@dataclass(frozen=True, slots=True)
class PathWords:
    """Every word on the path; as it is, numbers only. `line` names the line and its band."""

    title: str = ""
    description: str = ""
    line: str = ""
    no_effect: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


@dataclass(frozen=True, slots=True)
class _Plane:
    first: datetime
    last: datetime
    low: float
    high: float
    left: float
    right: float
    top: float
    bottom: float

    def x(self, at: datetime) -> float:
        whole = (self.last - self.first).total_seconds()
        part = (at - self.first).total_seconds() / whole if whole > 0 else 0.5
        return self.left + (self.right - self.left) * min(1.0, max(0.0, part))

    def y(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(1.0, max(0.0, part))


def path(
    path: PathLike,
    *,
    events: Sequence[Event] = (),
    words: PathWords | None = None,
    tone: str = "unknown",
    width: float = 480.0,
    key: str = "path",
) -> str:
    """Draw one person's path as SVG; `tone` is heal, drain or unknown (a dashed grey line)."""
    words = words or PathWords()
    height = 250.0 if width >= NARROW_BELOW else 230.0
    shown = [e for e in events if path.times[0] <= e.at <= path.times[-1]]
    plane = _plane(path, width, height, shown)
    drawn = [
        *_levels(plane),
        *_dates(plane, words),
        _line_and_band(path, plane, words, tone),
        _no_effect(path, plane, words),
        *drawn_events(named_events([(plane.x(e.at), e.label) for e in shown], width), plane.bottom),
    ]
    return framed(
        ink.lines(drawn),
        width=width,
        height=height,
        key=key,
        title=words.title,
        description=words.description,
    )


def _plane(path: PathLike, width: float, height: float, events: Sequence[Event]) -> _Plane:
    low, high = min(*path.low, 0.0), max(*path.high, 0.0)
    if high - low < FLAT:
        low, high = -1.0, 1.0
    room = 0.06 * (high - low)
    first, last = path.times[0], path.times[-1]
    labels = [(0.0, e.label) for e in events]
    top = 14.0 + 16.0 * (1 + max((e.level for e in named_events(labels, width)), default=-1))
    left = 14.0 + max(ink.width_of(_said(v), SMALL) for v in number_ticks(low, high))
    return _Plane(
        first, last, low - room, high + room, left, width - RIGHT, min(top, 62.0), height - BOTTOM
    )


def _said(value: float) -> str:
    return f"+{plain(value)}" if value > 0 else plain(value)


def _levels(plane: _Plane) -> list[str]:
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
            _small(_said(value), plane.left - 6.0, y + 4.0, "end"),
        ]
    return drawn


def _no_effect(path: PathLike, plane: _Plane, words: PathWords) -> str:
    """Name the zero line at the end where the course is further from it."""
    y = plane.y(0.0) - 6.0
    if abs(path.mean[0]) > abs(path.mean[-1]):
        return _small(words.no_effect, plane.left + 4.0, y, "start")
    return _small(words.no_effect, plane.right, y, "end")


def _dates(plane: _Plane, words: PathWords) -> list[str]:
    most = max(2, int((plane.right - plane.left) / TICK_EVERY))
    drawn, free = [], -1e9
    for at, grain in date_ticks(plane.first, plane.last, most):
        said = words.date(at, grain)
        half = ink.width_of(said, SMALL) / 2
        x = min(max(plane.x(at), half + 2.0), plane.right + RIGHT - half - 2.0)
        if x - half < free:
            continue
        free = x + half + 8.0
        drawn.append(_small(said, x, plane.bottom + 22.0, "middle"))
        drawn.append(_tick(plane.x(at), plane.bottom))
    return drawn


def _tick(x: float, y: float) -> str:
    return element("line", class_="kp-zero", x1=x, x2=x, y1=y, y2=y + 5.0, stroke=ink.UNKNOWN)


def _small(said: str, x: float, y: float, anchor: str) -> str:
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


def _line_and_band(path: PathLike, plane: _Plane, words: PathWords, tone: str) -> str:
    xs = [plane.x(at) for at in path.times]
    upper = [f"{x:.1f},{plane.y(v):.1f}" for x, v in zip(xs, path.high, strict=True)]
    lower = [f"{x:.1f},{plane.y(v):.1f}" for x, v in zip(xs, path.low, strict=True)]
    middle = [f"{x:.1f},{plane.y(v):.1f}" for x, v in zip(xs, path.mean, strict=True)]
    colour = ink.TONES[tone]
    band = element(
        "polygon",
        class_=f"kp-area kp-mark-{tone}",
        points=" ".join([*upper, *reversed(lower)]),
        fill=colour,
        fill_opacity=0.18,
    )
    line = element(
        "polyline",
        class_=f"kp-course kp-bar-{tone}",
        points=" ".join(middle),
        fill="none",
        stroke=colour,
        stroke_width=2.6,
        stroke_linejoin="round",
        stroke_dasharray="6 4" if tone == "unknown" else None,
    )
    inside = "\n".join([named("title", words.line), band, line])
    return element("g", inside, class_=f"kp-{tone}", role="img", aria_label=words.line)
