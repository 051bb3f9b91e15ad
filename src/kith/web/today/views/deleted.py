"""Delete, bring back, delete for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kith.web.shell import notices, scrubbing
from kith.web.shell.space import space_of
from kith.web.today import deleting
from kith.web.today.door import any_of


@require_POST
def delete(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put a row aside for thirty days; the next page offers to undo it."""
    row = any_of(request, kind, pk, deleted=False)
    deleting.delete(row, timezone.now())
    undo = reverse("today_restore", args=[kind, pk])
    notices.notify(request, _("Deleted. For 30 days you can bring it back."), undo=undo)
    return redirect("today")


@require_POST
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Bring a row back."""
    deleting.restore(any_of(request, kind, pk, deleted=True))
    notices.notify(request, _("It is back."))
    return redirect("today")


@require_POST
def delete_for_good(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Delete a row now and without undo; it may have been put aside before."""
    aside = request.POST.get("deleted") == "1"
    deleting.delete_for_good(any_of(request, kind, pk, deleted=aside))
    scrubbing.leave_nothing()
    notices.notify(request, _("Deleted for good."))
    return redirect("today_deleted" if aside else "today")


@require_safe
def deleted(request: HttpRequest) -> HttpResponse:
    """Show what was deleted and can still come back."""
    rows = [(deleting.kind_of(row), row) for row in deleting.waiting(space_of(request))]
    return render(request, "today/deleted.html", {"rows": rows})
