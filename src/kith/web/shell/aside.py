"""Rows that are deleted with undo, alike in every room: put aside, brought back, deleted for good.

What is put aside can come back for thirty days. Each room says which row and where its answer leads.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kith.web.shell import notices, scrubbing

KEPT = timedelta(days=30)

Row = Any  # of a model that has `deleted_at`: `Owned`, or one like it


def put_aside(row: Row, now: datetime) -> None:
    """Delete a row so that it can come back for thirty days."""
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])


def bring_back(row: Row) -> None:
    """Bring a deleted row back."""
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])


def delete(row: Row) -> None:
    """Delete a row that leaves nothing else behind."""
    row.delete()


def purge(models: Iterable[Any], now: datetime, for_good: Callable[[Row], None] = delete) -> int:
    """Delete for good what was put aside thirty days ago or more; return how many rows that was."""
    gone = 0
    for model in models:
        for row in list(model.objects.filter(deleted_at__lte=now - KEPT)):
            for_good(row)
            gone += 1
    return gone


def deleted(request: HttpRequest, row: Row, undo: str, *args: Any) -> None:
    """Put a row aside; the next page offers to undo it, by the view of this name."""
    put_aside(row, timezone.now())
    at = reverse(undo, args=args or [row.pk])
    notices.notify(request, _("Deleted. For 30 days you can bring it back."), undo=at)


def restored(request: HttpRequest, row: Row, back: Callable[[Row], None] = bring_back) -> None:
    """Bring a row back, and say so."""
    back(row)
    notices.notify(request, _("It is back."))


def gone(request: HttpRequest, row: Row, for_good: Callable[[Row], None] = delete) -> None:
    """Delete a row that was put aside, now and without undo."""
    for_good(row)
    scrubbing.leave_nothing()
    notices.notify(request, _("Deleted for good."))
