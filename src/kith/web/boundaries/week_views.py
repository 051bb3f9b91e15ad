"""What a usual week holds and what is planned in it; a no, a not now, a smaller yes in own words."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from kith.web.boundaries import answering, keeping, reckoning, saving, words
from kith.web.boundaries.doors import row_of, rows_of
from kith.web.boundaries.doors import there as rows_there
from kith.web.boundaries.gating import gate_of
from kith.web.boundaries.models import Commitment
from kith.web.boundaries.week_forms import DAYS, CapacityForm, CommitmentForm, LinesForm, sums
from kith.web.conversations.helping_first import help_first
from kith.web.people.doors import people_of
from kith.web.people.named import guarded_in_words
from kith.web.questionnaires.offering import may_be_suggested
from kith.web.shell import aside, drafts, gone, meanwhile, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care

WORN_OUT = "cbi"  # the questionnaire on being worn out


@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest) -> HttpResponse:
    """Show what there is and what is planned; say where the plan is more."""
    space = space_of(request)
    there = keeping.capacity_of(space)
    sent = request.POST if request.method == "POST" else None
    form = CapacityForm(sent, initial=keeping.numbers(there))
    if sent is not None and form.is_valid() and _capacity_kept(request, space, form):
        drafts.saved(request, space)
        notices.notify(request, _("Kept."))
        return redirect("boundary_week")
    rows = list(rows_of(Commitment, space).select_related("person"))
    found = reckoning.week_of(rows, there)
    names = dict(DAYS)
    context = {
        "form": form,
        "rows": [(one, ", ".join(str(names[day]) for day in one.days)) for one in rows],
        "week": found,
        "sums": sums(found.sums),
        "days_over": ", ".join(str(names[day]) for day in found.days_over),
        "deleted": rows_of(Commitment, space, deleted=True),
        "worn_out": WORN_OUT if may_be_suggested(space, WORN_OUT) else "",
    }
    return answering.page(request, "week", context, refused=sent is not None)


def _capacity_kept(request: HttpRequest, space: Space, form: CapacityForm) -> bool:
    return meanwhile.kept(
        request,
        form,
        lambda: keeping.capacity(space, form),
        lambda: CapacityForm(initial=keeping.numbers(keeping.capacity_of(space))),
    )


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Write down something that takes hours and energy."""
    return _commitment(request, space_of(request), None)


@gone.holds(
    lambda space, pk: rows_there(Commitment, space, pk),
    lambda request, _rows: CommitmentForm(people_of(space_of(request)), request.POST),
    anew=lambda _rows: reverse("commitment_add"),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it."""
    space = space_of(request)
    return _commitment(request, space, row_of(Commitment, space, pk))


def _commitment(request: HttpRequest, space: Space, row: Commitment | None) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"uid": uuid.uuid4()}
    if row is not None:
        initial = keeping.commitment_begins(row)
    form = CommitmentForm(people_of(space), sent, initial=initial)
    context = {"form": form, "row": row}
    if sent is None or not form.is_valid():
        return answering.page(request, "commitment", context, refused=sent is not None)
    made = row or keeping.new_commitment(space, form)
    who = form.somebody()

    def write() -> None:
        keeping.commitment(made, form)

    if not answering.put_in(request, form, made, write, keeping.commitment_begins):
        return answering.page(request, "commitment", context, refused=True)
    about = [] if who is None else [who]
    return answering.kept(request, form.own_text(), reverse("boundary_week"), about=about)


@gone.holds(
    lambda space, pk: rows_there(Commitment, space, pk),
    lambda request, _rows: LinesForm(request.POST),
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a no, a not now and a smaller yes together from own words; nothing of it is kept."""
    space = space_of(request)
    row = row_of(Commitment, space, pk)
    sent = request.POST if request.method == "POST" else None
    form = LinesForm(sent)
    texts = [] if sent is None else form.own_text()
    about = [] if row.person is None else [row.person]
    named = guarded_in_words(space, [row.what, *texts])
    hold = gate_of([*about, *named], guarded=row.guarded)
    context: dict[str, Any] = {"row": row, "hold": hold}
    if hold.silent:
        return answering.silent(request, context, texts)
    context["form"] = form
    if sent is None:
        return answering.page(request, "lines", context)
    if not form.is_valid():
        return answering.page(request, "lines", context, refused=True)
    offer = care.offer_for(space, form.own_text())
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, form.own_text())
    said = form.cleaned_data
    context |= {"care": offer, "composed": words.three_lines(row.what, said)}
    return answering.page(request, "lines", context)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put it aside for thirty days."""
    row = row_of(Commitment, space_of(request), pk)
    aside.deleted(request, row, "commitment_restore")
    return redirect("boundary_week")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring it back."""
    aside.restored(request, row_of(Commitment, space_of(request), pk, deleted=True))
    return redirect("boundary_week")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete what was put aside, now and without undo."""
    row = row_of(Commitment, space_of(request), pk, deleted=True)
    aside.gone(request, row, saving.delete_for_good)
    return redirect("boundary_week")
