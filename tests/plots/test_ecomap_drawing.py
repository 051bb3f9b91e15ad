"""What the drawn map says, to the eye and to a screen reader."""

import re
from itertools import pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from kith.plots import ecomap, png
from kith.plots.ecomap import Box, Node, Shape, Shows, Words
from kith.plots.ecomap.scale import NODE, YOU
from kith.plots.ecomap.stroke import stroke
from kith.records import Bond, Flow, Presence

SVG = "{http://www.w3.org/2000/svg}"
WORDS = Words(
    "The people around you", "You in the middle.", "you", ("closest", "close", "acquainted")
)
DAD = Node(
    "7", "Dad", "Dad, family, closest circle, stressful bond, you give support; draining, likely",
    1, Bond.STRESSFUL, Flow.ME_TO_THEM, Shows.DRAINING, href="/people/7/",
)  # fmt: skip
NUMBER = r"-?\d+(?:\.\d+)?"


def points(path):
    return [(float(x), float(y)) for x, y in re.findall(rf"({NUMBER}) ({NUMBER})", path)]


def opened(svg):
    return ET.fromstring(svg)  # noqa: S314 (drawn by us a line before)


def tree(*nodes, **options):
    return opened(ecomap.draw(tuple(nodes), WORDS, **options))


def test_every_node_is_a_link_that_says_all_it_shows():
    """By keyboard and by ear: each node is reachable and its name is the whole sentence."""
    link = tree(DAD).find(f".//{SVG}a")
    assert link.get("href") == "/people/7/"
    assert link.get("aria-label") == DAD.said


def test_a_saved_file_stands_alone():
    """A file has no links, its own title, and says in words what each node shows."""
    saved = tree(DAD, standalone=True)
    assert saved.find(f".//{SVG}a") is None
    titles = [title.text for title in saved.iter(f"{SVG}title")]
    assert titles == [WORDS.title, DAD.said]


@pytest.mark.parametrize("standalone", [True, False])
def test_nothing_inline_that_a_strict_page_would_refuse(standalone):
    """No style attribute, no style element, no script, no event, nothing from elsewhere."""
    drawn = ecomap.draw((DAD,), WORDS, standalone=standalone)
    for element in opened(drawn).iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}image", f"{SVG}use"}
        assert not any(name == "style" or name.startswith("on") for name in element.keys())  # noqa: SIM118
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><a href="x">', "&amp;", "a\x00b\x1f", "]]>"]
)
def test_a_name_is_only_ever_a_name(name):
    """What a person writes cannot become a part of the picture."""
    root = tree(Node("1", name, name, href="/people/1/"))
    assert len(list(root.iter(f"{SVG}a"))) == 1
    assert not list(root.iter(f"{SVG}script"))


def test_what_the_check_ins_show_is_seen_without_colour():
    """With every colour taken out, no two answers are drawn alike."""
    drawn = {}
    for shows in Shows:
        node = Node("1", "Ana", "Ana", 1, shows=shows, x=0.3, y=0.0)
        marks = opened(ecomap.draw((node,), WORDS)).find(f".//{SVG}a/{SVG}g")
        for element in marks.iter():
            for name in ("fill", "stroke", "class"):
                element.attrib.pop(name, None)
        drawn[shows] = ET.tostring(marks)
    assert len(set(drawn.values())) == len(Shows)


def test_every_kind_of_bond_has_its_own_pattern():
    """Strong, thin, stressful, cut off: four lines that no one can mix up in grey."""
    lines = {bond: stroke((200.0, 0.0), bond, Flow.NONE) for bond in Bond}
    assert len({(line.path, line.width, line.dash) for line in lines.values()}) == len(Bond)
    assert lines[Bond.STRONG].width > 2 * lines[Bond.THIN].width
    assert lines[Bond.THIN].dash
    assert max(y for _, y in points(lines[Bond.STRESSFUL].path)) > 4
    assert lines[Bond.CUT_OFF].path.count("M") == 4


def test_every_shape_is_its_own():
    """A group, a place, a pet and a person differ by outline."""
    drawn = set()
    for shape in Shape:
        root = tree(Node("1", "Ana", "Ana", 1, shape=shape, x=0.3, y=0.0))
        body = next(e for e in root.iter() if "eco-body" in e.get("class", ""))
        drawn.add((body.tag, body.get("d"), body.get("r")))
    assert len(drawn) == len(Shape)


@pytest.mark.parametrize("bond", Bond)
@pytest.mark.parametrize("flow", Flow)
@pytest.mark.parametrize("end", [(90.0, 0.0), (-120.0, 160.0), (0.0, -300.0)])
def test_lines_run_from_border_to_border(end, flow, bond):
    """No line and no arrowhead reaches into you or into the node it leads to."""
    drawn = stroke(end, bond, flow)
    every = [*points(drawn.path), *(corner for head in drawn.heads for corner in head)]
    assert every
    for x, y in every:
        assert hypot(x, y) >= YOU
        assert hypot(x - end[0], y - end[1]) >= NODE


