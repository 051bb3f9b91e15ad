"""Put a whole map together: who stands where, then captions, then names."""

from functools import lru_cache
from math import cos, sin

import numpy as np

from kith.plots.ecomap import label, place
from kith.plots.ecomap.scale import NODE, RINGS, half_for
from kith.plots.ecomap.values import Arrangement, Box, Label, Node, Words
from kith.plots.ink import width_of

GROW = 1.09
TRIES = 8
TRIES_CHOSEN = 8
CAPTION = 11.0  # px
UP = -1.5708  # rad
TURNS = (0.0, 0.2, -0.2, 0.4, -0.4, 0.7, -0.7, 1.0, -1.0, 1.5, -1.5, 2.2, -2.2, 3.1)


@lru_cache(maxsize=16)
def arrange(nodes: tuple[Node, ...], words: Words) -> Arrangement:
    """Return the arrangement with no name on a node or a name, on a larger map where it must be.

    Places are fractions of the map, so on a larger one everybody has more room. Two nodes that
    the person put on top of each other stay there.
    """
    chosen = all(node.x is not None and node.y is not None for node in nodes)
    half, best, fewest = half_for(nodes), None, -1
    for _ in range(TRIES_CHOSEN if chosen else TRIES):
        tried = _once(nodes, words, half)
        found = names_hidden(tried) if chosen else collisions(tried)
        if best is None or found < fewest:
            best, fewest = tried, found
        if not found:
            break
        half *= GROW
    return best or tried


def _once(nodes: tuple[Node, ...], words: Words, half: float) -> Arrangement:
    at = place.places(nodes, half)
    captions = _captions(words, at, half)
    names = label.labels(nodes, at, half, tuple(c.box for c in captions))
    spots = tuple((float(x), float(y)) for x, y in at)
    return Arrangement(half, nodes, spots, tuple(names), tuple(captions))


def collisions(arrangement: Arrangement) -> int:
    """Count nodes on nodes, and names on nodes or names."""
    spots = arrangement.at
    pairs = ((i, j) for i in range(len(spots)) for j in range(i))
    on_nodes = sum(_apart(spots[i], spots[j]) < 2 * NODE for i, j in pairs)
    return on_nodes + names_hidden(arrangement)


def names_hidden(arrangement: Arrangement) -> int:
    """Count names on names, and names on nodes."""
    boxes = [name.box for name in arrangement.labels]
    found = sum(boxes[i].meets(boxes[j]) for i in range(len(boxes)) for j in range(i))
    return found + sum(covers(box, spot, NODE) for box in boxes for spot in arrangement.at)


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(np.hypot(a[0] - b[0], a[1] - b[1]))


def covers(box: Box, spot: tuple[float, float], radius: float) -> bool:
    """Say whether a box touches the disc around a spot."""
    across = max(box.left - spot[0], spot[0] - box.right, 0.0)
    down = max(box.top - spot[1], spot[1] - box.bottom, 0.0)
    return across * across + down * down < radius * radius


def _captions(words: Words, at: place.Points, half: float) -> list[Label]:
    """Write the name of each circle on its ring, at the top or the nearest free turn."""
    return [
        _caption(said, ring * half, at) for said, ring in zip(words.circles, RINGS, strict=True)
    ]


def _caption(said: str, radius: float, at: place.Points) -> Label:
    wide, tall = width_of(said, CAPTION) + 8, CAPTION + 4
    boxes = []
    for turn in TURNS:
        x, y = radius * cos(UP + turn), radius * sin(UP + turn)
        boxes.append((x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2))
    seats = np.array(boxes)
    cost = np.arange(len(TURNS)) * 0.4
    if len(at):
        cost = cost + 50 * label.covered(seats, at, NODE + 2).sum(axis=1)
        cost = cost + 5 * label.struck(seats, at, 6.0).sum(axis=1)
    return Label((said,), Box(*map(float, seats[int(np.argmin(cost))])))
