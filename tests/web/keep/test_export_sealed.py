"""A plan behind a second passphrase leaves locked while it is shut, readable while it is open."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from random_lives import Drawn, dump, wipe

from kith import exchange, vault
from kith.exchange import UnreadableFile, life
from kith.vault import compartment
from kith.vault.derive import Cost
from kith.web.keep.export.files import export
from kith.web.keep.models import KeptRow
from kith.web.keep.store import Stored, store
from kith.web.keep.undoing import undo
from kith.web.plan import rewriting, second, versions
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.plan.versions import Said
from kith.web.shell import inside
from kith.web.shell.models import Compartment

FIRST = "a long enough passphrase"
SECOND = "an owl above the frozen pond"
WORDS = "abacus abdomen yo-yo drop-down zoom t-shirt felt-tip zone zodiac goal reflected salvage"
CHEAP = Cost(1, 8192)
SEEDS = range(3)


@pytest.fixture(autouse=True)
def own(room: Any, monkeypatch: pytest.MonkeyPatch) -> vault.Vault:
    """A real vault in the room's folder; Argon2id costs next to nothing here."""
    made, _ = vault.create(room.folder, FIRST, _cost=CHEAP, _phrase=lambda: WORDS)
    room.vault = made
    monkeypatch.setattr(compartment, "RECOVERY", CHEAP)
    return made


def on(space: Any, room: Any) -> None:
    locks, opened = vault.make_compartment(room.vault, SECOND, WORDS, cost=CHEAP)
    second.switch_on(space, locks, opened)


def unlock(space: Any) -> None:
    second.enter(space, inside.locks_of(space).unlock(SECOND))


def out(space: Any, *, with_plan: bool = True) -> bytes:
    return export(space, with_plan=with_plan).files[life.DATA]


def held(data: bytes) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = json.loads(data)["tables"]
    return found


def bring(space: Any, data: bytes) -> Stored:
    reading = exchange.read(data)
    return store(space, reading.items(), format_name=reading.format)


def drawn(space: Any, seed: int) -> None:
    """A life with a plan in it, whatever else was drawn."""
    Drawn(space, seed).life()
    ana = str(space_person(space).uid)
    versions.keep(space, "ask", Said(text="PLANWORDS", people=((ana, "REACH"),)), _noon())


def _noon() -> datetime:
    return datetime(2026, 3, 1, 12, tzinfo=UTC)


def space_person(space: Any) -> Any:
    from kith.web.people.models import Person

    return Person.objects.create(space=space, name="Ana", safe_to_call=True)


@pytest.mark.parametrize("seed", SEEDS)
def test_shut_it_leaves_locked_and_comes_back_as_it_was(space: Any, room: Any, seed: int) -> None:
    """Export, wipe, import: locked all the way, and then it opens in both ways and says the same."""
    drawn(space, seed)
    before = dump(space)
    on(space, room)
    second.shut()
    made = export(space, with_plan=True)
    for name, data in made.files.items():
        assert b"PLANWORDS" not in data, name
        assert b"REACH" not in data, name
    assert held(made.files[life.DATA])["plan"] == []
    wipe(space)
    batch = bring(space, made.files[life.DATA]).batch
    assert inside.is_shut(space)
    assert all(inside.is_sealed(row.content) for row in rewriting.rows_of(space))
    assert not bring(space, made.files[life.DATA]).added  # twice adds nothing
    locks = inside.locks_of(space)
    assert locks.unlock_with_phrase(WORDS).name == locks.name
    unlock(space)
    second.switch_off(space)
    space.refresh_from_db()
    after = dump(space)
    for table, rows in before.items():
        assert after[table] == rows, table
    assert batch is not None


def test_open_and_asked_for_twice_it_leaves_readable(space: Any, room: Any) -> None:
    """And comes back readable, without the second passphrase."""
    drawn(space, 1)
    before = dump(space)
    on(space, room)
    data = out(space)
    assert b"PLANWORDS" in data
    assert held(data)["compartment"] == held(data)["sealed"] == []
    wipe(space)
    bring(space, data)
    space.refresh_from_db()
    assert not inside.is_on(space)
    assert dump(space)["PlanPart"] == before["PlanPart"]
    assert dump(space)["SafetyNote"] == before["SafetyNote"]


