"""How every page of this room answers a form: keep first, then read for a hard moment, then go on."""

from collections.abc import Callable, Iterable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kith.web.boundaries.forms import RowForm
from kith.web.boundaries.gating import frame
from kith.web.conversations.helping_first import help_first
from kith.web.people.models import Person
from kith.web.shell import drafts, meanwhile, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care


def page(
    request: HttpRequest, name: str, context: dict[str, Any], *, refused: bool = False
) -> HttpResponse:
    """Show a page of this room; with a refused form as 422, and help with it where words ask for it."""
    form = context.get("form")
    if refused and isinstance(form, RowForm):
        care.refused(request, care.offer_for(space_of(request), form.own_text()))
    status = meanwhile.status(request) if refused else 200
    return render(request, f"boundaries/{name}.html", frame() | context, status=status)


def silent(
    request: HttpRequest, context: dict[str, Any], texts: Iterable[str] = (), name: str = "silent"
) -> HttpResponse:
    """Show that no words are offered here; what was sent is read for help and given back, not kept.

    Somebody may have opened the form before it was known that care is asked for.
    """
    sent = [text for text in texts if text.strip()] if request.POST else []
    offer = care.offer_for(space_of(request), sent)
    if offer.level >= care.FULL_PAGE:
        return help_first(request, offer, sent)
    return page(request, name, context | {"care": offer, "texts": sent})


def put_in(
    request: HttpRequest,
    form: BaseForm,
    row: Any,
    write: Callable[[], object],
    begun: Callable[[Any], dict[str, Any]],
) -> bool:
    """Write a row, or say no where that would replace what another window wrote; `begun` is the form's.

    A form that made its row a moment ago, and comes again with other words, is such a window too.
    """
    if row.pk is None:
        write()
        return True
    form.initial = begun(row)

    def again() -> BaseForm:
        return meanwhile.begun_with(form, begun(type(row).objects.get(pk=row.pk)))

    if meanwhile.kept(request, form, write, again):
        return True
    row.refresh_from_db()
    return False


def kept(
    request: HttpRequest,
    texts: Iterable[str],
    where: str,
    *,
    about: Iterable[Person] = (),
    said: str = "",
    dangerous: bool = False,
) -> HttpResponse:
    """Say that it is kept and lead on, to help first where the words are urgent.

    `dangerous` is said by the person themselves: then the lines for violence are named in any case.
    """
    space = space_of(request)
    drafts.saved(request, space)
    notices.notify(request, said or _("Kept."))
    ties = [person.pk for person in about]
    offer = help_for(space, texts, dangerous=dangerous)
    return care.answer(request, offer, where, ties=ties)


def help_for(space: Space, texts: Iterable[str], *, dangerous: bool = False) -> care.Offer:
    """Return the help for what was written; what was called dangerous brings the lines for violence."""
    written = list(texts)
    offer = care.offer_for(space, written)
    if dangerous and offer.level < care.FULL_PAGE:
        offer = care.Offer(max(offer.level, care.QUIET_LINE), care.DANGER)
        offer = care.with_danger(space, offer, written)
    return offer
