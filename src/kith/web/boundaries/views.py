"""My boundaries: write one down, say what happened to it, see how it went."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.boundaries import answering, looking, pictures, saving, standing
from kith.web.boundaries.codes import Sort
from kith.web.boundaries.doors import boundary_of, people_in, row_of, rows_of, there
from kith.web.boundaries.forms import OWN, BoundaryForm
from kith.web.boundaries.gating import gate_for, gate_for_event
from kith.web.boundaries.models import Boundary
from kith.web.boundaries.words import SORTS, counted, sort, state
from kith.web.people.doors import people_of
from kith.web.shell import aside, gone
from kith.web.shell.models import Space
from kith.web.shell.space import space_of


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show every boundary, what is due, and the other doors of this room."""
    space = space_of(request)
    every = standing.all_of(space)
    due = [
        (event, event.plan or one.boundary.then)
        for one in every
        for event in standing.open_plans(one.events)
        if not gate_for_event(event).silent  # its words stand on its own page
    ]
    context = {
        "rows": [_row(one) for one in every if not one.retired],
        "retired": [_row(one) for one in every if one.retired],
        "due": sorted(due, key=lambda row: (row[0].due, row[0].pk)),
        "deleted": [(one, sort(one.sort)) for one in rows_of(Boundary, space, deleted=True)],
    }
    return answering.page(request, "list", context)


def _row(one: standing.Standing) -> dict[str, Any]:
    everybody = one.boundary.people.all()
    names = sorted(p.name for p in everybody if p.deleted_at is None)
    return {
        "boundary": one.boundary,
        "sort": sort(one.boundary.sort),
        "state": state(one.state),
        "tone": looking.tone(one.state),
        "people": ", ".join(names),
        "gone": bool(everybody) and not names,
        "counted": counted(one.held, one.crossed, len(one.events)),
    }


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one boundary: its words, a question about them, what happened, and how it went."""
    space = space_of(request)
    boundary = boundary_of(space, pk)
    stands, people = standing.standing_of(boundary), people_in(boundary)
    context = {
        "boundary": boundary,
        "people": people,
        "gone": not people and boundary.people.exists(),
        "sort": sort(boundary.sort),
        "state": state(stands.state),
        "tone": looking.tone(stands.state),
        "stands": stands,
        "counted": counted(stands.held, stands.crossed, len(stands.events)),
        "rows": [row | {"asks": _asks(row)} for row in looking.told(stands)],
        "asked": looking.asked(boundary),
        "picture": pictures.picture_of(stands, timezone.now()),
        "hold": gate_for(boundary),
        "deleted": boundary.events.exclude(deleted_at=None).order_by("-at"),
    }
    return answering.page(request, "one", context)


def _asks(row: dict[str, Any]) -> bool:
    """Say whether it is asked if what was planned was done: not where a tie asks for care."""
    waits = row["crossed"] and row["option"] and not row["followed"]
    return bool(waits) and not gate_for_event(row["event"]).silent


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a boundary down."""
    space = space_of(request)
    people = people_of(space)
    if request.method != "POST":
        chosen = request.GET.get("p", "")
        initial: dict[str, Any] = {"uid": uuid.uuid4(), "people": [chosen] if chosen else []}
        kind = request.GET.get("k", "")  # a number, so that no word stands in an address
        if kind.isascii() and kind.isdigit() and 0 < int(kind[:3]) <= len(Sort):
            initial["sort"] = [*Sort][int(kind[:3]) - 1].value
        return answering.page(request, "write", {"form": BoundaryForm(people, initial=initial)})
    form = BoundaryForm(people, request.POST)
    if not form.is_valid():
        return answering.page(request, "write", {"form": form}, refused=True)
    now = timezone.now()
    boundary = saving.begun(Boundary, space, form.cleaned_data["uid"], now)
    if not _kept(request, boundary, form):
        return answering.page(request, "write", {"form": form}, refused=True)
    return _on(request, boundary, form)


@gone.holds(
    lambda space, pk: there(Boundary, space, pk),
    lambda request, _rows: BoundaryForm(people_of(space_of(request)), request.POST),
    anew=lambda _rows: reverse("boundary_new"),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a boundary, its kind, or for whom it is."""
    space = space_of(request)
    boundary = boundary_of(space, pk)
    people = people_of(space)
    if request.method != "POST":
        form = BoundaryForm(people, initial=_initial(boundary))
        return answering.page(request, "write", {"form": form, "boundary": boundary})
    form = BoundaryForm(people, request.POST)
    if not form.is_valid() or not _kept(request, boundary, form):
        context = {"form": form, "boundary": boundary}
        return answering.page(request, "write", context, refused=True)
    return _on(request, boundary, form)


def _initial(boundary: Boundary) -> dict[str, Any]:
    known = boundary.sort in SORTS
    return {
        "when": boundary.when,
        "then": boundary.then,
        "sort": boundary.sort if known else OWN,
        "own_sort": "" if known else boundary.sort,
        "people": [str(person.pk) for person in people_in(boundary)],
    }


def _kept(request: HttpRequest, boundary: Boundary, form: BoundaryForm) -> bool:
    def write() -> None:
        saving.reword(boundary, form.values("when", "then", "sort"), timezone.now())
        hidden = boundary.people.exclude(deleted_at=None)  # not on the page: nobody took them out
        boundary.people.set([*form.chosen(), *hidden])

    return answering.put_in(request, form, boundary, write, _initial)


def _on(request: HttpRequest, boundary: Boundary, form: BoundaryForm) -> HttpResponse:
    where = reverse("boundary", args=[boundary.pk])
    return answering.kept(request, form.own_text(), where, about=form.chosen())


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a boundary aside for thirty days."""
    aside.deleted(request, boundary_of(space_of(request), pk), "boundary_restore")
    return redirect("boundaries")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted boundary back, with all that happened to it."""
    aside.restored(request, _aside(space_of(request), pk))
    return redirect("boundary", pk)


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was put aside, now and without undo."""
    aside.gone(request, _aside(space_of(request), pk), saving.delete_for_good)
    return redirect("boundaries")


def _aside(space: Space, pk: int) -> Boundary:
    return row_of(Boundary, space, pk, deleted=True)
