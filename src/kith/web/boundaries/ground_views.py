"""A guided look at one's own ground, kind by kind; and cards of behaviour to sort."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.boundaries import answering, keeping, words
from kith.web.boundaries.cards import Domain, domains
from kith.web.boundaries.codes import FIRST_SORTS, Sort, Sorted
from kith.web.boundaries.doors import rows_of
from kith.web.boundaries.models import Ground
from kith.web.boundaries.week_forms import CardsForm, GroundForm
from kith.web.people.doors import people_of
from kith.web.shell import aside, drafts, meanwhile, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of

SORTS = tuple(Sort)


@require_safe
def ground(request: HttpRequest) -> HttpResponse:
    """Show the three kinds that come first, then the others, each with what was said."""
    rows = {row.sort: row for row in rows_of(Ground, space_of(request)).select_related("person")}
    every = [
        (number, words.SORTS[one], words.ABOUT[one], rows.get(one.value))
        for number, one in enumerate(SORTS, 1)
    ]
    first = len(FIRST_SORTS)
    return answering.page(request, "ground", {"first": every[:first], "others": every[first:]})


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, number: int) -> HttpResponse:
    """Say what is comfortable, uncomfortable and never all right in one kind."""
    if not 1 <= number <= len(SORTS):
        raise Http404
    space, kind = space_of(request), SORTS[number - 1]
    row = keeping.ground_of(space, kind)
    sent = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"uid": uuid.uuid4()}
    if row is not None:
        initial = keeping.ground_begins(row)
    form = GroundForm(people_of(space), sent, initial=initial)
    context = {"form": form, "row": row, "number": number, "name": words.SORTS[kind], "about": words.ABOUT[kind]}  # fmt: skip
    if sent is None or not form.is_valid():
        return answering.page(request, "ground_one", context, refused=sent is not None)
    made = row or keeping.new_ground(space, kind, form)

    def write() -> None:
        keeping.ground(made, form)

    if not answering.put_in(request, form, made, write, keeping.ground_begins):
        return answering.page(request, "ground_one", context, refused=True)
    return answering.kept(request, form.own_text(), reverse("boundary_ground"))


@require_POST
def forget(request: HttpRequest, number: int) -> HttpResponse:
    """Take away what was said of one kind; it can be undone for thirty days."""
    space = space_of(request)
    if not 1 <= number <= len(SORTS):
        raise Http404
    row = rows_of(Ground, space).filter(sort=SORTS[number - 1].value).last()
    if row is not None:
        aside.deleted(request, row, "boundary_ground_restore", number)
    return redirect("boundary_ground")


@require_POST
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Bring the last one that was taken away back, where nothing stands in its place."""
    space = space_of(request)
    if not 1 <= number <= len(SORTS):
        raise Http404
    kind = SORTS[number - 1].value
    row = rows_of(Ground, space, deleted=True).filter(sort=kind).last()
    if row is not None and not rows_of(Ground, space).filter(sort=kind).exists():
        aside.restored(request, row)
    return redirect("boundary_ground")


@require_safe
def sorter(request: HttpRequest) -> HttpResponse:
    """List the domains, and where each card lies by now."""
    placed = keeping.placed(space_of(request))
    listed = [
        (number, domain.name, sum(card.id in placed for card in domain.cards), len(domain.cards))
        for number, domain in enumerate(domains(), 1)
    ]
    found = keeping.piles(placed)
    piles = [(words.SORTED[where], where == Sorted.NOT_OK, cards) for where, cards in found]
    flagged = any(card.flag for _where, cards in found for card in cards)
    context = {"domains": listed, "piles": piles, "flagged": flagged}
    return answering.page(request, "sorter", context)


@require_http_methods(["GET", "HEAD", "POST"])
def domain(request: HttpRequest, number: int) -> HttpResponse:
    """Sort the cards of one domain; nothing is judged, and help stands beside some of them."""
    if not 1 <= number <= len(domains()):
        raise Http404
    space, about = space_of(request), domains()[number - 1]
    placed = keeping.placed(space)
    sent = request.POST if request.method == "POST" else None
    form = _cards(about, placed, sent)
    if sent is not None and form.is_valid() and _cards_kept(request, space, form):
        drafts.saved(request, space)
        notices.notify(request, _("Kept."))
        return redirect("boundary_cards_one", number)
    flags = [card for card in about.cards if card.flag and card.id in placed]
    fields = [(card, form[card.id]) for card in about.cards]
    context = {"form": form, "fields": fields, "name": about.name, "flags": flags}
    context["after"] = number % len(domains()) + 1
    return answering.page(request, "cards", context, refused=sent is not None)


def _cards(about: Domain, placed: dict[str, str], sent: Any = None) -> CardsForm:
    initial = {card.id: placed.get(card.id, "") for card in about.cards}
    return CardsForm(about, sent, initial=initial)


def _cards_kept(request: HttpRequest, space: Space, form: CardsForm) -> bool:
    def again() -> CardsForm:
        return _cards(form.about, keeping.placed(space))

    return meanwhile.kept(request, form, lambda: keeping.place(space, form.cleaned_data), again)
