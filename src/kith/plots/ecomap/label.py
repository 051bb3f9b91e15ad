"""Where the names stand: near their node, never on a node or another name, off the lines if it can.

Each name tries a fixed list of seats around its node. Sharing area with a node, a name, a caption
or the edge of the map is all but forbidden; crossing a line costs; below the node is liked best.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kith.plots.ecomap.scale import FONT, LINE_HEIGHT, MARGIN, NODE, YOU
from kith.plots.ecomap.values import Box, Label, Node
from kith.plots.ink import shortened, width_of

Array = NDArray[np.float64]

LONGEST = 104.0  # px a line of a name may take
PAD = 2.0  # px around the words
FORBIDDEN = 1000.0
CROSSING = 3.0
LINE_PAD = 7.0  # px: half of a zigzag, and a little air
SWEEPS = 6


@lru_cache(maxsize=4096)
def lines_of(name: str) -> tuple[str, ...]:
    """Break a name into at most two lines that fit, shortened with an ellipsis where they must."""
    name = " ".join(name.split())
    if width_of(name, FONT, bold=True) <= LONGEST or " " not in name:
        return (shortened(name, LONGEST, FONT, bold=True),)
    words, first = name.split(" "), ""
    while words and width_of(f"{first} {words[0]}".strip(), FONT, bold=True) <= LONGEST:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return (shortened(name, LONGEST, FONT, bold=True),)
    return (first, shortened(" ".join(words), LONGEST, FONT, bold=True))


@lru_cache(maxsize=4096)
def size_of(name: str) -> tuple[float, float]:
    """Return the room a name takes, px."""
    lines = lines_of(name)
    widest = max(width_of(line, FONT, bold=True) for line in lines)
    return widest + 2 * PAD, LINE_HEIGHT * len(lines)


def labels(nodes: tuple[Node, ...], at: Array, half: float, taken: tuple[Box, ...]) -> list[Label]:
    """Return the name of every node where it is best read; `taken` are boxes to keep off."""
    if not nodes:
        return []
    seats = [_seats(*size_of(node.label)) + np.tile(at[i], 2) for i, node in enumerate(nodes)]
    fixed = [_fixed_cost(boxes, at, half, taken) for boxes in seats]
    chosen = np.array([boxes[int(np.argmin(c))] for boxes, c in zip(seats, fixed, strict=True)])
    for _ in range(SWEEPS):
        if not _settle(chosen, seats, fixed):
            break
    return [
        Label(lines_of(node.label), Box(*map(float, box)))
        for node, box in zip(nodes, chosen, strict=True)
    ]


def _settle(chosen: Array, seats: list[Array], fixed: list[Array]) -> bool:
    """Let every name choose again, given the others; say whether one moved."""
    moved = False
    for i, boxes in enumerate(seats):
        others = np.delete(chosen, i, axis=0)
        cost = fixed[i] + FORBIDDEN * _meet(boxes, others).sum(axis=1)
        best = boxes[int(np.argmin(cost))]
        moved |= not np.array_equal(best, chosen[i])
        chosen[i] = best
    return moved


def _seats(width: float, height: float) -> Array:
    """Return the boxes a name can have around a node at (0, 0), the best liked first."""
    seats = []
    for gap in (3.0, 12.0, 24.0, 40.0):
        reach = NODE + gap
        for aside in (0.0, 0.25, -0.25, 0.5, -0.5):
            seats.append((aside * width - width / 2, reach))
            seats.append((aside * width - width / 2, -reach - height))
        for lift in (0.0, 0.8, -0.8):
            seats.append((reach, lift * height - height / 2))
            seats.append((-reach - width, lift * height - height / 2))
        slant = 0.72 * NODE + gap
        seats.extend(
            (left, top)
            for left in (slant, -slant - width)
            for top in (slant - 2, -slant + 2 - height)
        )
    corner = np.array(seats)
    return np.concatenate([corner, corner + np.array([width, height])], axis=1)


def _liking() -> Array:
    costs = []
    for far in (0.0, 2.0, 4.0, 6.5):
        for aside in (0.0, 0.5, 0.5, 1.0, 1.0):
            costs += [far + aside, far + aside + 0.7]
        costs += [far + 1.0] * 2 + [far + 1.6] * 4 + [far + 1.4] * 4
    return np.array(costs)


LIKING = _liking()


def _fixed_cost(boxes: Array, at: Array, half: float, taken: tuple[Box, ...]) -> Array:
    reach = half + MARGIN
    over = (np.abs(boxes) > reach).any(axis=1)
    cost = LIKING + FORBIDDEN * over
    cost += FORBIDDEN * covered(boxes, at, NODE + 1).sum(axis=1)
    cost += FORBIDDEN * covered(boxes, np.zeros((1, 2)), YOU + 2).sum(axis=1)
    if taken:
        kept = np.array([(b.left, b.top, b.right, b.bottom) for b in taken])
        cost += FORBIDDEN * _meet(boxes, kept).sum(axis=1)
    return np.asarray(cost + CROSSING * struck(boxes, at).sum(axis=1))


def _meet(boxes: Array, others: Array) -> NDArray[np.bool_]:
    a, b = boxes[:, None, :], others[None, :, :]
    across = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    return np.asarray(across & (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3]))


def covered(boxes: Array, middles: Array, radius: float) -> NDArray[np.bool_]:
    """Say which boxes touch which circles."""
    a, p = boxes[:, None, :], middles[None, :, :]
    across = np.maximum(np.maximum(a[..., 0] - p[..., 0], p[..., 0] - a[..., 2]), 0)
    down = np.maximum(np.maximum(a[..., 1] - p[..., 1], p[..., 1] - a[..., 3]), 0)
    return np.asarray(np.hypot(across, down) < radius)


def struck(boxes: Array, ends: Array, pad: float = LINE_PAD) -> NDArray[np.bool_]:
    """Say which boxes are crossed by which lines from the middle to an end (Liang and Barsky)."""
    low = boxes[:, None, :2] - pad
    high = boxes[:, None, 2:] + pad
    with np.errstate(divide="ignore", invalid="ignore"):
        first, second = low / ends[None], high / ends[None]
    flat = np.abs(ends[None]) < 1e-9
    inside = (low <= 0) & (high >= 0)
    enter = np.where(flat, np.where(inside, -np.inf, np.inf), np.minimum(first, second))
    leave = np.where(flat, np.where(inside, np.inf, -np.inf), np.maximum(first, second))
    away = np.maximum(np.hypot(ends[:, 0], ends[:, 1]), 1e-9)
    start, stop = YOU / away, np.maximum(1 - NODE / away, 0)
    return np.asarray(np.maximum(enter.max(axis=2), start) < np.minimum(leave.min(axis=2), stop))
