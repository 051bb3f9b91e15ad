"""The map as GraphML, opened by a program for networks."""

from datetime import UTC, datetime
from io import BytesIO

import networkx as nx
import pytest

from kith.exchange import graphml
from kith.records import Bond, Flow, Person, Presence, Tie

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAD = Person("Dad", ("parent",), "he", Presence.PRESENT, "calls on Sundays")
AMARA = Person("Amara", ("friend", "chosen family"))
TIES = [
    Tie("Dad", AT, 1, Bond.STRESSFUL, Flow.ME_TO_THEM, "", 4, 2, 0.1, -0.3),
    Tie("Amara", AT, 1, Bond.STRONG, Flow.THEM_TO_ME, "gets me out for walks", x=0.3, y=0.2),
]


def opened(text):
    return nx.read_graphml(BytesIO(text.encode()))


def test_networkx_opens_the_map():
    """Everybody is a node around you, with what was said of them."""
    graph = opened(graphml.written([DAD, AMARA], TIES))
    names = {said["name"] for _, said in graph.nodes(data=True)}
    assert names == {"you", "Dad", "Amara"}
    dad = graph.nodes["n0"]
    assert (dad["kinds"], dad["presence"]) == ("parent", "present")
    assert (dad["x"], dad["y"]) == (0.1, -0.3)


def test_what_is_private_about_somebody_stays_in_the_vault():
    """The file is not encrypted: it holds neither a note nor the part in a recovery."""
    text = graphml.written([DAD, AMARA], TIES)
    assert "calls on Sundays" not in text
    assert "gets me out for walks" not in text


def test_an_edge_points_to_who_is_given_support():
    """You to Dad when you give, Amara to you when she gives."""
    graph = opened(graphml.written([DAD, AMARA], TIES))
    edges = {(source, target): said for source, target, said in graph.edges(data=True)}
    assert edges[("you", "n0")]["bond"] == "stressful"
    assert edges[("n1", "you")]["bond"] == "strong"
    assert edges[("you", "n0")]["closeness"] == 4
    assert "closeness" not in edges[("n1", "you")]


@pytest.mark.parametrize(
    ("flow", "edges"),
    [
        (Flow.NONE, {("you", "n0")}),
        (Flow.ME_TO_THEM, {("you", "n0")}),
        (Flow.THEM_TO_ME, {("n0", "you")}),
        (Flow.BOTH, {("you", "n0"), ("n0", "you")}),
    ],
)
def test_support_both_ways_is_two_edges(flow, edges):
    """Every way that support goes is an edge; where it goes neither way the tie is still there."""
    graph = opened(graphml.written([AMARA], [Tie("Amara", AT, 1, flow=flow)]))
    assert set(graph.edges()) == edges
    assert {said["flow"] for _, _, said in graph.edges(data=True)} == {flow.value}


@pytest.mark.parametrize(
    "name", ["<a>", "A & B", "]]>", "a\x00\x0bb", "\ud800", "\uffff", "مريم", "", '"']
)
def test_any_name_survives_the_way_out_and_in(name):
    """What XML cannot hold is left out; the rest comes back as it was."""
    graph = opened(graphml.written([Person(name)], [Tie(name, AT, 2)]))
    kept = "".join(c for c in name if c not in "\x00\x0b\ud800\uffff")
    assert graph.nodes["n0"].get("name", "") == kept
    assert graph.number_of_edges() == 1


def test_two_people_of_one_name_stay_two():
    """A tie belongs to the next person of its name, not to the first one twice."""
    twice = [Person("Ana"), Person("Ana")]
    graph = opened(graphml.written(twice, [Tie("Ana", AT, 1), Tie("Ana", AT, 3)]))
    assert graph.number_of_nodes() == 3
    assert sorted(said["circle"] for _, _, said in graph.edges(data=True)) == [1, 3]


def test_nobody_is_a_network_of_one():
    """An empty map is you."""
    assert list(opened(graphml.written([], [])).nodes) == ["you"]


def test_support_that_nobody_spoke_of_is_no_answer_in_the_file():
    """Unsaid support and an unsaid bond have no value at all; "none" is an answer and has one."""
    silent = Tie("Dad", AT, 1)
    said = Tie("Dad", AT, 1, flow=Flow.NONE)
    assert "flow" not in _only_edge(silent)
    assert _only_edge(said)["flow"] == "none"


def _only_edge(tie):
    ((_, _, told),) = opened(graphml.written([DAD], [tie])).edges(data=True)
    return told