@pytest.mark.parametrize(
    ("flow", "heads"),
    [(Flow.UNSAID, 0), (Flow.NONE, 0), (Flow.ME_TO_THEM, 1), (Flow.THEM_TO_ME, 1), (Flow.BOTH, 2)],
)
def test_arrowheads_point_to_who_is_given_support(flow, heads):
    """An arrow points at them when you give, at you when they give, both ways when both do."""
    drawn = stroke((200.0, 0.0), Bond.THIN, flow)
    tips = sorted(head[0][0] for head in drawn.heads)
    assert len(tips) == heads
    if flow in {Flow.ME_TO_THEM, Flow.BOTH}:
        assert tips[-1] > 150
    if flow in {Flow.THEM_TO_ME, Flow.BOTH}:
        assert tips[0] < 50


@pytest.mark.parametrize("bond", [Bond.STRONG, Bond.THIN, Bond.STRESSFUL])
def test_a_line_pauses_where_a_name_stands(bond):
    """With 40 people lines must pass names: there they stop and go on behind them."""
    name = Box(80, -8, 130, 8)
    drawn = stroke((250.0, 0.0), bond, Flow.NONE, [name])
    pieces = [points(piece) for piece in drawn.path.split("M")[1:]]
    assert len(pieces) == 2
    for piece in pieces:
        for (x1, _), (x2, _) in pairwise(piece):
            assert max(x1, x2) <= name.left or min(x1, x2) >= name.right


@pytest.mark.parametrize("count", [5, 12, 40, 120])
def test_no_line_runs_through_a_name(count):
    """Measured along every drawn line of a crowded map: none of it lies under a name."""
    bonds, flows = list(Bond), list(Flow)
    nodes = tuple(
        Node(str(i), f"Person {i}", "", i % 4, bonds[i % 4], flows[i // 4 % 4])
        for i in range(count)
    )
    names = [label.box for label in ecomap.arrange(nodes, WORDS).labels]
    seen = 0
    for line in tree(*nodes).iter():
        if not line.get("class", "").startswith("eco-line"):
            continue
        for piece in line.find(f"{SVG}path").get("d").split("M")[1:]:
            for (x1, y1), (x2, y2) in pairwise(points(piece)):
                for step in range(33):
                    x, y = x1 + (x2 - x1) * step / 32, y1 + (y2 - y1) * step / 32
                    assert not any(b.left < x < b.right and b.top < y < b.bottom for b in names)
                    seen += 1
    assert seen > 33 * count


def test_somebody_put_right_beside_you_needs_no_line():
    """Where two borders touch there is nothing to draw, and nothing breaks."""
    drawn = stroke((YOU + NODE + 2, 0.0), Bond.STRESSFUL, Flow.BOTH)
    assert drawn.path == ""
    assert drawn.heads == ()


def test_the_dead_and_the_estranged_are_drawn_calmly():
    """No mark, no dashes that say "not enough yet": they simply have their place."""
    rosa = Node("1", "Rosa", "Rosa", 1, shows=Shows.UNSAID, presence=Presence.DECEASED, x=0.3, y=0)
    link = tree(rosa).find(f".//{SVG}a")
    assert "deceased" in link.get("class")
    assert all(e.get("stroke-dasharray") is None for e in link.iter())
    assert not [e for e in link.iter() if e.get("class") == "eco-mark"]


def test_a_comparison_shows_where_somebody_stood():
    """A dotted way leads from then to now; who has not moved has none."""
    moved = Node("1", "Ana", "Ana", 1, x=0.3, y=0.0, was=(0.8, 0.0))
    stayed = Node("2", "Bo", "Bo", 1, x=-0.3, y=0.0, was=(-0.3, 0.0))
    ways = [e for e in tree(moved, stayed).iter() if e.get("class") == "eco-trail"]
    assert len(ways) == 1


def test_the_map_becomes_a_png():
    """The saved picture can be rendered, in memory."""
    made = png(ecomap.draw((DAD,), WORDS, standalone=True))
    assert made.startswith(b"\x89PNG")


def test_in_a_file_no_letter_covers_another():
    """Programs that print draw the outline of a letter over the one before, so words stand twice."""
    svg = ecomap.draw((DAD,), WORDS, standalone=True)
    assert "paint-order" not in svg
    names = [one for one in opened(svg).iter(f"{SVG}text") if one.get("class") == "eco-name"]
    assert [one.get("aria-hidden") for one in names] == ["true", None]
    assert [one.get("stroke") is None for one in names] == [False, True]
    assert ecomap.draw((DAD,), WORDS).count("eco-name") == 1
