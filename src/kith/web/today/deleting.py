"""Delete with undo: rows wait thirty days, then they are gone; or at once, by choice."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from kith.web.shell.aside import KEPT
from kith.web.shell.drafts import forget_below
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn, Contact, Writing

Row = CheckIn | Contact | Writing
KINDS: dict[str, Any] = {"check-in": CheckIn, "contact": Contact, "writing": Writing}
PAGES = {CheckIn: "check_in", Contact: "contact", Writing: "writing"}


def kind_of(row: Row) -> str:
    """Return the short name of a row's kind, as it stands in addresses."""
    return next(name for name, model in KINDS.items() if isinstance(row, model))


@transaction.atomic
def delete(row: Row, now: datetime) -> None:
    """Put a row aside, a check-in together with the contacts it told of."""
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    if isinstance(row, CheckIn):
        row.contacts.filter(deleted_at=None).update(deleted_at=now)


@transaction.atomic
def restore(row: Row) -> None:
    """Bring a row back, with whatever was put aside together with it."""
    if isinstance(row, CheckIn) and row.deleted_at:
        row.contacts.filter(deleted_at=row.deleted_at).update(deleted_at=None)
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])


@transaction.atomic
def delete_for_good(row: Row) -> None:
    """Delete a row now, and what was being typed on its page; a check-in takes its contacts along."""
    if isinstance(row, CheckIn):
        for contact in row.contacts.all():
            _forget_drafts(contact)
    _forget_drafts(row)
    row.delete()


def _forget_drafts(row: Row) -> None:
    forget_below(row.space, reverse(PAGES[type(row)], args=[row.pk]))


def there(space: Space, model: Any, pk: int | None) -> list[Row]:
    """Return a row of a space, put aside or not, and the check-in that it went with."""
    row = model.objects.filter(space=space, pk=pk).first()
    told_of = getattr(row, "check_in", None)
    return [one for one in (told_of, row) if one is not None]


def waiting(space: Space) -> list[Row]:
    """Return what was deleted and can still come back, the latest first."""
    found: list[Row] = []
    for model in KINDS.values():
        rows = model.objects.filter(space=space).exclude(deleted_at=None)
        if model is Contact:  # what went with its check-in comes back with it
            rows = rows.filter(Q(check_in=None) | Q(check_in__deleted_at=None))
        found.extend(rows)
    return sorted(found, key=lambda row: (row.deleted_at, row.pk), reverse=True)


@transaction.atomic
def purge(now: datetime) -> int:
    """Delete for good what was deleted thirty days ago or more; return how many rows went."""
    gone = 0
    for model in (Contact, CheckIn, Writing):  # what belongs to another row first
        for row in model.objects.filter(deleted_at__lte=now - KEPT):
            delete_for_good(row)
            gone += 1
    return gone
