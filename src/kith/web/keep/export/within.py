"""What a second passphrase keeps, as tables of an export: locked while it is shut, else as it reads."""

import json
from datetime import UTC, datetime
from typing import Any

from kith.exchange import life
from kith.web.plan import rewriting
from kith.web.plan.models import PlanPart, SafetyNote, Words
from kith.web.plan.notes import Said as NoteSaid
from kith.web.plan.versions import WRITTEN, Said
from kith.web.shell import inside
from kith.web.shell.models import Compartment, Space

TABLES = ("plan", "plan_people", "safety_notes", "compartment", "sealed")
Rows = list[life.Row]


def nothing() -> dict[str, Rows]:
    """Return the tables without a row."""
    return {name: [] for name in TABLES}


def rows(space: Space, people: set[str]) -> dict[str, Rows]:
    """Return the tables of a space; `people` are the uids of who is in the file."""
    found = nothing()
    if inside.is_shut(space):
        found["compartment"] = [_locked(row) for row in Compartment.objects.filter(space=space)]
    for row in rewriting.rows_of(space):
        if found["compartment"] and inside.is_sealed(row.content):
            found["sealed"].append(_box(row))
        elif isinstance(row, PlanPart):
            _add_part(found, row, people)
        elif isinstance(row, SafetyNote):
            found["safety_notes"].append(_note(row))
    return {table: [_ordered(table, row) for row in held] for table, held in found.items()}


def _ordered(table: str, row: life.Row) -> life.Row:
    columns = next(one for one in life.tables() if one.name == table).columns
    return {column.name: row[column.name] for column in columns}


def _add_part(found: dict[str, Rows], row: PlanPart, people: set[str]) -> None:
    said, number = Said.of(row.said()), len(found["plan"]) + 1
    words = {name: getattr(said, name) for name in WRITTEN}
    found["plan"].append({"number": number, "part": row.part, **_times(row), **words})
    found["plan_people"] += [
        {"plan": number, "person": uid, "reach": reach}
        for uid, reach in said.people
        if uid in people
    ]


def _note(row: SafetyNote) -> life.Row:
    said = NoteSaid.of(row.said())
    return {"note": str(row.note), **_times(row), **said.whole()}


def _locked(row: Compartment) -> life.Row:
    return {"name": row.locks["name"], "locks": json.dumps(row.locks), "gone": [*row.gone]}


def _box(row: Words) -> life.Row:
    kind, called = ("plan", row.part) if isinstance(row, PlanPart) else ("note", _name_of(row))
    named = {"uid": str(row.uid), "kind": kind, "called": called}
    return {**named, **_times(row), "box": row.content[inside.SEALED]}


def _name_of(row: Any) -> str:
    return str(row.note)


def _times(row: Words) -> life.Row:
    return {"at": _iso(row.at), "deleted_at": row.deleted_at and _iso(row.deleted_at)}


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
