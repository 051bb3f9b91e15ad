"""The only ways to rows of this app: through the space they belong to."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from kith.web.boundaries.models import (
    Apology,
    Boundary,
    BoundaryEvent,
    Commitment,
    Ground,
    TheirLimit,
)
from kith.web.people.everywhere.doing import take_back
from kith.web.people.models import Person
from kith.web.shell.aside import bring_back
from kith.web.shell.models import Space

Row = TypeVar("Row", bound=Model)
DATED: tuple[Any, ...] = (BoundaryEvent, Boundary, Apology, TheirLimit, Ground, Commitment)
"""Every table here whose rows are put aside before they go; what names another row goes first."""


def rows_of(model: type[Row], space: Space, *, deleted: bool = False) -> QuerySet[Row]:
    """Return the rows of a space, oldest first; or those that were put aside."""
    rows: QuerySet[Row] = model._default_manager.filter(  # noqa: SLF001 (Django's documented name)
        space=space, deleted_at__isnull=not deleted
    )
    return rows.order_by("at", "pk")


def row_of(model: type[Row], space: Space, pk: int, *, deleted: bool = False) -> Row:
    """Return one row of this space, else 404."""
    return get_object_or_404(rows_of(model, space, deleted=deleted), pk=pk)


def there(model: type[Row], space: Space, pk: int, hangs_from: str = "") -> list[Any]:
    """Return a row of this space, put aside or not, behind the one without which it has no page."""
    row = model._default_manager.filter(space=space, pk=pk).first()  # noqa: SLF001
    return [one for one in (getattr(row, hangs_from, None), row) if one is not None]


def restore(row: Any) -> None:
    """Bring a row back, or somebody."""
    if isinstance(row, Person):
        take_back(row)
    else:
        bring_back(row)


def boundary_of(space: Space, pk: int) -> Boundary:
    """Return one boundary of this space that is not deleted, else 404."""
    return row_of(Boundary, space, pk)


def boundaries_of(person: Person) -> list[Boundary]:
    """Return the boundaries that are for somebody, the newest first."""
    rows = rows_of(Boundary, person.space).filter(people=person)
    return list(rows.order_by("-at", "-pk"))


def event_of(space: Space, pk: int) -> BoundaryEvent:
    """Return something that happened to a boundary which is still there, else 404."""
    found = rows_of(BoundaryEvent, space).filter(boundary__deleted_at=None)
    return get_object_or_404(found.select_related("boundary", "person"), pk=pk)


def people_in(boundary: Boundary) -> list[Person]:
    """Return whom a boundary is for, by name; nobody who is deleted."""
    people = boundary.people.filter(deleted_at=None)
    return sorted(people, key=lambda person: (person.name.casefold(), person.pk))


def limits_of(person: Person) -> list[TheirLimit]:
    """Return what is known of somebody's limits, oldest first."""
    return list(rows_of(TheirLimit, person.space).filter(person=person))


def apologies_of(person: Person) -> list[Apology]:
    """Return the slips towards somebody, newest first."""
    rows = rows_of(Apology, person.space).filter(person=person)
    return list(rows.select_related("limit").order_by("-at", "-pk"))
