"""What leaves the locked file: the page of paper, and the open copy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith import vault
from kith.plots import sheet as drawn
from kith.plots.sheet import Sheet
from kith.web.door import opencopy
from kith.web.plan import fitting, open_copy, paper, versions
from kith.web.plan.forms import OpenCopyForm
from kith.web.plan.guarding import outside
from kith.web.plan.telling import Told, told
from kith.web.room import running
from kith.web.shell import helping, inside, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

LONGEST_NUMBER = 12  # digits
NAME = "page.pdf"  # neutral, and without a date


def _sheet(space: Space) -> Sheet:
    shown = told(space, versions.as_of(space))
    return paper.sheet(shown, helping.country(), timezone.localdate())


@require_safe
def print_page(request: HttpRequest) -> HttpResponse:
    """Show the page of paper as the browser prints it."""
    page = _sheet(space_of(request))
    return render(request, "plan/print.html", {"page": page, "size": fitting.look(page)})


@require_safe
def pdf(request: HttpRequest) -> HttpResponse:
    """Hand the page over as a PDF."""
    answer = HttpResponse(drawn.pdf(_sheet(space_of(request))), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return answer


@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    """Say who could read an open copy; make one of the chosen parts only."""
    space, room = space_of(request), running.current()
    shown = told(space, versions.as_of(space))
    held = open_copy.held(room)
    form = OpenCopyForm(
        [one.part for one in open_copy.may_hold(shown)],
        request.POST if request.method == "POST" else None,
        open_copy.chosen_in(held) if held else (),
    )
    if request.method == "POST" and room.mode != "sample" and form.is_valid():
        return _written(request, shown, form.cleaned_data["parts"])
    context = {
        "form": form,
        "open_copy": open_copy.exists(room),
        "empty": not open_copy.may_hold(shown),
        "synced": vault.synced_by(room.folder),
        "second_on": inside.is_on(space),
    }
    return render(request, "plan/open_copy.html", context)


def _written(request: HttpRequest, shown: list[Told], chosen: list[str]) -> HttpResponse:
    made = open_copy.made(shown, chosen, timezone.localdate())
    try:
        opencopy.write(running.current().folder, made)
    except OSError:
        told_why = _("The copy could not be written. Nothing was lost. You could free some space.")
        notices.notify(request, told_why)
    else:
        notices.notify(request, _("The open copy is made. The lock page and Help now link to it."))
    return redirect("plan")


@outside
@require_POST
def take_away(request: HttpRequest) -> HttpResponse:
    """Delete the open copy; a care setting that led here is led back to."""
    gone = open_copy.take_away(running.current())
    said = _("The open copy is deleted.") if gone else _("There was no open copy.")
    notices.notify(request, said)
    person = request.POST.get("person", "")
    if person.isascii() and person.isdigit() and len(person) < LONGEST_NUMBER:
        return redirect("care", int(person))
    return redirect("settings" if inside.is_shut(space_of(request)) else "plan")
