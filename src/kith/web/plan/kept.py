"""Words of a plan that an import kept as text beside it: inside the compartment they are notes."""

import json
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.web.keep.models import KeptRow
from kith.web.plan import notes, steps
from kith.web.shell import inside, meanwhile
from kith.web.shell.models import Space

DRAFT = "draft"
OURS = ("plan", "plan_people", "safety_notes")
LOCKED = ("compartment", "sealed")  # these say nothing to anybody who may not read them


def is_ours(table: str, row: dict[str, Any]) -> bool:
    """Say whether a row of an export is about what a second passphrase keeps."""
    return table in OURS or (table == DRAFT and inside.is_private(str(row.get("page", ""))))


def about_the_plan() -> Q:
    """Return the condition that a kept row is about a plan or notes, locked or not."""
    return Q(why__in=LOCKED) | _readable()


def _readable() -> Q:
    pages = Q()
    for page in inside.PRIVATE_PAGES:
        pages |= Q(original__contains=f'"page": "{page}')
    return Q(why__in=OURS) | (Q(why=DRAFT) & pages)


def as_note(table: str, row: dict[str, Any]) -> notes.Said:
    """Return a row as a note, with every word that stands in it."""
    said = [_("Kept from an import.")]
    part = steps.part_of(str(row.get("part", "")))
    said += [part.title] if part else []
    said += _texts(row["fields"] if table == DRAFT else row)
    return notes.Said(kind=notes.MINE, text="\n".join(said))


def _texts(row: dict[str, Any]) -> list[str]:
    """Return what a person wrote in a row, without the numbers and times around it."""
    passed = {"part", "at", "number", "deleted_at", "kind", "uid", "note", meanwhile.FIELD}
    found: list[str] = []
    for name, value in row.items():
        if name not in passed:
            found += [str(one) for one in (value if isinstance(value, list) else [value]) if one]
    return found


def take_in(space: Space) -> None:
    """Make notes of what imports kept as text; the compartment is open."""
    for row in KeptRow.objects.filter(_readable(), batch__space=space):
        held = json.loads(row.original)
        notes.keep(space, None, as_note(row.why, held), timezone.now())
        row.delete()
