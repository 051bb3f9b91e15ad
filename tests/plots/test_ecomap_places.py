"""Where people and their names stand on the map."""

import random
from math import hypot

import pytest

from kith.plots import ecomap
from kith.plots.ecomap import Node, Words
from kith.plots.ecomap.scale import MARGIN, NODE, YOU

WORDS = Words(
    "The people around you", "You in the middle.", "you", ("closest", "close", "acquainted")
)
NAMES = (
    "Dad", "Mum", "Priya", "Marc", "Jonas", "Amara", "Lena", "Boss", "Uncle T.", "Neighbour",
    "Dr. Osei", "Book club", "Gym group", "Old school chat", "Grandmother Wilhelmina",
    "Ana", "Bo", "Christopher-Alexander", "Kit", "Мария", "王小明", "Sam",
)  # fmt: skip
SPREADS = {
    "spread over all circles": (1, 2, 2, 3, 3, 3, 0),
    "all closest": (1,),
    "all outside": (0,),
}


def cast(count, circles, seed=4):
    draw = random.Random(seed)
    return tuple(
        Node(
            str(i),
            f"{NAMES[i % len(NAMES)]} {i // len(NAMES) or ''}".strip(),
            "",
            draw.choice(circles),
        )
        for i in range(count)
    )


def apart(a, b):
    return hypot(a[0] - b[0], a[1] - b[1])


def touches(box, spot, radius):
    across = max(box.left - spot[0], spot[0] - box.right, 0)
    down = max(box.top - spot[1], spot[1] - box.bottom, 0)
    return hypot(across, down) < radius


def overlaps(a, b):
    return a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("count", [1, 5, 12, 40, 120])
def test_no_name_stands_on_a_node_or_on_another_name(count, spread):
    """Measured box by box: names keep off nodes, other names, you, the edge; nodes keep apart."""
    nodes = cast(count, SPREADS[spread])
    map_ = ecomap.arrange(nodes, WORDS)
    boxes = [label.box for label in map_.labels]
    for i, box in enumerate(boxes):
        assert not touches(box, (0, 0), YOU)
        assert not any(touches(box, spot, NODE) for spot in map_.at), nodes[i].label
        assert not any(overlaps(box, other) for other in boxes[:i]), nodes[i].label
        assert max(map(abs, (box.left, box.top, box.right, box.bottom))) <= map_.half + MARGIN
    for i, spot in enumerate(map_.at):
        assert all(apart(spot, other) >= 2 * NODE for other in map_.at[:i])
        assert hypot(*spot) > YOU + NODE


@pytest.mark.parametrize("count", [1, 5, 12, 40])
def test_everyone_stands_in_their_own_circle(count):
    """Whoever has no place yet is put inside the band of their circle."""
    map_ = ecomap.arrange(cast(count, (0, 1, 2, 3)), WORDS)
    for node, (x, y) in zip(map_.nodes, map_.at, strict=True):
        assert ecomap.circle_at(x / map_.half, y / map_.half) == node.circle


def test_people_stay_where_they_were_put():
    """A place that the person chose is kept to the pixel, whoever else comes."""
    alone = (Node("a", "Ana", "", 1, x=0.2, y=-0.25), Node("b", "Bo", "", 3, x=-0.7, y=0.3))
    crowded = alone + cast(30, (1, 2, 3, 0))
    for nodes in (alone, crowded):
        map_ = ecomap.arrange(nodes, WORDS)
        for node, (x, y) in zip(map_.nodes[:2], map_.at[:2], strict=True):
            assert (x, y) == pytest.approx((node.x * map_.half, node.y * map_.half))


def test_the_same_people_give_the_same_map():
    """Nothing is left to chance: two drawings of one life are the same picture."""
    nodes = cast(23, (1, 2, 3))
    first = ecomap.draw(nodes, WORDS)
    ecomap.arrange.cache_clear()
    assert ecomap.draw(nodes, WORDS) == first


def test_names_do_not_collide_where_the_person_put_people_close_together():
    """Even a tight row that the person made leaves every name to be read."""
    row = tuple(
        Node(str(i), name, "", 2, x=-0.55 + 0.17 * i, y=-0.2) for i, name in enumerate(NAMES[:7])
    )
    boxes = [label.box for label in ecomap.arrange(row, WORDS).labels]
    assert not any(overlaps(a, b) for i, a in enumerate(boxes) for b in boxes[:i])


