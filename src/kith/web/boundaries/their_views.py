"""Other people's limits, by person; my own slips, and words to make up for them."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.boundaries import answering, apologising, keeping, saving, words
from kith.web.boundaries.codes import Known
from kith.web.boundaries.doors import apologies_of, limits_of, row_of, rows_of, there
from kith.web.boundaries.doors import restore as restored
from kith.web.boundaries.gating import asks_first, gate_of
from kith.web.boundaries.models import Apology, TheirLimit
from kith.web.boundaries.their_forms import ApologyForm, TheirLimitForm
from kith.web.people.doors import people_of, person_of
from kith.web.people.doors import there as people_there
from kith.web.people.models import Person
from kith.web.shell import aside, gone, notices
from kith.web.shell.space import space_of


@require_safe
def everybody(request: HttpRequest) -> HttpResponse:
    """List the people, each with how many limits of theirs are written down."""
    space = space_of(request)
    counts: dict[int, int] = {}
    for pk in rows_of(TheirLimit, space).values_list("person_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    people = [(person, counts.get(person.pk, 0)) for person in people_of(space)]
    return answering.page(request, "everybody", {"people": people})


@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is known of somebody's limits, to read before meeting them."""
    person = person_of(space_of(request), pk)
    limits = limits_of(person)
    context = {
        "person": person,
        "groups": [
            (words.KNOWN[code], code == Known.UNSURE, [one for one in limits if one.known == code])
            for code in Known
        ],
        "any": bool(limits),
        "apologies": apologies_of(person),
        "hold": gate_of([person]),
        "deleted": [
            *rows_of(TheirLimit, person.space, deleted=True).filter(person=person),
            *rows_of(Apology, person.space, deleted=True).filter(person=person),
        ],
    }
    return answering.page(request, "card", context)


@gone.holds(people_there, lambda request, _rows: TheirLimitForm(request.POST), restore=restored)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a limit of somebody else."""
    person = person_of(space_of(request), pk)
    sent = request.POST if request.method == "POST" else None
    form = TheirLimitForm(sent, initial={"uid": uuid.uuid4()})
    if sent is None or not form.is_valid():
        context = {"form": form, "person": person}
        return answering.page(request, "their_limit", context, refused=sent is not None)
    row = keeping.new_limit(person, form)
    if not _limit_kept(request, row, form):
        context = {"form": form, "person": person}
        return answering.page(request, "their_limit", context, refused=True)
    return _after_limit(request, row, form)


@gone.holds(
    lambda space, pk: there(TheirLimit, space, pk, "person"),
    lambda request, _rows: TheirLimitForm(request.POST),
    restore=restored,
    anew=lambda rows: _beginning("their_limit_add", rows),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is written of a limit."""
    row = _limit(request, pk)
    sent = request.POST if request.method == "POST" else None
    form = TheirLimitForm(sent, initial=keeping.limit_begins(row))
    if sent is None or not form.is_valid() or not _limit_kept(request, row, form):
        context = {"form": form, "person": row.person, "row": row}
        return answering.page(request, "their_limit", context, refused=sent is not None)
    return _after_limit(request, row, form)


def _beginning(page: str, rows: list[Any]) -> str:
    """Return where a new one begins; nowhere while whom it is about is deleted."""
    return reverse(page, args=[rows[0].pk]) if rows and rows[0].deleted_at is None else ""


def _limit(request: HttpRequest, pk: int, *, deleted: bool = False) -> TheirLimit:
    row = row_of(TheirLimit, space_of(request), pk, deleted=deleted)
    person_of(row.space, row.person_id)  # nobody who is deleted has a page
    return row


def _limit_kept(request: HttpRequest, row: TheirLimit, form: TheirLimitForm) -> bool:
    def write() -> None:
        keeping.limit(row, form)

    return answering.put_in(request, form, row, write, keeping.limit_begins)


def _after_limit(request: HttpRequest, row: TheirLimit, form: TheirLimitForm) -> HttpResponse:
    where = reverse("theirs", args=[row.person_id])
    return answering.kept(request, form.own_text(), where, about=[row.person])


@gone.holds(people_there, lambda request, _rows: ApologyForm([], request.POST), restore=restored)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def sorry(request: HttpRequest, pk: int) -> HttpResponse:
    """Find words for a slip of one's own towards somebody."""
    space = space_of(request)
    return _sorry(request, person_of(space, pk), None)


@gone.holds(
    lambda space, pk: there(Apology, space, pk, "person"),
    lambda request, _rows: ApologyForm([], request.POST),
    restore=restored,
    anew=lambda rows: _beginning("apology_new", rows),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def apology(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an apology put together, and change it."""
    row = row_of(Apology, space_of(request), pk)
    return _sorry(request, person_of(row.space, row.person_id), row)


def _sorry(request: HttpRequest, person: Person, row: Apology | None) -> HttpResponse:
    context: dict[str, Any] = {"person": person, "row": row, "hold": gate_of([person])}
    if context["hold"].silent:
        return answering.silent(request, context, ApologyForm([], request.POST).own_text())
    if (first := asks_first(request, [person])) is not None:
        return answering.page(request, "first", context | {"first": first, "before": True})
    sent = request.POST if request.method == "POST" else None
    form = ApologyForm(limits_of(person), sent, initial=keeping.apology_begins(row))
    if sent is None or not form.is_valid():
        context |= {"form": form} | _shown(row)
        return answering.page(request, "apology", context, refused=sent is not None)
    made = keeping.new_apology(person, form) if row is None else row

    def write() -> None:
        keeping.apology(made, form)

    if not answering.put_in(request, form, made, write, keeping.apology_begins):
        context |= {"form": form} | _shown(row)
        return answering.page(request, "apology", context, refused=True)
    where = reverse("apology", args=[made.pk])
    return answering.kept(request, form.own_text(), f"{where}?go=1", about=[person])


def _shown(row: Apology | None) -> dict[str, Any]:
    if row is None:
        return {}
    return {"asked": apologising.asked(row), "whole": apologising.whole(row)}


@require_POST
def said(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it was said, or that it was not after all."""
    row = row_of(Apology, space_of(request), pk)
    keeping.was_said(row)
    notices.notify(request, _("Kept."))
    return redirect("theirs", row.person_id)


@require_POST
def delete_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a limit aside for thirty days."""
    row = _limit(request, pk)
    aside.deleted(request, row, "their_limit_restore")
    return redirect("theirs", row.person_id)


@require_POST
def restore_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted limit back."""
    row = _limit(request, pk, deleted=True)
    aside.restored(request, row)
    return redirect("theirs", row.person_id)


@require_POST
def limit_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a limit that was put aside, now and without undo."""
    row = _limit(request, pk, deleted=True)
    aside.gone(request, row, saving.delete_for_good)
    return redirect("theirs", row.person_id)


@require_POST
def delete_apology(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an apology aside for thirty days."""
    row = row_of(Apology, space_of(request), pk)
    aside.deleted(request, row, "apology_restore")
    return redirect("theirs", row.person_id)


@require_POST
def restore_apology(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted apology back."""
    row = row_of(Apology, space_of(request), pk, deleted=True)
    aside.restored(request, row)
    return redirect("theirs", row.person_id)


@require_POST
def apology_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete an apology that was put aside, now and without undo."""
    row = row_of(Apology, space_of(request), pk, deleted=True)
    aside.gone(request, row, saving.delete_for_good)
    return redirect("theirs", row.person_id)
