"""Write the map as SVG: every node can be reached by keyboard and says all it shows in words.

Colours and patterns are presentation attributes (the light set), so that a saved file stands
alone; on a page the classes let the style sheet bring the dark set. No inline style, no script.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import hypot

from kith.plots.ecomap import shape
from kith.plots.ecomap.arrange import CAPTION, arrange
from kith.plots.ecomap.scale import FONT, LINE_HEIGHT, NODE, RINGS, YOU
from kith.plots.ecomap.stroke import stroke
from kith.plots.ecomap.values import Arrangement, Label, Node, Shape, Shows, Words
from kith.plots.ink import (
    DRAIN,
    GOLD,
    HEAL,
    INK,
    LINE,
    MUTED,
    PAPER,
    SANS,
    UNKNOWN,
    element,
    lines,
    named,
    text,
)
from kith.records import Presence

Spot = tuple[float, float]

TONES = {Shows.NOURISHING: HEAL, Shows.DRAINING: DRAIN}
REACH = 25  # px, the place that a pointer can hit around a node
LEAST = 0.94  # of half the map: the outer ring and a little more is always in the picture
SURE_WIDTH = 640.0  # px, up to which a map on a page is never made smaller
LEGIBLE = 11.0 / FONT  # beyond that it may shrink until names are 11 px high, not further
EDGE = 6.0  # px of air at the edge
MARK = 28.0  # px above the picture for its mark
CORNER = 4.0  # px that a shape with corners stands out beyond a disc


@lru_cache(maxsize=16)
def draw(nodes: tuple[Node, ...], words: Words, *, standalone: bool = False) -> str:
    """Return the map as SVG; `standalone` for a file (no links, with its own title)."""
    arranged = arrange(nodes, words)
    wide, high = _reach(arranged)
    high += MARK if words.mark else 0.0
    inside = [
        *_names_itself(words, standalone=standalone),
        element(
            "rect",
            class_="eco-paper",
            x=-wide,
            y=-high,
            width=2 * wide,
            height=2 * high,
            fill=PAPER,
        ),
        *_marked(words.mark, -high),
        *_rings(arranged, standalone=standalone),
        *(_trail(node, at, arranged.half) for node, at in _both(arranged) if node.was),
        *(_line(node, at, arranged) for node, at in _both(arranged)),
        _you(words.you),
        *(
            _node(node, at, name, arranged.half, standalone=standalone)
            for (node, at), name in zip(_both(arranged), arranged.labels, strict=True)
        ),
    ]
    return element(
        "svg",
        "\n" + lines(inside) + "\n",
        **_root(words, wide, high, arranged.half, standalone=standalone),
    )


def _marked(mark: str, top: float) -> Iterator[str]:
    if mark:
        yield text(mark, y=top + MARK * 0.7, text_anchor="middle", font_size=FONT, fill=INK)


def _reach(arranged: Arrangement) -> Spot:
    """Return how far the picture goes to each side: all of the circles, everybody, every name."""
    boxes = [name.box for name in arranged.labels]
    wide = [abs(x) + REACH for x, _ in arranged.at]
    wide += [max(abs(box.left), abs(box.right)) for box in boxes]
    high = [abs(y) + REACH for _, y in arranged.at]
    high += [max(abs(box.top), abs(box.bottom)) for box in boxes]
    least = arranged.half * LEAST
    return max(least, *wide, least) + EDGE, max(least, *high, least) + EDGE


def _root(
    words: Words, wide: float, high: float, half: float, *, standalone: bool
) -> dict[str, object]:
    shown = 2 * wide if standalone else max(min(2 * wide, SURE_WIDTH), 2 * wide * LEGIBLE)
    return {
        "xmlns": "http://www.w3.org/2000/svg",
        "class_": "eco",
        "role": "group",
        "aria_label": words.title,
        "viewBox": f"{-wide:.1f} {-high:.1f} {2 * wide:.1f} {2 * high:.1f}",
        "width": f"{shown:.0f}",
        "height": f"{shown * high / wide:.0f}",
        "font_family": SANS,
        "data_half": f"{half:g}",
    }


def _names_itself(words: Words, *, standalone: bool) -> list[str]:
    if not standalone:
        return []  # on a page a title would follow the pointer everywhere
    return [named("title", words.title), named("desc", words.description)]


def _both(arranged: Arrangement) -> Iterator[tuple[Node, Spot]]:
    yield from zip(arranged.nodes, arranged.at, strict=True)


def _clear(said: str, width: float, *, standalone: bool, **how: object) -> str:
    """Return words that keep clear of what lies behind them.

    A file has them twice, first as paper alone: programs that print draw a letter's outline over
    the letter before it.
    """
    paper = {"stroke": PAPER, "stroke_width": width, "stroke_linejoin": "round"}
    if not standalone:
        return text(said, **how, **paper, paint_order="stroke")
    return text(said, **(how | paper | {"fill": PAPER}), aria_hidden="true") + text(said, **how)


def _rings(arranged: Arrangement, *, standalone: bool) -> Iterator[str]:
    for ring in reversed(RINGS):
        yield element(
            "circle",
            class_="eco-ring",
            r=ring * arranged.half,
            fill="none",
            stroke=LINE,
            stroke_width=1.5,
        )
    for caption in arranged.captions:
        x, y = caption.box.middle
        yield _clear(
            caption.lines[0], 5, standalone=standalone, class_="eco-caption", x=x,
            y=y + CAPTION * 0.36, text_anchor="middle", font_size=CAPTION, letter_spacing="0.3",
            fill=MUTED,
        )  # fmt: skip


def _you(said: str) -> str:
    disc = element("circle", class_="eco-you", r=YOU, fill=INK)
    word = text(said, class_="eco-you-word", y=FONT * 0.36, text_anchor="middle", font_size=FONT, font_weight=600, fill=PAPER)  # fmt: skip
    return element("g", disc + word)


def _tone(node: Node) -> str:
    return TONES.get(node.shows, UNKNOWN)


def _line(node: Node, at: Spot, arranged: Arrangement) -> str:
    names = (name.box for name in (*arranged.labels, *arranged.captions))
    border = NODE if node.shape is Shape.PERSON else NODE + CORNER
    drawn = stroke(at, node.bond, node.flow, names, border)
    colour = _tone(node)
    parts = [
        element(
            "path", d=drawn.path, fill="none", stroke=colour, stroke_width=drawn.width,
            stroke_dasharray=drawn.dash, stroke_linejoin="round",
        )
    ]  # fmt: skip
    for head in drawn.heads:
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in head)
        parts.append(element("polygon", points=corners, fill=colour))
    return element("g", "".join(parts), class_=f"eco-line shows-{node.shows}", data_for=node.key)


def _trail(node: Node, at: Spot, half: float) -> str:
    """Show where a node stood before, and the way it came."""
    x, y = (node.was[0] * half, node.was[1] * half) if node.was else at
    if hypot(x - at[0], y - at[1]) < 4:
        return ""
    way = element("path", d=f"M{x:.1f} {y:.1f}L{at[0]:.1f} {at[1]:.1f}", stroke=GOLD, stroke_width=2.5, stroke_dasharray="1 6", stroke_linecap="round", fill="none")  # fmt: skip
    ghost = element("circle", cx=x, cy=y, r=NODE - 6, fill=PAPER, stroke=GOLD, stroke_width=1.5, stroke_dasharray="2 4")  # fmt: skip
    return element("g", way + ghost, class_="eco-trail", aria_hidden="true")


def _node(node: Node, at: Spot, name: Label, half: float, *, standalone: bool) -> str:
    body = [
        ""
        if standalone
        else element("circle", class_="eco-reach", r=REACH, fill=PAPER, fill_opacity=0),
        shape.outline(node, _tone(node)),
        text(
            initial(node.label),
            class_="eco-initial",
            y=FONT * 0.36,
            text_anchor="middle",
            font_size=FONT,
            font_weight=600,
            fill=INK,
        ),
        shape.mark(node.shows, _tone(node)),
    ]
    moved = element("g", "".join(body), transform=f"translate({at[0]:.1f} {at[1]:.1f})")
    content = moved + "".join(_written(name, standalone=standalone))
    faded = "" if node.presence is Presence.PRESENT else f" {node.presence}"
    classes = f"eco-node shows-{node.shows}{faded}"
    if standalone:
        return element("g", named("title", node.said) + content, class_=classes)
    return element(
        "a", content, class_=classes, href=node.href or None, aria_label=node.said,
        data_key=node.key, data_x=f"{at[0] / half:.4f}", data_y=f"{at[1] / half:.4f}",
    )  # fmt: skip


def _written(name: Label, *, standalone: bool) -> Iterator[str]:
    middle = (name.box.left + name.box.right) / 2
    for row, line in enumerate(name.lines):
        yield _clear(
            line, 4, standalone=standalone, class_="eco-name", x=middle,
            y=name.box.top + LINE_HEIGHT * row + FONT * 0.95, text_anchor="middle",
            font_size=FONT, font_weight=600, fill=INK,
        )  # fmt: skip


def initial(label: str) -> str:
    """Return the letter that stands in a node."""
    return next((letter.upper() for letter in label if letter.isalnum()), "·")
