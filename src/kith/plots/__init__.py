"""Pictures of numbers: SVG that stands alone, a page around it, and the same as PNG.

Nothing here knows a language: every word on a picture is passed in, and so are the effects.
"""

from kith.plots.arms import ArmsWords, Difference, arms
from kith.plots.effects import ForestWords
from kith.plots.forest import forest
from kith.plots.life import Title, life
from kith.plots.loop import Station, loop
from kith.plots.page import page
from kith.plots.path import Event, PathWords, path
from kith.plots.png import png
from kith.plots.rows import Mark, Row, RowsWords, rows
from kith.plots.sides import SidesWords, sides
from kith.plots.upkeep import UpkeepWords, upkeep

__all__ = [
    "ArmsWords",
    "Difference",
    "Event",
    "ForestWords",
    "Mark",
    "PathWords",
    "Row",
    "RowsWords",
    "SidesWords",
    "Station",
    "Title",
    "UpkeepWords",
    "arms",
    "forest",
    "life",
    "loop",
    "page",
    "path",
    "png",
    "rows",
    "sides",
    "upkeep",
]