def test_not_asked_for_nothing_tells_that_there_is_one(space: Any, room: Any) -> None:
    """Neither locked nor readable, open or shut; kept rows of a plan neither."""
    drawn(space, 1)
    on(space, room)
    for _ in range(2):
        found = held(out(space, with_plan=False))
        private = ("plan", "plan_people", "safety_notes", "compartment", "sealed", "care_settings")
        assert [found[name] for name in private] == [[]] * 6
        second.shut()


def test_rows_of_a_plan_that_an_import_kept_leave_only_with_the_plan(space: Any, room: Any) -> None:
    """They say what a plan says."""
    from kith.web.keep.models import ImportBatch

    batch = ImportBatch.objects.create(space=space, format="daylio")
    typed = '{"page": "/plan/part/signs/", "fields": {"text": ["TYPED"]}}'
    for why, row in (("plan", '{"text": "KEPTWORDS"}'), ("draft", typed), ("no_time", "ROW")):
        KeptRow.objects.create(batch=batch, line=0, why=why, original=row)
    without, whole = out(space, with_plan=False), out(space)
    assert (b"KEPTWORDS" in without, b"TYPED" in without, b"ROW" in without) == (False, False, True)
    assert b"KEPTWORDS" in whole
    assert b"TYPED" in whole


def test_a_readable_plan_stays_out_while_mine_is_shut(space: Any, room: Any) -> None:
    """It could not be sealed; what was left out is counted, and comes in once it is open."""
    drawn(space, 1)
    data = out(space)
    wipe(space)
    on(space, room)
    second.shut()
    came = bring(space, data)
    assert not PlanPart.objects.exists()
    assert not SafetyNote.objects.exists()
    assert came.counts["plan_left_out"] > 0
    unlock(space)
    bring(space, data)
    rows = list(rewriting.rows_of(space))
    assert rows
    assert all(inside.is_sealed(row.content) for row in rows)


def test_another_plan_is_kept_as_a_note_inside(space: Any, room: Any) -> None:
    """Not as text outside; and the same file again adds nothing."""
    drawn(space, 1)
    data = out(space)
    wipe(space)
    versions.keep(space, "signs", Said(text="Mine."), _noon())
    on(space, room)
    bring(space, data)
    assert not KeptRow.objects.filter(why="plan").exists()
    count = SafetyNote.objects.count()
    assert "PLANWORDS" in str([row.said() for row in rewriting.rows_of(space)])
    bring(space, data)
    assert SafetyNote.objects.count() == count


def test_a_locked_plan_that_meets_another_stays_locked_beside_it(space: Any, room: Any) -> None:
    """Kept as boxes; mine is not touched."""
    drawn(space, 1)
    on(space, room)
    second.shut()
    data = out(space)
    wipe(space)
    versions.keep(space, "signs", Said(text="Mine."), _noon())
    bring(space, data)
    assert versions.as_of(space)["signs"].text == "Mine."
    assert not inside.is_on(space)
    assert KeptRow.objects.filter(why="sealed").exists()
    assert b"PLANWORDS" not in out(space)


@pytest.mark.parametrize("shut", [True, False])
def test_a_life_that_came_back_locked_can_be_taken_away(space: Any, room: Any, shut: bool) -> None:
    """Open or shut, undo leaves what was there before."""
    drawn(space, 2)
    on(space, room)
    second.shut()
    data = out(space)
    wipe(space)
    batch = bring(space, data).batch
    if not shut:
        unlock(space)
    assert batch is not None
    undo(batch)
    left = (PlanPart, SafetyNote, Compartment)
    assert [model.objects.filter(space=space).count() for model in left] == [0, 0, 0]


def test_sealing_what_an_import_brought_keeps_its_way_back(space: Any, room: Any) -> None:
    """Switched on after it, the import can still be taken back."""
    drawn(space, 2)
    data = out(space)
    wipe(space)
    batch = bring(space, data).batch
    on(space, room)
    assert batch is not None
    undo(batch)
    assert not PlanPart.objects.filter(space=space).exists()


@pytest.mark.parametrize("odd", ["", "{}", "[]", "null", '{"name": 3}', "[" * 5000])
def test_locks_changed_by_hand_let_nothing_in(space: Any, room: Any, odd: str) -> None:
    """A sentence names the table, and the vault is as it was."""
    drawn(space, 2)
    on(space, room)
    second.shut()
    whole = json.loads(out(space))
    whole["tables"]["compartment"][0]["locks"] = odd
    wipe(space)
    with pytest.raises(UnreadableFile):
        bring(space, json.dumps(whole).encode())
    assert not Compartment.objects.filter(space=space).exists()
