"""The map as GraphML, which programs for networks open: records in, text out.

You are the node `you`; everybody else is a node with a number, and the tie of now is an edge that
points to who is given support. A tie in which both give is two edges; one in which nobody does
starts at you, and its `flow` says `none`. Names stand in the attribute `name`.
The note about a person and the part they play in the recovery are left out: the file is not
encrypted and made to be handed on.
"""

from collections.abc import Iterable, Mapping
from io import StringIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from kith.exchange.network import matched
from kith.records import Bond, Flow, Person, Tie

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
YOU = "you"
NODE_KEYS = {
    "name": "string",
    "kinds": "string",
    "pronouns": "string",
    "presence": "string",
    "x": "double",
    "y": "double",
}
EDGE_KEYS = {
    "since": "string",
    "circle": "int",
    "bond": "string",
    "flow": "string",
    "closeness": "int",
    "intimacy": "int",
}
Values = Mapping[str, object]


def written(people: Iterable[Person], ties: Iterable[Tie], you: str = YOU) -> str:
    """Return the network as GraphML; a tie belongs to the next person of its name not tied yet."""
    out = StringIO()
    xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": NAMESPACE}))
    _declare(xml, "node", NODE_KEYS)
    _declare(xml, "edge", EDGE_KEYS)
    xml.startElement("graph", AttributesImpl({"id": "map", "edgedefault": "directed"}))
    register = list(people)
    tied = matched(register, ties)
    _node(xml, YOU, {"name": you, "x": 0.0, "y": 0.0})
    for number, person in enumerate(register):
        _node(xml, f"n{number}", _said_of(person, tied.get(number)))
    for number, tie in tied.items():
        _edges(xml, f"n{number}", tie)
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.endDocument()
    return out.getvalue()


def _declare(xml: XMLGenerator, what: str, keys: Mapping[str, str]) -> None:
    for name, kind in keys.items():
        attributes = {"id": f"{what}-{name}", "for": what, "attr.name": name, "attr.type": kind}
        xml.startElement("key", AttributesImpl(attributes))
        xml.endElement("key")


def _said_of(person: Person, tie: Tie | None) -> Values:
    return {
        "name": person.name,
        "kinds": "; ".join(person.kinds),
        "pronouns": person.pronouns,
        "presence": person.presence.value,
        "x": tie.x if tie else None,
        "y": tie.y if tie else None,
    }


def _node(xml: XMLGenerator, key: str, said: Values) -> None:
    xml.startElement("node", AttributesImpl({"id": key}))
    _data(xml, "node", said)
    xml.endElement("node")


def _edges(xml: XMLGenerator, key: str, tie: Tie) -> None:
    if tie.flow is not Flow.THEM_TO_ME:
        _edge(xml, YOU, key, tie)
    if tie.flow in {Flow.THEM_TO_ME, Flow.BOTH}:
        _edge(xml, key, YOU, tie)


def _edge(xml: XMLGenerator, source: str, target: str, tie: Tie) -> None:
    xml.startElement("edge", AttributesImpl({"source": source, "target": target}))
    said = {
        "since": tie.at.isoformat(),
        "circle": tie.circle,
        "bond": "" if tie.bond is Bond.UNSAID else tie.bond.value,
        "flow": "" if tie.flow is Flow.UNSAID else tie.flow.value,
        "closeness": tie.closeness,
        "intimacy": tie.intimacy,
    }
    _data(xml, "edge", said)
    xml.endElement("edge")


def _data(xml: XMLGenerator, what: str, said: Values) -> None:
    for name, value in said.items():
        if value is None or value == "":
            continue
        xml.startElement("data", AttributesImpl({"key": f"{what}-{name}"}))
        xml.characters(_clean(str(value)))
        xml.endElement("data")


def _clean(text: str) -> str:
    """Take out what XML cannot hold."""
    return "".join(
        c
        for c in text
        if c in "\t\n" or (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )
