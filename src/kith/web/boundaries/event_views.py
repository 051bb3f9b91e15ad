"""What happened to a boundary: told, held, crossed, changed; and what I will do when it was crossed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kith.web.boundaries import answering, keeping, looking, saving, words
from kith.web.boundaries.codes import LADDER, Severity, What
from kith.web.boundaries.doors import boundary_of, event_of, row_of, there
from kith.web.boundaries.doors import restore as restored
from kith.web.boundaries.forms import EventForm, FollowedForm, FollowUpForm
from kith.web.boundaries.gating import gate_for, gate_for_event
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.shell import aside, gone, notices
from kith.web.shell.space import space_of
from kith.web.today.models import Contact

FROM_A_CONTACT = frozenset({What.HELD, What.CROSSED})


@gone.holds(
    lambda space, pk: there(Boundary, space, pk),
    lambda request, rows: keeping.happened_form(rows[0], request.POST) if rows else None,
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happened to a boundary."""
    space = space_of(request)
    boundary = boundary_of(space, pk)
    form = keeping.happened_form(boundary, request.POST if request.method == "POST" else None)
    context = {"form": form, "boundary": boundary, "hold": gate_for(boundary)}
    if request.method != "POST" or not form.is_valid():
        return answering.page(request, "event", context, refused=request.method == "POST")
    event = keeping.new_event(boundary, form)
    if not _kept(request, event, form):
        return answering.page(request, "event", context, refused=True)
    return _on(request, event, form.own_text())


@gone.holds(
    lambda space, pk: there(BoundaryEvent, space, pk, "boundary"),
    lambda request, rows: keeping.happened_form(rows[0], request.POST) if rows else None,
    restore=restored,
    anew=lambda rows: reverse("boundary_event_new", args=[rows[0].pk]) if _has_page(rows) else "",
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was noted of one event."""
    event = event_of(space_of(request), pk)
    form = keeping.happened_form(
        event.boundary, request.POST if request.method == "POST" else None, event
    )
    if request.method == "POST" and form.is_valid() and _kept(request, event, form):
        return _on(request, event, form.own_text())
    context = {
        "form": form,
        "boundary": event.boundary,
        "event": event,
        "hold": gate_for_event(event),
    }
    return answering.page(request, "event", context, refused=request.method == "POST")


def _has_page(rows: list[Any]) -> bool:
    return bool(rows) and rows[0].deleted_at is None


def _kept(request: HttpRequest, event: BoundaryEvent, form: EventForm) -> bool:
    return answering.put_in(
        request, form, event, lambda: keeping.happened(event, form), keeping.happened_begins
    )


def _on(request: HttpRequest, event: BoundaryEvent, texts: list[str]) -> HttpResponse:
    """Lead to what could follow where it was crossed, else to the boundary."""
    crossed = event.what == What.CROSSED
    where = (
        reverse("boundary_follow_up", args=[event.pk])
        if crossed and not event.option
        else reverse("boundary", args=[event.boundary_id])
    )
    there = [] if event.person is None else [event.person]
    about = keeping.people_at(event) if crossed else there
    dangerous = keeping.is_dangerous(event)
    return answering.kept(request, texts, where, about=about, dangerous=dangerous)


@gone.holds(
    lambda space, pk: there(BoundaryEvent, space, pk, "boundary"),
    lambda request, rows: FollowUpForm(rows[1].severity, request.POST) if rows else None,
    restore=restored,
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what could follow a crossing; where it was dangerous, lead to help and to the plan."""
    event = event_of(space_of(request), pk)
    if event.what != What.CROSSED:
        raise Http404
    people = keeping.people_at(event)
    form = FollowUpForm(event.severity, request.POST, initial=keeping.plan_begins(event))
    texts = form.own_text() if request.method == "POST" else []
    hold = gate_for_event(event, texts)
    context: dict[str, Any] = {"event": event, "boundary": event.boundary, "people": people}
    context |= {"hold": hold, "row": looking.row(event)}
    if keeping.is_dangerous(event) or hold.silent:
        return answering.silent(request, context, texts, "dangerous")
    ladder = LADDER[Severity(event.severity)]
    context["ladder"] = [(words.OPTIONS[one], words.OPTION_HINTS[one]) for one in ladder]
    if request.method != "POST":
        context["form"] = FollowUpForm(event.severity, initial=keeping.plan_begins(event))
        return answering.page(request, "follow_up", context)
    if not form.is_valid() or not _follows(request, event, form):
        return answering.page(request, "follow_up", context | {"form": form}, refused=True)
    where = reverse("boundary", args=[event.boundary_id])
    return answering.kept(request, form.own_text(), where, about=people)


def _follows(request: HttpRequest, event: BoundaryEvent, form: FollowUpForm) -> bool:
    def write() -> None:
        keeping.plan(event, form)

    return answering.put_in(request, form, event, write, keeping.plan_begins)


@require_POST
def followed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep whether what was planned was done."""
    event = event_of(space_of(request), pk)
    form = FollowedForm(request.POST)
    if form.is_valid():
        keeping.followed(event, form)
        notices.notify(request, _("Kept."))
    return redirect("boundary", event.boundary_id)


@require_POST
def from_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie a contact at which a boundary came up to that boundary: it held, or it was crossed."""
    space = space_of(request)
    contact = row_of(Contact, space, pk)
    chosen, what = request.POST.get("boundary", ""), request.POST.get("what", "")
    if (
        not (chosen.isascii() and chosen.isdigit() and len(chosen) < 16)
        or what not in FROM_A_CONTACT
    ):
        raise Http404
    boundary = boundary_of(space, int(chosen))
    event, _made = BoundaryEvent.objects.get_or_create(
        space=space,
        boundary=boundary,
        contact=contact,
        deleted_at=None,
        defaults={"at": contact.at, "zone": contact.zone},
    )
    only = list(contact.people.filter(deleted_at=None)[:2])
    said = {"what": what, "person": only[0] if len(only) == 1 else None}
    if what != What.CROSSED:
        said["severity"] = ""
    saving.write(event, said, timezone.now())
    if what == What.CROSSED:
        notices.notify(request, _("Kept."))
        return redirect("boundary_event", event.pk)
    notices.notify(request, _("Kept."))
    return redirect("contact", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an event aside for thirty days."""
    event = event_of(space_of(request), pk)
    aside.deleted(request, event, "boundary_event_restore")
    return redirect("boundary", event.boundary_id)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted event back."""
    event = row_of(BoundaryEvent, space_of(request), pk, deleted=True)
    aside.restored(request, event)
    return redirect("boundary", event.boundary_id)


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an event that was put aside, now and without undo."""
    event = row_of(BoundaryEvent, space_of(request), pk, deleted=True)
    aside.gone(request, event, saving.delete_for_good)
    return redirect("boundary", event.boundary_id)