@pytest.mark.parametrize("names", [NAMES[:9], ("Grandmother Wilhelmina",) * 9])
def test_a_cluster_that_the_person_made_can_be_read(names):
    """Nine people put into one corner keep their places, and every name keeps off the rest."""
    nodes = tuple(
        Node(str(i), name, "", 0, x=0.45 + 0.15 * (i % 3), y=0.5 + 0.15 * (i // 3))
        for i, name in enumerate(names)
    )
    map_ = ecomap.arrange(nodes, WORDS)
    boxes = [label.box for label in map_.labels]
    for i, box in enumerate(boxes):
        assert not any(overlaps(box, other) for other in boxes[:i])
        assert not any(touches(box, spot, NODE) for spot in map_.at)


def test_two_people_on_one_spot_stay_there():
    """Nobody is pushed away from where they were put; the map does not grow without end."""
    nodes = tuple(Node(str(i), f"Twin {i}", "", 1, x=0.3, y=0.1) for i in range(2))
    map_ = ecomap.arrange(nodes, WORDS)
    assert map_.at[0] == map_.at[1]
    assert map_.half < 500


def test_a_small_map_crosses_no_name_with_a_line():
    """Up to a dozen people, names are seated where no line runs, so that no line has to pause."""
    for seed in range(8):
        map_ = ecomap.arrange(cast(12, (1, 2, 2, 3, 3), seed), WORDS)
        for label in map_.labels:
            for x, y in map_.at:
                steps = (i / 200 for i in range(16, 180))
                on_line = (
                    (x * s, y * s) for s in steps if YOU < hypot(x, y) * s < hypot(x, y) - NODE
                )
                assert not any(touches(label.box, spot, 0.5) for spot in on_line)


@pytest.mark.parametrize(
    ("x", "y", "circle"),
    [(0.1, 0, 1), (0.3, -0.3, 1), (0.6, 0, 2), (0, 0.8, 3), (0.9, 0.4, 0), (1, 1, 0), (0, -1, 0)],
)
def test_the_circle_follows_from_the_distance(x, y, circle):
    """Closer to the middle is a closer circle; beyond the last ring is outside."""
    assert ecomap.circle_at(x, y) == circle


@pytest.mark.parametrize("circle", [0, 1, 2, 3])
@pytest.mark.parametrize(
    "place", [(0.0, 0.0), (0.2, 0.1), (-0.5, 0.2), (0.1, -0.8), (-1, -1), (0, 1)]
)
def test_a_new_circle_keeps_the_direction(place, circle):
    """Choosing another circle by form moves somebody in or out, never around you."""
    x, y = ecomap.moved_to(circle, *place)
    assert ecomap.circle_at(x, y) == circle
    assert max(abs(x), abs(y)) <= 1
    if place != (0.0, 0.0):
        assert x * place[1] == pytest.approx(y * place[0])
        assert x * place[0] + y * place[1] > 0


@pytest.mark.parametrize("place", [(0, 0), (9, -9), (0.01, 0), (-1, 0.4)])
def test_nobody_is_put_on_top_of_you_or_off_the_map(place):
    """Whatever a browser sends ends up on the map, beside you."""
    x, y = ecomap.kept_on_map(*place)
    assert max(abs(x), abs(y)) <= 1
    assert hypot(x, y) * 310 >= YOU + NODE


def test_a_map_of_nobody_is_a_map():
    """You alone, with the circles around you."""
    map_ = ecomap.arrange((), WORDS)
    assert map_.at == ()
    assert "you" in ecomap.draw((), WORDS)


@pytest.mark.parametrize("name", ["", " ", "x" * 80, "Ana " * 20, "👩‍👩‍👧 us", "مريم", "&<>\"'"])
def test_any_name_finds_a_place(name):
    """Long, empty, or in another script: the label stays short, the map stays whole."""
    map_ = ecomap.arrange((Node("1", name, name), *cast(5, (1, 2))), WORDS)
    box = map_.labels[0].box
    assert len(map_.labels[0].lines) <= 2
    assert box.right - box.left <= 112
