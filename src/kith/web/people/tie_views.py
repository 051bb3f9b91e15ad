"""How the tie to somebody stands, now or on an earlier day."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kith.web.people import doors, placing, snapshots
from kith.web.people.forms import TieForm
from kith.web.people.models import Tie
from kith.web.shell import drafts, notices
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care

EARLIEST = date(1900, 1, 1)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a tie and keep what it says for the day it says."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    form = TieForm(
        request.POST or None, initial=_begun_with(person.ties.order_by("at", "pk").last())
    )
    if request.method == "POST" and form.is_valid():
        now, zone = timezone.now(), zone_of(space)
        said = form.cleaned_data
        today = now.astimezone(zone).date()
        day = said.pop("day") or today
        if EARLIEST <= day <= today:
            snapshots.write_down(person, said, day, zone, now)
            placing.settle(space)
            drafts.forget(space, request.path)
            notices.notify(request, _("The tie is written down."))
            where = reverse("person", args=[pk])
            return care.answer(request, care.offer_for(space, [said["role"]]), where, ties=[pk])
        form.add_error(
            "day", _("This day has not come yet, or is very long ago. Nothing was saved yet.")
        )
    if form.errors:
        care.refused(request, care.offer_for(space, [str(form["role"].value() or "")]))
    return render(request, "people/tie.html", {"person": person, "form": form})


def _begun_with(tie: Tie | None) -> dict[str, Any]:
    if tie is None:
        return {}
    return {name: getattr(tie, name) for name in snapshots.SAID if name not in {"x", "y"}}


@require_POST
def forget(request: HttpRequest, pk: int, tie_pk: int) -> HttpResponse:
    """Take one snapshot out of the story."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    doors.tie_of(space, person, tie_pk).delete()
    notices.notify(request, _("That day is taken out of the story."))
    return redirect("person", pk)
