"""The line between you and somebody: its pattern says the bond, its arrowheads who gives support.

A hairline = nothing was said, thick = strong, dashed = thin, zigzag = stressful, broken with two strokes = cut off, as social
workers draw it. Lines start and end at the borders of the nodes and pause where a name stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, inf

from kith.plots.ecomap.scale import NODE, YOU
from kith.plots.ecomap.values import Box
from kith.records import Bond, Flow

Point = tuple[float, float]
Span = tuple[float, float]  # px along a line

AIR = 3.0  # px between a line and a node's border
HEAD = 11.0  # px, length of an arrowhead
HEAD_HALF = 5.0
WAVE = 13.0  # px, length of one zigzag
SWING = 6.0  # px, height of a zigzag to each side
SHORTEST = 4.0  # px, a shorter line is not drawn
BREAK = 9.0  # px, the gap in a line that is cut off
WIDTHS = {
    Bond.UNSAID: 1.0,
    Bond.STRONG: 4.5,
    Bond.THIN: 2.0,
    Bond.STRESSFUL: 2.0,
    Bond.CUT_OFF: 2.0,
}
DASHES = {Bond.THIN: "5 5"}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line ready to be drawn: path data, and the corners of its arrowheads."""

    path: str
    heads: tuple[tuple[Point, Point, Point], ...]
    width: float
    dash: str | None


def stroke(
    end: Point, bond: Bond, flow: Flow, names: Iterable[Box] = (), stop: float = NODE
) -> Stroke:
    """Return the line from the middle to a node at `end`; empty where the two touch."""
    away = hypot(*end)
    first, last = YOU + AIR, away - stop - AIR
    if last - first < SHORTEST:
        return Stroke("", (), WIDTHS[bond], DASHES.get(bond))
    along = (end[0] / away, end[1] / away)
    heads = []
    if flow in {Flow.THEM_TO_ME, Flow.BOTH}:
        heads.append(_head(along, first, 1))
        first += HEAD - 2
    if flow in {Flow.ME_TO_THEM, Flow.BOTH}:
        heads.append(_head(along, last, -1))
        last -= HEAD - 2
    swing = SWING if bond in {Bond.STRESSFUL, Bond.CUT_OFF} else WIDTHS[bond] / 2
    pieces = _pieces((first, last), (_behind(along, box, swing + 1) for box in names))
    return Stroke(_path(along, pieces, bond), tuple(heads), WIDTHS[bond], DASHES.get(bond))


def _behind(along: Point, box: Box, pad: float) -> Span:
    """Return the part of a line that runs behind a box, as distances; empty when none does."""
    enter, leave = -inf, inf
    for toward, low, high in (
        (along[0], box.left - pad, box.right + pad),
        (along[1], box.top - pad, box.bottom + pad),
    ):
        if abs(toward) < 1e-9:
            if not low < 0 < high:
                return (0.0, 0.0)
            continue
        near, far = sorted((low / toward, high / toward))
        enter, leave = max(enter, near), min(leave, far)
    return (enter, leave) if enter < leave else (0.0, 0.0)


def _pieces(whole: Span, pauses: Iterable[Span]) -> list[Span]:
    """Return what is left of a line between its pauses."""
    pieces, first = [], whole[0]
    for enter, leave in sorted(pause for pause in pauses if pause[0] < pause[1]):
        if leave <= first or enter >= whole[1]:
            continue
        pieces.append((first, enter))
        first = leave
    pieces.append((first, whole[1]))
    return [piece for piece in pieces if piece[1] - piece[0] >= SHORTEST]


def _at(along: Point, distance: float, aside: float = 0.0) -> Point:
    return along[0] * distance - along[1] * aside, along[1] * distance + along[0] * aside


def _head(along: Point, tip: float, inward: int) -> tuple[Point, Point, Point]:
    base = tip + inward * HEAD
    return _at(along, tip), _at(along, base, HEAD_HALF), _at(along, base, -HEAD_HALF)


def _path(along: Point, pieces: list[Span], bond: Bond) -> str:
    if bond is Bond.STRESSFUL:
        return " ".join(_joined(_zigzag(along, *piece)) for piece in pieces)
    straight = [_joined([_at(along, first), _at(along, last)]) for first, last in pieces]
    if bond is Bond.CUT_OFF and pieces:
        longest = max(range(len(pieces)), key=lambda i: pieces[i][1] - pieces[i][0])
        straight[longest] = _broken(along, *pieces[longest])
    return " ".join(straight)


def _zigzag(along: Point, first: float, last: float) -> list[Point]:
    teeth = max(2, round((last - first) / WAVE * 2))
    step = (last - first) / teeth
    turns = [_at(along, first + step * (i + 0.5), SWING if i % 2 else -SWING) for i in range(teeth)]
    return [_at(along, first), *turns, _at(along, last)]


def _broken(along: Point, first: float, last: float) -> str:
    middle = (first + last) / 2
    near, far = max(first, middle - BREAK / 2), min(last, middle + BREAK / 2)
    parts = [_joined([_at(along, first), _at(along, near)])]
    parts += [_joined([_at(along, x - 2, -7), _at(along, x + 2, 7)]) for x in (near, far)]
    return " ".join([*parts, _joined([_at(along, far), _at(along, last)])])


def _joined(points: list[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
