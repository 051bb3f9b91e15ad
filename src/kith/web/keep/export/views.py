"""The page that hands everything over as readable files, in one zip made in memory."""

import re
from datetime import date

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kith.exchange import ExchangeError
from kith.web.keep.export.files import export, zipped
from kith.web.room import running
from kith.web.shell import inside
from kith.web.shell.space import space_of, zone_of
from kith.wording import sentence

NAME = "files"  # neutral, and without a date
_LONGEST = 60
_NO_NAME = re.compile(r"[^\w .()-]+")


@transaction.non_atomic_requests  # it only reads, and takes its time
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Say what an export is and who could read it; make it when asked."""
    sample, problem = running.current().mode == "sample", ""
    if request.method == "POST" and not sample:
        if ("plan" in request.POST) != ("plan_sure" in request.POST):
            problem = _(
                "The plan, safety notes and care settings come along only when both boxes are ticked. "
                "Nothing was written. You could tick both or neither."
            )
        else:
            try:
                return _handed_over(request)
            except ExchangeError as error:
                problem = sentence("files", "export", error.code, where=error.where)
    space = space_of(request)
    plan_is = "shut" if inside.is_shut(space) else "open" if inside.is_on(space) else ""
    context = {
        "plan_is": plan_is,
        "sample_life": sample,
        "problem": problem,
        "name": NAME,
        "sent": request.POST,
    }
    return render(request, "keep/export.html", context)


def _handed_over(request: HttpRequest) -> HttpResponse:
    space = space_of(request)
    made = export(space, with_plan="plan" in request.POST)
    day = timezone.now().astimezone(zone_of(space)).date() if "date" in request.POST else None
    answer = HttpResponse(zipped(made.files), content_type="application/zip")
    answer["Content-Disposition"] = content_disposition_header(
        True, file_name(request.POST.get("name", ""), day)
    )
    return answer


def file_name(chosen: str, day: date | None = None) -> str:
    """Return the name of the zip: what was chosen, made fit for every disk, else a neutral one."""
    name = _NO_NAME.sub(" ", chosen.removesuffix(".zip"))
    name = " ".join(name.split()).strip(" .")[:_LONGEST].strip(" .") or NAME
    return f"{name} {day.isoformat()}.zip" if day else f"{name}.zip"
