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
from kith.web.people.everywhere.doing import take_back
from kith.web.people.forms import TieForm
from kith.web.people.models import Person, Tie
from kith.web.shell import drafts, gone, meanwhile, notices
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care

EARLIEST = date(1900, 1, 1)


@gone.holds(doors.there, lambda request, _rows: TieForm(request.POST), restore=take_back)
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form of a tie and keep what it says for the day it says."""
    space = space_of(request)
    person = doors.person_of(space, pk)
    form = _form(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now, zone = timezone.now(), zone_of(space)
        said = form.cleaned_data
        today = now.astimezone(zone).date()
        day = said.pop("day") or today
        if not EARLIEST <= day <= today:
            form.add_error(
                "day", _("This day has not come yet, or is very long ago. Nothing was saved yet.")
            )
        elif meanwhile.kept(
            request,
            form,
            lambda: snapshots.write_down(person, said, day, zone, now),
            lambda: _form(person),
        ):
            placing.settle(space)
            drafts.saved(request, space)
            notices.notify(request, _("The tie is written down."))
            where = reverse("person", args=[pk])
            return care.answer(request, care.offer_for(space, [said["role"]]), where, ties=[pk])
    changed = meanwhile.of(request) is not None
    if form.errors or changed:
        care.refused(request, care.offer_for(space, [str(form["role"].value() or "")]))
    status = meanwhile.CONFLICT if changed else 200
    return render(request, "people/tie.html", {"person": person, "form": form}, status=status)


def _form(person: Person, data: Any = None) -> TieForm:
    return TieForm(data, initial=_begun_with(person.ties.order_by("at", "pk").last()))


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
