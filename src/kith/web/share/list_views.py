"""The list of what was shared: take a line off, bring it back, delete it for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from kith.web.share import saving
from kith.web.shell import aside
from kith.web.shell.space import space_of


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off the list for thirty days; the next page offers to undo it."""
    aside.deleted(request, saving.shared_of(space_of(request), pk), "shared_restore")
    return redirect("share")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a line back."""
    aside.restored(request, saving.shared_of(space_of(request), pk, deleted=True))
    return redirect("share")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was taken off, now and without undo."""
    aside.gone(request, saving.shared_of(space_of(request), pk, deleted=True))
    return redirect("share")
