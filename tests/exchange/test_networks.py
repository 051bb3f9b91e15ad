"""Networks come in as people and ties, and the map goes out and comes back as it was."""

from datetime import UTC, datetime

import pytest
from invented_files import CANVAS, CANVAS_GRAPH
from packing import zipped

from kith.exchange import graphml, network, network_canvas
from kith.plots import ecomap
from kith.records import Bond, Flow, Person, Presence, Tie

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PEOPLE = [
    Person("Dad", ("parent",), "he", Presence.PRESENT),
    Person("Amara", ("friend", "chosen family")),
    Person("=1+1", ("pet",), presence=Presence.DECEASED),
    Person("Me"),
    Person("You"),
    Person('Q "<&>" مريم', ("other",)),
]
TIES = [
    Tie("Dad", AT, 1, Bond.STRESSFUL, Flow.ME_TO_THEM, "", 4, 2, 0.1, -0.3),
    Tie("Amara", AT, 3, Bond.STRONG, Flow.BOTH, x=1 / 3, y=0.20000000000000018),
    Tie("=1+1", AT, 0, Bond.CUT_OFF, Flow.NONE, closeness=0, x=-1.0, y=1.0),
    Tie("Me", AT, 2),
    Tie("You", datetime(2020, 1, 1, tzinfo=UTC), 1, flow=Flow.THEM_TO_ME, intimacy=10),
]


def of(items, kind):
    return [one for one in items if isinstance(one, kind)]


def out_and_in(form, people, ties):
    if form == "graphml":
        return graphml.written(people, ties).encode()
    return network_canvas.written(people, ties)


@pytest.mark.parametrize("form", ["graphml", "network_canvas"])
def test_the_map_comes_back_as_it_was(read, inspect, form):
    """Everybody, and every tie with its moment, circle, bond, flow, ratings and place."""
    data = out_and_in(form, PEOPLE, TIES)
    found = inspect(data)
    assert (found.format, found.exit_code, found.people_count) == (form, 0, len(PEOPLE))
    items = read(data)
    assert of(items, Person) == PEOPLE
    assert sorted(of(items, Tie), key=lambda tie: tie.person) == sorted(
        TIES, key=lambda tie: tie.person
    )
    assert len(items) == len(PEOPLE) + len(TIES)


@pytest.mark.parametrize("form", ["graphml", "network_canvas"])
def test_two_people_of_one_name_come_back_as_two(read, form):
    """The second gets a number, and each has their own tie."""
    data = out_and_in(form, [Person("Ana"), Person("Ana")], [Tie("Ana", AT, 1), Tie("Ana", AT, 3)])
    items = read(data)
    assert [one.name for one in of(items, Person)] == ["Ana", "Ana (2)"]
    assert [(tie.person, tie.circle) for tie in of(items, Tie)] == [("Ana", 1), ("Ana (2)", 3)]


def test_a_zip_of_network_canvas(read, inspect):
    """Names, kinds, places; a number without a scale stays out, ties between others are counted."""
    found = inspect(zipped(CANVAS))
    assert (found.format, found.sure, found.people_count) == ("network_canvas", 1.0, 3)
    codes = {note.code: note.value for note in found.notes}
    assert codes == {"values_left_out": "1", "ties_between_others": "1"}
    items = read(zipped(CANVAS))
    assert of(items, Person) == [
        Person("Avery", ("friend",)),
        Person("=Jordan", ("work",)),
        Person("The library", ("place",)),
    ]
    avery, jordan = of(items, Tie)
    at = datetime(2024, 5, 1, 10, 30, tzinfo=UTC)
    assert (avery.at, avery.circle, avery.x, avery.y) == (at, 1, 0.2, 0.0)
    assert (jordan.circle, jordan.closeness) == (3, None)
    assert [one.why for one in items if hasattr(one, "why")] == ["no_name"]


def test_one_list_by_itself(read):
    """Unpacked, with another delimiter and other order of columns."""
    (one,) = read("name;nodeID;networkCanvasEgoUUID\r\nAvery;1;e\r\n")
    assert one == Person("Avery")


def test_whose_network_is_asked_where_there_are_several(inspect, read):
    """A study holds many; each is somebody's own."""
    second = {
        name.replace("P1", "P2"): held.replace("e1", "e2").replace("P1", "P2")
        for name, held in CANVAS.items()
    }
    both = zipped({**CANVAS, **second})
    (question,) = inspect(both).questions
    assert (question.key, set(question.options)) == ("whose", {"P1", "P2"})
    assert len(of(read(both, whose="P2"), Person)) == 3


def test_graphml_of_network_canvas(read, inspect):
    """Names by what keys are called, the kind of node, the place, several graphs."""
    assert (inspect(CANVAS_GRAPH).format, inspect(CANVAS_GRAPH).people_count) == ("graphml", 3)
    items = read(CANVAS_GRAPH)
    assert of(items, Person) == [
        Person("Avery", ("friend",)),
        Person("A & B", ("place",)),
        Person("Avery (2)"),
    ]
    (tie,) = of(items, Tie)
    assert (tie.person, tie.circle, tie.x, tie.y) == ("Avery", 1, 0.2, 0.0)


def test_graphml_that_breaks_off(read):
    """What stood before comes in."""
    items = read(CANVAS_GRAPH[: CANVAS_GRAPH.index("<edge")])
    assert len(of(items, Person)) == 2
    assert items[-1].why == "broken_off"


@pytest.mark.parametrize(
    "inner", ["<!DOCTYPE graphml>", '<!DOCTYPE g [<!ENTITY a "aaaa">]>', "<!DOCTYPE g SYSTEM 'x'>"]
)
def test_a_document_type_is_refused(refused, inner):
    """It could make a file grow without end, or reach elsewhere."""
    refusal = refused(CANVAS_GRAPH.replace("<graphml", f"{inner}\n<graphml"))
    assert (refusal.code, refusal.exit_code) == ("document_type", 5)


def test_elements_without_end_are_refused(refused):
    """Nested far deeper than any network."""
    deep = "<data>" * 100
    assert refused(CANVAS_GRAPH.replace("<node", f"{deep}<node", 1)).code == "too_deep"


def test_the_circles_are_those_of_the_map():
    """The reader knows no page, so it holds the same measures."""
    assert network.RINGS == ecomap.RINGS
    for x, y in ((0.0, 0.1), (0.5, 0.1), (0.0, 0.8), (1.0, 1.0)):
        assert network.circle_at(x, y) == ecomap.circle_at(x, y)


def test_an_encoding_that_nobody_knows_is_told(read):
    """The file cannot be read from its first line on."""
    (one,) = read(CANVAS_GRAPH.replace('encoding="UTF-8"', 'encoding="UTF-88"'))
    assert (one.why, one.line) == ("broken_off", 1)
