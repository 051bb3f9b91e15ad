"""Keep: a backup in one encrypted file, and the way to import and export."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kith import vault
from kith.web.room import running
from kith.web.shell import notices

NAME = "backup.age"  # neutral, and without a date


@require_safe
def keep(request: HttpRequest) -> HttpResponse:
    """Show what can come in and go out."""
    return render(request, "keep/keep.html", {"sample_life": running.current().mode == "sample"})


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
