"""Where words stand in this room, for the search: each row with its day, its words and its page."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from kith.web.boundaries.codes import Sort
from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.shell.models import Space

COLUMNS: tuple[tuple[Any, str, tuple[str, ...], Q], ...] = (
    (Boundary, "boundary", ("when", "then", "warmth", "limit", "offer", "again"), Q()),
    (
        BoundaryEvent,
        "boundary_event",
        ("reaction", "did", "note", "plan"),
        Q(boundary__deleted_at=None),
    ),
    (TheirLimit, "their_limit", ("text", "note"), Q(person__deleted_at=None)),
    (Apology, "apology", ("own", "impact", "repair", "change"), Q(person__deleted_at=None)),
    (Ground, "", ("comfortable", "uncomfortable", "never", "sentence"), Q()),
    (Commitment, "commitment", ("what",), Q()),
)
Found = tuple[datetime, str, str]


def found(space: Space, holds: Callable[[str], Q], most: int) -> Iterator[Found]:
    """Yield when, what and where, for each row of which a column holds the words."""
    for model, page, columns, there in COLUMNS:
        either = Q()
        for name in columns:
            either |= holds(name)
        rows = model.objects.filter(there, either, space=space, deleted_at=None)
        for row in rows.order_by("-at")[:most]:
            words = " · ".join(filter(None, (getattr(row, name) for name in columns)))
            yield row.at, words, _address(row, page)


def _address(row: Any, page: str) -> str:
    if page:
        return reverse(page, args=[row.pk])
    known = [one.value for one in Sort]
    number = known.index(row.sort) + 1 if row.sort in known else 1
    return reverse("boundary_ground_one", args=[number])
