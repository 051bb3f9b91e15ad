"""A file of every app comes in once, whole, and can be taken back whole."""

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "exchange"))

from invented_files import (
    ANSWERS,
    BASELINE,
    BASELINE_CSV,
    CALENDAR,
    CANVAS,
    CANVAS_GRAPH,
    DAYLIO_BACKUP,
    DAYONE,
    IFME,
    JRNL,
    JRNL_JSON,
    MONICA,
    NOMIE,
    NOMIE_CSV,
    NOW,
    PIXELS,
    STATES,
    VCARDS,
)
from packing import told, zipped

from kith import exchange
from kith.web.keep.store import store
from kith.web.keep.undoing import undo

FILES: dict[str, bytes] = {
    "dayone": zipped({"Journal.json": told(DAYONE)}),
    "jrnl": JRNL.encode(),
    "jrnl as JSON": told(JRNL_JSON),
    "daylio": told(DAYLIO_BACKUP),
    "pixels": told(PIXELS),
    "state_of_mind": told(STATES),
    "baseline": told(BASELINE),
    "baseline as CSV": BASELINE_CSV.encode(),
    "nomie": told(NOMIE),
    "nomie as CSV": NOMIE_CSV.encode(),
    "monica": told(MONICA),
    "vcard": VCARDS.encode(),
    "ics": CALENDAR.encode(),
    "network_canvas": zipped(CANVAS),
    "graphml": CANVAS_GRAPH.encode(),
    "ifme": IFME.encode(),
}
SAID = {**ANSWERS, "me": "Me Myself", "mood_scale": "1..10"}


def counted(space: Any) -> dict[str, int]:
    from kith.web.keep.models import Brought, KeptRow
    from kith.web.people.models import Person, Tie
    from kith.web.today.models import CheckIn, Contact, Writing

    models = (CheckIn, Contact, Writing, Person, Tie)
    found = {model.__name__: model.objects.filter(space=space).count() for model in models}
    beside = (KeptRow, Brought)
    return found | {model.__name__: model.objects.count() for model in beside}


def items(name: str) -> Any:
    return exchange.read(FILES[name], SAID, now=NOW).items()


@pytest.mark.parametrize("name", FILES)
def test_it_comes_in_once_and_goes_again(space: Any, name: str) -> None:
    """A second time adds nothing at all; taken back nothing is left."""
    bare = counted(space)
    stored = store(space, items(name), format_name=name.split(maxsplit=1)[0], label="x")
    assert stored.added
    once = counted(space)
    assert sum(once.values()) > sum(bare.values())
    again = store(space, items(name), format_name=name.split(maxsplit=1)[0], label="x")
    assert not again.added
    assert counted(space) == once
    undo(stored.batch)
    assert counted(space) == bare


@pytest.mark.parametrize(
    ("one", "other"), [("baseline", "baseline as CSV"), ("nomie", "nomie as CSV")]
)
def test_one_form_after_the_other_adds_nothing(space: Any, one: str, other: str) -> None:
    """An entry has one name in both."""
    assert store(space, items(one), format_name=one).added
    assert not store(space, items(other), format_name=one).added
