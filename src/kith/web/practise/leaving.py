"""What becomes of practices about somebody who is deleted: their words stay, or go too if so chosen.

The choice is kept as it is carried out: what goes too is put aside in the same moment as the
person, comes back with them, and is deleted for good with them.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from kith.web.people import care
from kith.web.people.models import Person
from kith.web.practise import saving
from kith.web.practise.models import Intention, Run
from kith.web.shell import aside

GONE = "gone:"  # before the uid of a run whose person is gone: it stands beside no other run


def runs_of(person: Person) -> Any:
    """Return the runs about somebody that were not put aside by themselves."""
    return _with(person.runs, person)


def intentions_of(person: Person) -> Any:
    """Return what one wants to try with somebody, but for what was put aside by itself."""
    return _with(person.intentions, person)


def go_too(person: Person) -> bool:
    """Say whether it was chosen that practices about somebody put aside go with them."""
    rows = (Run.objects, Intention.objects)
    return bool(person.deleted_at) and any(
        one.filter(person=person, deleted_at=person.deleted_at).exists() for one in rows
    )


def beside(run: Run) -> dict[str, Any]:
    """Return by what runs are found that are about the same person as one, or about nobody."""
    if run.person_id is None and run.source_id.startswith(GONE):
        return {"pk": run.pk}
    return {"person": run.person} if run.person_id else {"person": None, "source_id": ""}


@transaction.atomic
def choose(person: Person, *, go: bool) -> None:
    """Let what was written in practices about somebody put aside go with them, or stay."""
    was, becomes = (None, person.deleted_at) if go else (person.deleted_at, None)
    for rows in (person.runs, person.intentions):
        rows.filter(deleted_at=was).update(deleted_at=becomes)


@transaction.atomic
def part(person: Person) -> None:
    """Delete what was to go with somebody, and let the rest stay without them.

    What one wanted to try with a tie that asks for care is closed: it is put forward to nobody.
    """
    with_them = {"deleted_at": person.deleted_at} if person.deleted_at else {"pk__in": ()}
    for run in list(person.runs.filter(**with_them)):
        saving.delete_for_good(run)
    for wanted in list(person.intentions.filter(**with_them)):
        aside.delete(wanted)
    if care.is_guarded(person):
        person.intentions.filter(closed_at=None).update(closed_at=timezone.now())
    for run in list(person.runs.all()):
        run.person, run.source_id = None, f"{GONE}{run.uid}"
        run.save(update_fields=["person", "source_id"])
    person.intentions.update(person=None)


def _with(rows: Any, person: Person) -> Any:
    found = rows.filter(deleted_at=None)
    return found | rows.filter(deleted_at=person.deleted_at) if person.deleted_at else found
