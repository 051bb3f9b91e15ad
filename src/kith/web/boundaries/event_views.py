"""What happened to a boundary: told, held, crossed, changed; and what I will do when it was crossed."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kith.web.boundaries import answering, looking, saving, words
from kith.web.boundaries.codes import LADDER, Severity, What
from kith.web.boundaries.doors import boundary_of, event_of, people_in, row_of, there
from kith.web.boundaries.doors import restore as restored
from kith.web.boundaries.forms import EventForm, FollowedForm, FollowUpForm
from kith.web.boundaries.gating import gate_for, gate_for_event
from kith.web.boundaries.models import Boundary, BoundaryEvent
from kith.web.people.doors import people_of
from kith.web.people.models import Person
from kith.web.shell import aside, gone, notices
from kith.web.shell.space import space_of
from kith.web.today.models import Contact

MOST_CONTACTS = 30
OWN = ("what", "severity", "reaction", "did", "feel", "note")
FROM_A_CONTACT = frozenset({What.HELD, What.CROSSED})


@gone.holds(
    lambda space, pk: there(Boundary, space, pk),
    lambda request, rows: _form(rows[0], request.POST) if rows else None,
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what happened to a boundary."""
    space = space_of(request)
    boundary = boundary_of(space, pk)
    form = _form(boundary, request.POST if request.method == "POST" else None)
    context = {"form": form, "boundary": boundary, "hold": gate_for(boundary)}
    if request.method != "POST" or not form.is_valid():
        return answering.page(request, "event", context, refused=request.method == "POST")
    now = timezone.now()
    event = saving.begun(BoundaryEvent, space, form.cleaned_data["uid"], now)
    event.boundary = boundary
    if not _kept(request, event, form, None):
        return answering.page(request, "event", context, refused=True)
    return _on(request, event, form.own_text())


@gone.holds(
    lambda space, pk: there(BoundaryEvent, space, pk, "boundary"),
    lambda request, rows: _form(rows[0], request.POST) if rows else None,
    restore=restored,
    anew=lambda rows: reverse("boundary_event_new", args=[rows[0].pk]) if _has_page(rows) else "",
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what was noted of one event."""
    event = event_of(space_of(request), pk)
    form = _form(event.boundary, request.POST if request.method == "POST" else None, event)
    if request.method == "POST" and form.is_valid() and _kept(request, event, form, event.at):
        return _on(request, event, form.own_text())
    context = {
        "form": form,
        "boundary": event.boundary,
        "event": event,
        "hold": gate_for_event(event),
    }
    return answering.page(request, "event", context, refused=request.method == "POST")


def _form(boundary: Boundary, data: Any, event: BoundaryEvent | None = None) -> EventForm:
    people = people_of(boundary.space)
    initial: dict[str, Any] = {"uid": uuid.uuid4()}
    if event is not None:
        initial = _initial(event)
    elif len(only := people_in(boundary)) == 1:
        initial["person"] = only[0].pk
    form = EventForm(people, _contacts(boundary, event), data, initial=initial)
    hold = gate_for(boundary) if event is None else gate_for_event(event)
    if hold.silent and (event is None or event.what != What.TOLD):
        shown = [(c.value, said) for c, said in words.HAPPENED.items() if c not in {What.TOLD, What.RENEGOTIATED}]  # type: ignore[attr-defined]  # fmt: skip
        form.fields["what"].choices = shown  # type: ignore[attr-defined]
    return form


def _initial(event: BoundaryEvent) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(event, name) for name in OWN}
    initial |= {"day": timezone.localtime(event.at).date()}
    return initial | {"person": event.person_id or "", "contact": event.contact_id or ""}


def _has_page(rows: list[Any]) -> bool:
    return bool(rows) and rows[0].deleted_at is None


def _people(event: BoundaryEvent) -> list[Person]:
    """Return whom an event may be about: for whom the boundary is, and who was there."""
    people, who = people_in(event.boundary), event.person
    if who is None or who.deleted_at is not None or who in people:
        return people
    return [*people, who]


def _contacts(boundary: Boundary, event: BoundaryEvent | None) -> list[Contact]:
    """Return contacts at which a boundary came up with whom it is for, newest first."""
    rows = Contact.objects.filter(space=boundary.space_id, deleted_at=None, boundary=True)
    if people := people_in(boundary):
        rows = rows.filter(people__in=people).distinct()
    found = list(rows.order_by("-at")[:MOST_CONTACTS])
    tied = event.contact if event is not None else None
    return [tied, *(one for one in found if one != tied)] if tied is not None else found


def _kept(request: HttpRequest, event: BoundaryEvent, form: EventForm, was: Any) -> bool:
    space, now, met = space_of(request), timezone.now(), form.met()
    said = form.values(*OWN) | {"person": form.somebody()}
    if "contact" in form.fields:
        said["contact"] = met
    day = form.cleaned_data["day"]
    said["at"] = saving.instant_of(day, space, met.at if met and day is None else now, was)
    said["severity"] = said["severity"] if said["what"] == What.CROSSED else ""
    if event.what == What.REVIEWED != said["what"]:  # it told of other words, and does no more
        said["followed"] = ""
    return answering.put_in(request, form, event, lambda: saving.write(event, said, now), _initial)


def _on(request: HttpRequest, event: BoundaryEvent, texts: list[str]) -> HttpResponse:
    """Lead to what could follow where it was crossed, else to the boundary."""
    crossed = event.what == What.CROSSED
    where = (
        reverse("boundary_follow_up", args=[event.pk])
        if crossed and not event.option
        else reverse("boundary", args=[event.boundary_id])
    )
    there = [] if event.person is None else [event.person]
    about = _people(event) if crossed else there
    dangerous = crossed and event.severity == Severity.DANGEROUS
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
    people = _people(event)
    form = FollowUpForm(event.severity, request.POST, initial=_to_follow(event))
    texts = form.own_text() if request.method == "POST" else []
    hold = gate_for_event(event, texts)
    context: dict[str, Any] = {"event": event, "boundary": event.boundary, "people": people}
    context |= {"hold": hold, "row": looking.row(event)}
    if event.severity == Severity.DANGEROUS or hold.silent:
        return answering.silent(request, context, texts, "dangerous")
    ladder = LADDER[Severity(event.severity)]
    context["ladder"] = [(words.OPTIONS[one], words.OPTION_HINTS[one]) for one in ladder]
    if request.method != "POST":
        context["form"] = FollowUpForm(event.severity, initial=_to_follow(event))
        return answering.page(request, "follow_up", context)
    if not form.is_valid() or not _follows(request, event, form):
        return answering.page(request, "follow_up", context | {"form": form}, refused=True)
    where = reverse("boundary", args=[event.boundary_id])
    return answering.kept(request, form.own_text(), where, about=people)


def _to_follow(event: BoundaryEvent) -> dict[str, Any]:
    return {"option": event.option, "plan": event.plan or "", "due": event.due}


def _follows(request: HttpRequest, event: BoundaryEvent, form: FollowUpForm) -> bool:
    def write() -> None:
        saving.write(event, form.values("option", "plan", "due"), timezone.now())

    return answering.put_in(request, form, event, write, _to_follow)


@require_POST
def followed(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep whether what was planned was done."""
    event = event_of(space_of(request), pk)
    form = FollowedForm(request.POST)
    if form.is_valid():
        now = timezone.now()
        said = dict(form.cleaned_data)
        said["feel"] = event.feel if said["feel"] is None else said["feel"]
        said["followed_at"] = now if said["followed"] else None
        saving.write(event, said, now)
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
