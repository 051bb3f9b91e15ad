"""GraphML of networks: Kith's own map, Network Canvas, and what other programs write.

In Kith's map you are a node and a tie is an edge from or to you. Network Canvas leaves you out:
everybody there is around you, and edges are ties between others. Those Kith does not keep; they
are counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kith.exchange import limits, network, text, xmlfile
from kith.exchange.asked import Asked
from kith.exchange.errors import RefusedFile
from kith.exchange.graphml import YOU
from kith.exchange.items import Item, Located, Note, NotUnderstood
from kith.exchange.register import Apart
from kith.exchange.source import Source, Start
from kith.exchange.times import NotATime, TimeRule, moment

NAME = "graphml"
_LONGEST = 100_000
_TYPE, _TIMES = "networkCanvasType", ("sessionFinishTime", "sessionFinish", "sessionStartTime")
_INNER = frozenset(
    {"networkCanvasUUID", "networkCanvasEgoUUID", _TYPE, "networkCanvasSourceUUID",
     "networkCanvasTargetUUID"}
)  # fmt: skip


def sniff(start: Start) -> float:
    """Say how sure it is that this is GraphML, alone or as several files of an archive."""
    return max(
        (_like(text) for _, text in start.begun(".graphml", ".xml")), default=_like(start.text)
    )


def _like(start: str) -> float:
    begun = start.lstrip("\ufeff \r\n")[:1] == "<"
    return 1.0 if begun and "<graphml" in start[:4_000] else 0.0


def read(source: Source, asked: Asked) -> Iterator[Item]:
    """Stream the people and their ties."""
    files = [
        source.member(n) for n, start in source.start.begun(".graphml", ".xml") if _like(start)
    ]
    return _people(files or [source], asked.time_rule([], zoned=True))


@dataclass(slots=True)
class _Node:
    """A node or an edge while it is read."""

    line: int
    key: str
    said: dict[str, str] = field(default_factory=dict)
    ends: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Graph:
    """One graph of a file: its nodes, its edges, and when it was drawn."""

    said: dict[str, str]
    nodes: list[_Node] = field(default_factory=list)
    edges: list[_Node] = field(default_factory=list)


def _people(files: Iterable[Source], rule: TimeRule) -> Iterator[Item]:
    apart = Apart()
    met = 0
    for file in files:
        for graph in _graphs(file):
            if isinstance(graph, NotUnderstood):
                yield graph
                continue
            met += len(graph.nodes)
            if met > limits.PEOPLE:
                raise RefusedFile("too_many_people")
            yield from _of_graph(graph, rule, apart)


def _of_graph(graph: _Graph, rule: TimeRule, apart: Apart) -> Iterator[Item]:
    mine = any(node.key == YOU for node in graph.nodes)  # as Kith writes it
    me = {YOU} if mine else {node.key for node in graph.nodes if _is_me(node)}
    when, names = _when(graph.said, rule), {}
    for node in graph.nodes:
        if node.key in me:
            continue
        name = network.name_of(node.said)
        if not name:
            yield NotUnderstood(
                node.line, "no_name", "; ".join(map(text.clean, node.said.values()))
            )
            continue
        names[node.key] = apart.name(name)
        said = _own(node.said) if mine else _others(node.said)
        found = network.read(said, node.said.get(_TYPE, ""), names[node.key], when)
        yield Located(node.line, found.person, rows=0)
        if found.tie and not mine:
            yield Located(node.line, found.tie, rows=0)
        if found.left_out:
            yield Note("values_left_out")
    yield from _edges(graph, names, me, rule)


def _edges(graph: _Graph, names: dict[str, str], me: set[str], rule: TimeRule) -> Iterator[Item]:
    """Yield the ties of Kith's own map; count the edges between others."""
    places = {node.key: (node.said.get("x", ""), node.said.get("y", "")) for node in graph.nodes}
    tied: set[str] = set()
    for edge in graph.edges:
        others = [end for end in edge.ends if end not in me]
        if len(others) != 1:
            yield Note("ties_between_others")
            continue
        (other,) = others
        circle = network.whole(edge.said.get("circle", ""))
        if YOU not in me or other in tied or other not in names or circle is None:
            continue
        try:
            at, _ = moment(edge.said.get("since", ""), rule)
        except NotATime as reason:
            yield NotUnderstood(edge.line, reason.code, "; ".join(map(text.clean, edge.ends)))
            continue
        tied.add(other)
        x, y = (network.coordinate(part) for part in places[other])
        tie = network.made_tie(names[other], at, circle, edge.said, (x, y))
        yield Located(edge.line, tie, rows=0)


def _is_me(node: _Node) -> bool:
    return network.name_of(node.said).casefold() in network.SELF


def _own(said: dict[str, str]) -> dict[str, str]:
    """Return what Kith wrote of somebody by the names that mark it as Kith's."""
    return {key if key == "name" else network.OWN + key: value for key, value in said.items()}


def _others(said: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in said.items() if key not in _INNER}


def _when(said: dict[str, str], rule: TimeRule) -> datetime | None:
    for key in _TIMES:
        try:
            return moment(said.get(key, ""), rule)[0]
        except NotATime:
            continue
    return None


class _Builder:
    """Puts graphs together from what a file of XML tells."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._graph: _Graph | None = None
        self._held: _Node | None = None
        self._key, self._words = "", ""

    def given(self) -> _Graph | None:
        """Return the graph that was read and forget it."""
        graph, self._graph = self._graph, None
        return graph

    def begin(self, event: xmlfile.Begin) -> None:
        said = event.said
        match event.name:
            case "key":
                drawn = "label" if said.get("yfiles.type") == "nodegraphics" else ""
                self._keys[said.get("id", "")] = (
                    said.get("attr.name") or drawn or said.get("id", "")
                )
            case "graph" if self._graph is None:
                self._graph = _Graph(said)
            case "node" | "edge" if self._graph is not None:
                ends = (said.get("source", ""), said.get("target", ""))
                self._held = _Node(event.line, said.get("id", ""), ends=ends)
                into = self._graph.nodes if event.name == "node" else self._graph.edges
                into.append(self._held)
            case "data":
                self._key = self._keys.get(said.get("key", ""), said.get("key", ""))
                self._words = ""

    def words(self, more: str) -> None:
        if self._key:
            self._words += more[: _LONGEST - len(self._words)]

    def end(self, name: str) -> None:
        if name in {"node", "edge"}:
            self._held = None
        if name != "data":
            return
        if self._held is not None:
            self._held.said[self._key] = self._words.strip()
        elif self._graph is not None:
            self._graph.said.setdefault(self._key, self._words.strip())
        self._key = ""


def _graphs(file: Source) -> Iterator[_Graph | NotUnderstood]:
    """Yield every graph of a file with what stands in it."""
    builder = _Builder()
    for event in xmlfile.events(file.content):
        match event:
            case xmlfile.Begin():
                builder.begin(event)
            case xmlfile.Words(text=more):
                builder.words(more)
            case xmlfile.End(name):
                builder.end(name)
                if name == "graph" and (graph := builder.given()):
                    yield graph
            case xmlfile.Broken(line):
                if graph := builder.given():
                    yield graph
                yield NotUnderstood(line, "broken_off")
