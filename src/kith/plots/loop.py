"""How one thing leads to the next, and back to the first: boxes along a way that closes.

A picture holds as much of each text as has room; whoever cannot see it is told all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kith.plots import ink
from kith.plots.frame import framed
from kith.plots.ink import element, named, shortened, text, width_of
from kith.plots.layout import NARROW_BELOW, SMALL

EDGE, BETWEEN = 10.0, 34.0
LINES, LINE = 4, 16.0
PAD = 10.0
HEAD = 5.0  # of an arrow
HEADS, BOLD = 2, 1.12  # lines of a name, and how much wider bold letters are


@dataclass(frozen=True, slots=True)
class Station:
    """One box: what it is, and what the person wrote of it."""

    name: str
    said: str


def loop(
    stations: Sequence[Station],
    *,
    title: str = "",
    description: str = "",
    width: float = 540.0,
    key: str = "loop",
) -> str:
    """Draw the stations in order as SVG, with an arrow from each to the next and from the last back.

    Two rows, forth above and back below; under 480 pixels two columns, down and up again. One
    station alone stands without an arrow.
    """
    across = 2 if width < NARROW_BELOW else max(1, -(-len(stations) // 2))
    down = max(1, -(-len(stations) // across))
    box = (width - 2 * EDGE - BETWEEN * (across - 1)) / across
    tall = 2 * PAD + LINE * (LINES + 1)
    places = [
        (EDGE + column * (box + BETWEEN), EDGE + row * (tall + BETWEEN))
        for column, row in _way(len(stations), across, down)
    ]
    drawn = [_box(one, place, box, tall) for one, place in zip(stations, places, strict=True)]
    if len(places) > 1:
        following = [*places[1:], places[0]]
        drawn += [_arrow(a, b, box, tall) for a, b in zip(places, following, strict=True)]
    height = 2 * EDGE + down * tall + (down - 1) * BETWEEN
    return framed(
        ink.lines(drawn),
        width=width,
        height=height,
        key=key,
        title=title,
        description=description,
    )


def _way(many: int, across: int, down: int) -> list[tuple[int, int]]:
    """Return column and row of each station along the way round."""
    if down <= 2:
        forth = [(column, 0) for column in range(across)]
        return [*forth, *((column, 1) for column in reversed(range(across)))][:many]
    first = [(0, row) for row in range(down)]
    return [*first, *((1, row) for row in reversed(range(many - down)))]


def _box(one: Station, place: tuple[float, float], wide: float, tall: float) -> str:
    x, y = place
    room = wide - 2 * PAD
    heads = wrapped(one.name, room / BOLD, SMALL, HEADS)
    rows = [(line, "kp-name", ink.INK, 600) for line in heads]
    rows += [
        (line, "kp-small", ink.MUTED, 400)
        for line in wrapped(one.said, room, SMALL, LINES + 1 - len(heads))
    ]
    words = [
        text(
            line,
            class_=kind,
            x=x + PAD,
            y=y + PAD + SMALL + LINE * number,
            font_size=SMALL,
            font_weight=weight,
            fill=fill,
        )
        for number, (line, kind, fill, weight) in enumerate(rows)
    ]
    said = f"{one.name} {one.said}".strip()
    inside = [
        named("title", said),
        element(
            "rect",
            class_="kp-open kp-way",
            x=x,
            y=y,
            width=wide,
            height=tall,
            rx=8,
            fill=ink.PAPER,
            stroke=ink.UNKNOWN,
        ),
        *words,
    ]
    return element("g", ink.lines(inside), role="img", aria_label=said)


def wrapped(said: str, room: float, size: float, most: int) -> list[str]:
    """Break words into lines of so many pixels; what has no room ends in an ellipsis."""
    found: list[str] = []
    for word in said.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width_of(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > most:
        found = [*found[: most - 1], " ".join(found[most - 1 :])]
    return [shortened(line, room, size) for line in found]


def _arrow(start: tuple[float, float], end: tuple[float, float], wide: float, tall: float) -> str:
    """Draw an arrow from the edge of one box to the edge of the next, straight along the way."""
    (ax, ay), (bx, by) = start, end
    if ay == by:
        y = ay + tall / 2
        step = 1.0 if bx > ax else -1.0
        x1, x2 = (ax + wide, bx) if step > 0 else (ax, bx + wide)
        return _line((x1 + step * 3, y), (x2 - step * 3, y))
    middle = (max(ax, bx) + min(ax, bx) + wide) / 2
    step = 1.0 if by > ay else -1.0
    y1, y2 = (ay + tall, by) if step > 0 else (ay, by + tall)
    return _line((middle, y1 + step * 3), (middle, y2 - step * 3))


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    along = max(abs(x2 - x1), abs(y2 - y1)) or 1.0
    ux, uy = (x2 - x1) / along, (y2 - y1) / along
    left, right = (
        (x2 - ux * 2 * HEAD + turn * uy * HEAD, y2 - uy * 2 * HEAD - turn * ux * HEAD)
        for turn in (1, -1)
    )
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in ((x2, y2), left, right))
    return ink.lines(
        [
            element(
                "line",
                class_="kp-way",
                x1=x1,
                y1=y1,
                x2=x2 - ux * HEAD,
                y2=y2 - uy * HEAD,
                stroke=ink.UNKNOWN,
                stroke_width=2,
            ),
            element("polygon", class_="kp-mark-unknown", points=points, fill=ink.UNKNOWN),
        ]
    )
