"""Where the nodes stand: the places the person chose, and room found for everybody else.

A node without a place gets the cheapest of many candidates in its circle's band. Cost counts,
from worst: touching another node, standing on another's line to you (or putting the own line
through another), leaving no room for the name, being close to others. Everything is
deterministic: the same people give the same map.
"""

from math import pi

import numpy as np
from numpy.typing import NDArray

from kith.plots.ecomap.label import size_of
from kith.plots.ecomap.scale import LINE_HEIGHT, NODE, RINGS, YOU
from kith.plots.ecomap.values import Node

Points = NDArray[np.float64]

ROW = 40.0  # px between two rows of candidates in one band
STEP = 15.0  # px between two candidates in one row
GAP = 10.0  # px between two nodes
CLEAR = NODE + 8.0  # px from a node's middle to a line that passes it
FIRST = -2.2  # rad: the first one stands up and to the left
SWEEPS = 3
MANY = 60  # above this one look is enough: the map is large and has room


def places(nodes: tuple[Node, ...], half: float) -> Points:
    """Return one place a node, in pixels from the middle, shape (nodes, 2)."""
    at = np.array([_chosen(node, half) for node in nodes], dtype=float).reshape(-1, 2)
    sizes = np.array([size_of(node.label) for node in nodes], dtype=float).reshape(-1, 2)
    free = [i for i, node in enumerate(nodes) if node.x is None or node.y is None]
    free.sort(key=lambda i: ((nodes[i].circle - 1) % 4, i))
    choices = {
        circle: candidates(circle, half, len(nodes)) for circle in {nodes[i].circle for i in free}
    }
    for _ in range(SWEEPS if len(free) <= MANY else 1):
        for i in free:
            others = ~np.isnan(at[:, 0])
            others[i] = False
            spots = choices[nodes[i].circle]
            cost = _cost(spots, sizes[i], at[others], sizes[others], len(nodes))
            at[i] = spots[int(np.argmin(cost.round(6)))]
    return at


def _chosen(node: Node, half: float) -> tuple[float, float]:
    if node.x is None or node.y is None:
        return float("nan"), float("nan")
    return node.x * half, node.y * half


def candidates(circle: int, half: float, people: int = 1) -> Points:
    """Return the places a member of a circle could have: rows of spots inside its band."""
    if circle == 0:
        inner, outer = RINGS[2] * half + NODE + 4, half * 1.42
    else:
        inner = YOU + NODE + 44 if circle == 1 else RINGS[circle - 2] * half + NODE + 3
        outer = RINGS[circle - 1] * half - NODE - 3
    rows = max(1, int((outer - inner) // ROW) + 1)
    radii = (
        np.linspace(inner, outer, rows + 2)[1:-1] if rows < 3 else np.linspace(inner, outer, rows)
    )
    spots = np.concatenate([_ring(radius, STEP if people <= 24 else 2 * STEP) for radius in radii])
    inside = np.abs(spots).max(axis=1) <= half
    return np.asarray(spots[inside])


def _ring(radius: float, step: float) -> Points:
    count = max(24, int(2 * pi * radius // step))
    angles = FIRST + np.arange(count) * (2 * pi / count)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1) * radius


def _cost(spots: Points, size: Points, at: Points, sizes: Points, people: int) -> Points:
    """Return what each spot costs beside those who stand already; shape (spots,)."""
    lonely = 0.05 * np.hypot(spots[:, 0], spots[:, 1]) / 100
    if not len(at):
        return lonely
    across = spots[:, None, 0] - at[None, :, 0]
    down = spots[:, None, 1] - at[None, :, 1]
    away = np.hypot(across, down)
    cost = 400.0 * (away < 2 * NODE + GAP) + (80.0 / np.maximum(away, 20.0)) ** 2
    wide = (size[0] + sizes[None, :, 0]) / 2 + 6
    tall = 2 * NODE + LINE_HEIGHT + 8
    cost += 14.0 * ((np.abs(across) < wide) & (np.abs(down) < tall))
    cost += 25.0 * (_passes(spots[:, None, :], at[None, :, :]) < CLEAR)
    cost += 25.0 * (_passes(at[None, :, :], spots[:, None, :]) < CLEAR)
    turn = np.abs(_angles(spots)[:, None] - _angles(at)[None, :])
    apart = np.minimum(turn, 2 * pi - turn)
    cost += 4.0 * np.maximum(0.0, 1 - apart * people / (2 * pi)) ** 2
    return np.asarray(lonely + cost.sum(axis=1))


def _angles(points: Points) -> Points:
    return np.arctan2(points[:, 1], points[:, 0])


def _passes(ends: Points, points: Points) -> Points:
    """Return how near the line from the middle to each end comes to each point before its end."""
    length = np.maximum(np.hypot(ends[..., 0], ends[..., 1]), 1e-9)
    along = (ends * points).sum(axis=-1) / length
    aside = np.abs(ends[..., 0] * points[..., 1] - ends[..., 1] * points[..., 0]) / length
    return np.where((along > 0) & (along < length), aside, np.inf)
