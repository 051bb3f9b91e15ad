"""The ecomap: you in the middle, circles of closeness around you, drawn as an accessible SVG."""

from kith.plots.ecomap.arrange import arrange, collisions
from kith.plots.ecomap.draw import draw
from kith.plots.ecomap.scale import OUTSIDE, RINGS, circle_at, kept_on_map, middle_of, moved_to
from kith.plots.ecomap.values import Arrangement, Box, Label, Node, Shape, Shows, Words

__all__ = [
    "OUTSIDE",
    "RINGS",
    "Arrangement",
    "Box",
    "Label",
    "Node",
    "Shape",
    "Shows",
    "Words",
    "arrange",
    "circle_at",
    "collisions",
    "draw",
    "kept_on_map",
    "middle_of",
    "moved_to",
]
