"""The outline of a node says what it is, its ring and its mark what the check-ins show."""

from math import cos, pi, sin
from typing import Any

from kith.plots.ecomap.scale import NODE
from kith.plots.ecomap.values import Node, Shape, Shows
from kith.plots.ink import BAND, PAPER, element
from kith.records import Presence

FILLS = {Shows.NOURISHING: "#D6ECE7", Shows.DRAINING: "#F7E1D5", Shows.UNSAID: PAPER}
MARK_AT = 15.0  # px to the right of and above a node's middle
MARK = 7.5  # px, radius
# A roof turned up, a roof turned down, a level line: mood lifts, sinks, stays.
SIGNS = {
    Shows.NOURISHING: "M-3.4 1.7L0 -2L3.4 1.7",
    Shows.DRAINING: "M-3.4 -1.7L0 2L3.4 -1.7",
    Shows.NO_CLEAR_EFFECT: "M-3.4 0L3.4 0",
}


def outline(node: Node, tone: str) -> str:
    """Draw the outline of a node around (0, 0)."""
    look: dict[str, Any] = {
        "class_": "eco-body",
        "fill": FILLS.get(node.shows, BAND),
        "stroke": tone,
        "stroke_width": 1.5 if node.presence is not Presence.PRESENT else 2.0,
        "stroke_dasharray": "2 3.5" if node.shows is Shows.TOO_EARLY else None,
    }
    if node.shape is Shape.PERSON:
        return element("circle", r=NODE, **look)
    return element("path", d=PATHS[node.shape], stroke_linejoin="round", **look)


def mark(shows: Shows, tone: str) -> str:
    """Draw the small sign at a node's shoulder, nothing while nothing is known."""
    if shows not in SIGNS:
        return ""
    disc = element("circle", class_="eco-mark", r=MARK, fill=tone, stroke=PAPER, stroke_width=2)
    sign = element(
        "path", class_="eco-sign", d=SIGNS[shows], fill="none", stroke=PAPER, stroke_width=2,
        stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip
    return element("g", disc + sign, transform=f"translate({MARK_AT:g} {-MARK_AT:g})")


def _rounded_square(half: float, corner: float) -> str:
    flat = half - corner
    return (
        f"M{-flat:g} {-half:g}H{flat:g}Q{half:g} {-half:g} {half:g} {-flat:g}V{flat:g}"
        f"Q{half:g} {half:g} {flat:g} {half:g}H{-flat:g}Q{-half:g} {half:g} {-half:g} {flat:g}"
        f"V{-flat:g}Q{-half:g} {-half:g} {-flat:g} {-half:g}Z"
    )


def _house(reach: float) -> str:
    return f"M0 {-reach:g}L{reach:g} {-reach * 0.25:.1f}V{reach * 0.85:.1f}H{-reach:g}V{-reach * 0.25:.1f}Z"


def _with_ears(radius: float) -> str:
    """Return a disc with two ears."""
    low, high = pi / 2 + 0.95, pi / 2 + 0.25
    x1, y1 = radius * cos(low), -radius * sin(low)
    x2, y2 = radius * cos(high), -radius * sin(high)
    tip = (-radius * 0.74, -radius * 1.14)
    return (
        f"M{x1:.1f} {y1:.1f}L{tip[0]:.1f} {tip[1]:.1f}L{x2:.1f} {y2:.1f}"
        f"A{radius:g} {radius:g} 0 0 1 {-x2:.1f} {y2:.1f}"
        f"L{-tip[0]:.1f} {tip[1]:.1f}L{-x1:.1f} {y1:.1f}"
        f"A{radius:g} {radius:g} 0 1 1 {x1:.1f} {y1:.1f}Z"
    )


PATHS = {
    Shape.GROUP: _rounded_square(NODE - 1, 7),
    Shape.PLACE: _house(NODE),
    Shape.PET: _with_ears(NODE - 1),
}
