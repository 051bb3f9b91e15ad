"""The plan and the safety notes of a whole life that comes back, in the clear or locked.

A plan that is here is never written over. Where there is a second passphrase, what comes in the
clear is sealed if it was given, and stays out if it was not; a locked part comes in as it is.
"""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils import timezone

from kith import vault
from kith.exchange import UnreadableFile, life
from kith.web.people.models import Person
from kith.web.plan import kept, notes
from kith.web.plan.models import PlanPart, SafetyNote
from kith.web.plan.versions import WRITTEN, Said
from kith.web.shell import inside
from kith.web.shell.models import Compartment

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {"plan": PlanPart, "safety_notes": SafetyNote, "compartment": Compartment}
LEFT_OUT = "plan_left_out"


def bring(home: "Home") -> None:
    """Bring what a second passphrase keeps, or could keep."""
    _locked(home)
    if inside.is_shut(home.space):
        home.counts[LEFT_OUT] += len(home.held["plan"]) + len(home.held["safety_notes"])
        return
    _plan(home)
    _notes(home)


def takes(home: "Home", table: str, row: life.Row) -> bool:
    """Keep a row of ours inside where there is an inside; say whether that was done or refused."""
    if not kept.is_ours(table, row) or not inside.is_on(home.space):
        return False
    if inside.is_shut(home.space):
        home.counts[LEFT_OUT] += 1
        return True
    said = kept.as_note(table, row)
    there = (notes.Said.of(one.said()) for one in SafetyNote.objects.filter(space=home.space))
    if said not in there:
        notes.keep(home.space, None, said, timezone.now())
        home.counts["kept_as_text"] += 1
    return True


def drafts(home: "Home") -> None:
    """Keep what was being typed as text, inside where it belongs there."""
    for row in home.held["drafts"]:
        if not takes(home, "draft", row):
            home.keep("draft", row)


def _plan(home: "Home") -> None:
    """Bring the plan where there is none."""
    said = dict(zip(_numbers(home), _said(home), strict=True))
    rows = home.held["plan"]
    if here := {_as_told(part, Said.of(part.said())) for part in _parts(home)}:
        for row in rows:
            part = PlanPart(space=home.space, part=row["part"], **_times(row))
            if _as_told(part, said[row["number"]]) not in here and not takes(home, "plan", row):
                home.keep("plan", row)
        return
    for row in rows:
        part = PlanPart(space=home.space, part=row["part"], **_times(row))
        _write(home, "plan", part, said[row["number"]].words())


def _parts(home: "Home") -> list[PlanPart]:
    return list(PlanPart.objects.filter(space=home.space))


def _as_told(part: PlanPart, said: Said) -> tuple[Any, ...]:
    """Return what makes a part of the file the same as one here, whoever stands in it."""
    return (part.part, part.at, part.deleted_at, *(getattr(said, name) for name in WRITTEN))


def _numbers(home: "Home") -> list[int]:
    return [row["number"] for row in home.held["plan"]]


def _said(home: "Home") -> list[Said]:
    """Return what each part of the file says, with its people as they are called here."""
    keys = home.keys["people"]
    uids = dict(Person.objects.filter(pk__in=keys.values()).values_list("pk", "uid"))
    people: dict[int, list[tuple[str, str]]] = {}
    for row in home.held["plan_people"]:
        named = (str(uids[keys[row["person"]]]), row["reach"])
        people.setdefault(row["plan"], []).append(named)
    return [
        Said(
            **{name: row[name] for name in WRITTEN},
            people=tuple(people.get(row["number"], ())),
        )
        for row in home.held["plan"]
    ]


def _notes(home: "Home") -> None:
    """Bring the savings of notes that are not here."""
    here = set(SafetyNote.objects.filter(space=home.space).values_list("note", "at"))
    for row in home.held["safety_notes"]:
        saved = SafetyNote(space=home.space, note=UUID(row["note"]), **_times(row))
        if (saved.note, saved.at) not in here:
            _write(home, "safety_notes", saved, notes.Said.of(row).words())


def _write(home: "Home", table: str, row: Any, words: dict[str, Any]) -> None:
    row.content = inside.written(home.space, words, row.place)
    row.save()
    home.made.setdefault(table, []).append(row.pk)


def _times(row: life.Row) -> dict[str, datetime | None]:
    return {name: _time(row[name]) for name in ("at", "deleted_at")}


def _time(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said).astimezone(UTC)


def _locked(home: "Home") -> None:
    """Bring a locked part where nothing is that it could meet, or where it came from."""
    if not home.held["compartment"]:
        return
    came, here = home.held["compartment"][0], inside.row_of(home.space)
    locks = _locks(came)
    words = any(kind.objects.filter(space=home.space).exists() for kind in (PlanPart, SafetyNote))
    if here is None and not words:
        made = Compartment.objects.create(space=home.space, locks=locks.stored(), gone=came["gone"])
        home.made["compartment"] = [made.pk]
    elif here is None or here.locks.get("name") != locks.name:
        for table in ("compartment", "sealed"):
            for row in home.held[table]:
                home.keep(table, row)
        return
    _boxes(home)


def _locks(row: life.Row) -> vault.Locks:
    try:
        return vault.Locks.read(json.loads(row["locks"]))
    except (ValueError, RecursionError, vault.DamagedVault):
        raise UnreadableFile("not_whole", "compartment") from None


def _boxes(home: "Home") -> None:
    """Bring the boxes that are not here; into a plan that is here no other parts come."""
    plan = _parts(home)
    here = {row.uid for row in (*plan, *SafetyNote.objects.filter(space=home.space))}
    for number, row in enumerate(home.held["sealed"], 1):
        if UUID(row["uid"]) in here:
            continue
        if row["kind"] == "plan" and plan:
            home.keep("sealed", row)
            continue
        one = _box(home, row, number)
        one.save()
        home.made.setdefault("plan" if row["kind"] == "plan" else "safety_notes", []).append(one.pk)


def _box(home: "Home", row: life.Row, number: int) -> PlanPart | SafetyNote:
    same: dict[str, Any] = {"space": home.space, "uid": UUID(row["uid"]), **_times(row)}
    same["content"] = {inside.SEALED: row["box"]}
    try:
        if row["kind"] == "note":
            return SafetyNote(note=UUID(row["called"]), **same)
    except ValueError:
        raise UnreadableFile("not_whole", f"sealed {number} called") from None
    return PlanPart(part=row["called"][:16], **same)
