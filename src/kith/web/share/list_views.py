"""The list of what was shared: take a line off, bring it back, delete it for good."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kith.web.share import saving
from kith.web.shell import notices, scrubbing
from kith.web.shell.space import space_of


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line off the list for thirty days; the next page offers to undo it."""
    saving.put_aside(saving.shared_of(space_of(request), pk), timezone.now())
    undo = reverse("shared_restore", args=[pk])
    notices.notify(request, _("Deleted. For 30 days you can bring it back."), undo=undo)
    return redirect("share")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a line back."""
    saving.bring_back(saving.shared_of(space_of(request), pk, deleted=True))
    notices.notify(request, _("It is back."))
    return redirect("share")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was taken off, now and without undo."""
    saving.shared_of(space_of(request), pk, deleted=True).delete()
    scrubbing.leave_nothing()
    notices.notify(request, _("Deleted for good."))
    return redirect("share")
