"""The measures of the map: circles as bands around you, and which band a place lies in.

A circle of closeness is the band between two rings, so that who is inside the first ring is
closest. The rings are fractions of half the map and never change: a place, once chosen, means the
same circle on every size of map.
"""

from math import hypot, sqrt

from kith.plots.ecomap.values import Node

RINGS = (0.44, 0.69, 0.91)
OUTSIDE = 0
NODE = 20.0  # radius of a node, px
YOU = 27.0  # radius of the middle, px
FONT = 13.0
LINE_HEIGHT = 16.0
MARGIN = 44.0  # px beyond the last place, for a name below or beside it
SMALLEST = 310.0  # half the side of a map with few people, px
NEAREST = (YOU + NODE + 8) / SMALLEST  # nobody is put on top of you
ROOM = (5600.0, 6400.0, 7000.0, 9000.0)  # px² one member takes: circle 1, 2, 3, outside
BANDS = (
    3.1416 * RINGS[0] ** 2,
    3.1416 * (RINGS[1] ** 2 - RINGS[0] ** 2),
    3.1416 * (RINGS[2] ** 2 - RINGS[1] ** 2),
    4 - 3.1416 * RINGS[2] ** 2,
)


def circle_at(x: float, y: float) -> int:
    """Return the circle that a place lies in: 1 closest, 2, 3 acquainted, 0 outside."""
    away = hypot(x, y)
    return next((i for i, ring in enumerate(RINGS, start=1) if away <= ring), OUTSIDE)


def middle_of(circle: int) -> float:
    """Return the distance from you of the middle of a circle's band, 0..1."""
    if circle == OUTSIDE:
        return 1.0
    inner = 0.12 if circle == 1 else RINGS[circle - 2]
    return (inner + RINGS[circle - 1]) / 2


def moved_to(circle: int, x: float, y: float) -> tuple[float, float]:
    """Keep the direction of a place and bring it into another circle; unchanged if it is there."""
    if circle_at(x, y) == circle:
        return x, y
    away = hypot(x, y)
    across, down = (0.0, 1.0) if away == 0 else (x / away, y / away)
    reach = 0.97 / max(abs(across), abs(down)) if circle == OUTSIDE else middle_of(circle)
    return across * reach, down * reach


def kept_on_map(x: float, y: float) -> tuple[float, float]:
    """Bring a place back to the map: not beyond its edge, not on top of you."""
    x, y = max(-1.0, min(1.0, x)), max(-1.0, min(1.0, y))
    away = hypot(x, y)
    if away >= NEAREST:
        return x, y
    return (0.0, NEAREST) if away == 0 else (x / away * NEAREST, y / away * NEAREST)


def half_for(nodes: tuple[Node, ...]) -> float:
    """Return half the side of a map that has room for everybody, px."""
    sizes = [SMALLEST]
    for band, circle in enumerate((1, 2, 3, 0)):
        members = sum(node.circle == circle for node in nodes)
        sizes.append(sqrt(members * ROOM[band] / BANDS[band]))
    return max(sizes)
