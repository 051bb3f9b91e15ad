"""A whole life leaves as readable files and comes back as it was."""

import json
from typing import Any

import pytest
from random_lives import Drawn, dump, wipe

from kith import exchange, records
from kith.exchange import life
from kith.web.keep.export.files import export
from kith.web.keep.store import Stored, store
from kith.web.keep.undoing import undo
from kith.web.today.diary import records_of

pytestmark = pytest.mark.usefixtures("room")  # the map asks whose life it is
LIVES = range(4)  # a thousand in `make prove`


def bring(space: Any, data: bytes) -> Stored:
    """Read an export as the page does, in this process, and keep it."""
    reading = exchange.read(data)
    return store(space, reading.items(), format_name=reading.format, label="files.zip")


def out(space: Any, *, with_plan: bool = True) -> bytes:
    return export(space, with_plan=with_plan).files[life.DATA]


@pytest.mark.parametrize("seed", LIVES)
def test_a_life_that_left_comes_back_as_it_was(space: Any, seed: int) -> None:
    """Export, wipe, import: people, ties, days, texts, deletions, imports, mappings, settings, plan."""
    Drawn(space, seed).life()
    before = dump(space)
    data = out(space)
    wipe(space)
    assert dump(space) != before
    bring(space, data)
    space.refresh_from_db()
    after = dump(space)
    for table, rows in before.items():
        assert after[table] == rows, table
    assert json.loads(out(space)) == json.loads(data)


@pytest.mark.parametrize("seed", LIVES)
def test_coming_back_twice_adds_nothing(space: Any, seed: int) -> None:
    """The same file into the vault that it came from, and again: nothing is doubled or changed."""
    Drawn(space, seed).life()
    before = dump(space)
    data = out(space)
    for _ in range(2):
        assert not bring(space, data).added
        space.refresh_from_db()
        assert dump(space) == before


@pytest.mark.parametrize("seed", LIVES)
def test_a_life_that_came_back_can_be_taken_away(space: Any, seed: int) -> None:
    """Undo leaves the empty vault that was there before."""
    empty = dump(space)
    Drawn(space, seed).life()
    data = out(space)
    wipe(space)
    fresh = dump(space)
    came = bring(space, data)
    assert came.batch is not None
    undo(came.batch)
    space.refresh_from_db()
    assert dump(space) == fresh
    assert empty.keys() == fresh.keys()


@pytest.mark.parametrize("seed", LIVES)
def test_an_analysis_of_the_export_reads_what_the_page_reads(space: Any, seed: int) -> None:
    """Check-ins, company and contacts are the same whether the vault or its export is asked."""
    Drawn(space, seed).life()
    check_ins, contacts, _ = records_of(space)
    found = [one.record for one in life.located(exchange.read(out(space)).items())]
    told = [(one.at, one.with_people, one.outcomes) for one in check_ins]
    met = [
        (one.start, one.people, one.minutes, one.felt, one.kind)
        for one in contacts
        if one.mode != "thought"
    ]
    read = [one for one in found if isinstance(one, records.CheckIn)]
    logged = [one for one in found if isinstance(one, records.Contact)]
    assert [(one.at, one.with_people, one.outcomes) for one in read] == told
    assert [(one.start, one.people, one.minutes, one.felt, one.kind) for one in logged] == met


def test_a_file_without_the_plan_says_so_before_it_comes_in(space: Any) -> None:
    """Care settings that stayed behind are not missed in silence: every tool is on until they are set."""
    Drawn(space, 3).life()
    told = {note.code for note in exchange.inspect(out(space, with_plan=False)).notes}
    assert "life_without_plan" in told
    told = {note.code for note in exchange.inspect(out(space)).notes}
    assert "life_without_plan" not in told
