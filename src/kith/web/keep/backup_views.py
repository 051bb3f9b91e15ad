"""Keep: a backup in one encrypted file, and the way to import and export."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith import vault
from kith.web.keep import rotating
from kith.web.keep.models import Rotation
from kith.web.keep.rotation_views import told
from kith.web.room import running
from kith.web.shell import notices
from kith.web.shell.space import space_of

NAME = "backup.age"  # neutral, and without a date


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """Show what can come in and go out."""
    space = space_of(request)
    rotating.nudge(space)
    context = {
        "sample_life": running.current().mode == "sample",
        **told(Rotation.objects.filter(space=space).first()),
    }
    return render(request, "keep/keep.html", context)


@transaction.non_atomic_requests  # it only reads, and takes its time
@require_POST
def backup(request: HttpRequest) -> HttpResponse:
    """Make a backup, check that it can be read back, and hand it to the browser."""
    try:
        content = vault.backup_bytes(running.current().vault)
    except vault.VaultError as error:
        notices.notify(request, str(error), tone="care")
        return redirect("keep")
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer
