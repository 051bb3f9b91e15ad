"""One person's effect over time: a line where it probably was, a band where it may have been."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kith.plots import ink
from kith.plots.events import drawn_events, named_events
from kith.plots.frame import framed
from kith.plots.ink import element, named
from kith.plots.layout import NARROW_BELOW, SMALL
from kith.plots.plane import RIGHT, Plane, dates, in_numbers, levels, said_of, small
from kith.plots.ticks import Grain, number_ticks

BOTTOM = 34.0
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


@dataclass(frozen=True, slots=True)
class PathWords:
    """Every word on the path; as it is, numbers only. `line` names the line and its band."""

    title: str = ""
    description: str = ""
    line: str = ""
    no_effect: str = ""
    date: Callable[[datetime, Grain], str] = in_numbers


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
        *levels(plane),
        *dates(plane, words.date),
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


def _plane(path: PathLike, width: float, height: float, events: Sequence[Event]) -> Plane:
    low, high = min(*path.low, 0.0), max(*path.high, 0.0)
    if high - low < FLAT:
        low, high = -1.0, 1.0
    room = 0.06 * (high - low)
    first, last = path.times[0], path.times[-1]
    labels = [(0.0, e.label) for e in events]
    top = 14.0 + 16.0 * (1 + max((e.level for e in named_events(labels, width)), default=-1))
    left = 14.0 + max(ink.width_of(said_of(v), SMALL) for v in number_ticks(low, high))
    return Plane(
        first, last, low - room, high + room, left, width - RIGHT, min(top, 62.0), height - BOTTOM
    )


def _no_effect(path: PathLike, plane: Plane, words: PathWords) -> str:
    """Name the zero line at the end where the course is further from it."""
    y = plane.y(0.0) - 6.0
    if abs(path.mean[0]) > abs(path.mean[-1]):
        return small(words.no_effect, plane.left + 4.0, y, "start")
    return small(words.no_effect, plane.right, y, "end")


def _line_and_band(path: PathLike, plane: Plane, words: PathWords, tone: str) -> str:
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
