"""The one door to a check-in, a contact, a piece of writing: it asks whose it is."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from kith.web.shell.space import space_of
from kith.web.today.deleting import KINDS, Row
from kith.web.today.models import CheckIn, Contact, Writing


def check_in_of(request: HttpRequest, pk: int) -> CheckIn:
    """Return a check-in of this space that is not deleted, else 404."""
    return get_object_or_404(CheckIn, space=space_of(request), pk=pk, deleted_at=None)


def contact_of(request: HttpRequest, pk: int) -> Contact:
    """Return a contact of this space that is not deleted, else 404."""
    return get_object_or_404(Contact, space=space_of(request), pk=pk, deleted_at=None)


def writing_of(request: HttpRequest, pk: int) -> Writing:
    """Return a piece of writing of this space that is not deleted, else 404."""
    return get_object_or_404(Writing, space=space_of(request), pk=pk, deleted_at=None)


def any_of(request: HttpRequest, kind: str, pk: int, *, deleted: bool) -> Row:
    """Return a row of this space by its kind, deleted or not as asked, else 404."""
    if kind not in KINDS:
        raise Http404
    rows = KINDS[kind].objects.filter(space=space_of(request), deleted_at__isnull=not deleted)
    row: Row = get_object_or_404(rows, pk=pk)
    return row
