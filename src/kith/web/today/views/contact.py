"""One contact: tell of it by itself, look at it, change it."""

import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.web.boundaries.came_up import came_up
from kith.web.people.doors import people_of
from kith.web.shell import drafts, gone, meanwhile, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care, company, deleting, telling, when, words
from kith.web.today.door import contact_of
from kith.web.today.forms import LONGEST_NOTE, MeetingForm, Number, OneOf, Text, WhenForm
from kith.web.today.models import Contact
from kith.web.today.problems import problems_of
from kith.web.today.saving import people_named
from kith.web.today.telling import Telling
from kith.web.today.views import frame
from kith.web.today.views.today import which_boundary

A_MONTH = 30 * 24 * 60
FIVE = dict(words.FIVE.values())
PLAIN = ("felt", "minutes", "mode", "started_by", "gave", "got", "boundary")
OWN = (*PLAIN, "mood_before", "mood_after", "minutes_to_usual", "note")


class ContactForm(WhenForm, MeetingForm):
    """Everything that can be said of a contact; `day` and `clock` are its start."""

    ended = None  # type: ignore[assignment]
    mood_before = OneOf(FIVE, float, label=gettext_lazy("Mood before"))
    mood_after = OneOf(FIVE, float, label=gettext_lazy("Mood after"))
    minutes_to_usual = Number(
        0,
        A_MONTH,
        gettext_lazy(
            "Minutes are from 0 to 43,200, which is a month. Nothing was saved yet, and what you "
            "wrote is still here. You could write another number."
        ),
        gettext_lazy("Minutes until I felt like myself again"),
    )
    note = Text(max_length=LONGEST_NOTE, widget=forms.Textarea, label=gettext_lazy("Note"))


@gone.holds(
    lambda space, pk=None: deleting.there(space, Contact, pk),
    lambda request, _rows: ContactForm(request.POST),
    restore=deleting.restore,
    anew=lambda _rows: reverse("new_contact"),
)
@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show a contact with everything that was told, to be read or changed; a new one without pk."""
    space = space_of(request)
    row = contact_of(request, pk) if pk is not None else _new(request, space)
    if request.method != "POST":
        chosen = {p.pk for p in row.people.filter(deleted_at=None)} if row.pk else _asked(request)
        return _page(request, row, _form(row), Telling(), chosen=chosen)
    was = bool(row.pk and row.boundary)
    form = _form(row, request.POST)
    told = telling.read(space, request.POST)
    at = _instant(request, space, form, told, row)
    if at is None or not _kept(request, row, form, told, at):
        care.refused(
            request,
            care.offer_for(
                space, [request.POST.get("note", "")], names=telling.names_in(request.POST)
            ),
        )
        stands = contact_of(request, row.pk) if meanwhile.of(request) else row
        status = meanwhile.status(request)
        return _page(request, stands, form, told, chosen=told.chosen, status=status)
    drafts.saved(request, space)
    notices.notify(request, _("Saved."))
    concerned = row.people.filter(deleted_at=None).values_list("pk", flat=True)
    offer = care.offer_for(space, [row.note], names=telling.names_in(request.POST))
    asks = row.boundary and not was and not offer.level
    return care.answer(request, offer, which_boundary(row) if asks else "today", ties=concerned)


def _asked(request: HttpRequest) -> set[int]:
    """Return whom a page that leads here is about."""
    wanted = request.GET.get("with", "")
    known = {one.pk for one in people_of(space_of(request))}
    return {int(wanted)} & known if wanted.isascii() and wanted.isdigit() else set()


def _new(request: HttpRequest, space: Space) -> Contact:
    """Return a new contact, or the one that this very form made a moment ago."""
    try:
        uid = uuid.UUID(request.POST.get("uid", ""))
    except ValueError:
        return Contact(space=space)
    twin = Contact.objects.filter(space=space, uid=uid, deleted_at=None).first()
    return twin or Contact(space=space, uid=uid)


def _instant(
    request: HttpRequest, space: Space, form: ContactForm, told: Telling, row: Contact
) -> datetime | None:
    if not (form.is_valid() and not told.problem):
        return None
    if not told.blocks and not _is_without_names(row):
        form.add_error(
            None, _("Who was it with? Nothing was saved yet, and what you wrote is still here.")
        )
        return None
    return frame.instant(request, space, form, timezone.now(), row if row.pk else None)


def _form(row: Contact, data: Any = None) -> ContactForm:
    form = ContactForm(data, initial=_initial(row))
    if row.pk:
        people = row.people.filter(deleted_at=None)
        form.beside = (frame.stands_at(row), frame.stands_with(_("Who"), people))
    return form


def _kept(
    request: HttpRequest, row: Contact, form: ContactForm, told: Telling, at: datetime
) -> bool:
    def write() -> None:
        _save(row, space_of(request), form.cleaned_data, told, at)

    if not row.pk:  # nothing stands that could be replaced
        write()
        return True
    return meanwhile.kept(request, form, write, lambda: _form(contact_of(request, row.pk)))


@transaction.atomic
def _save(row: Contact, space: Space, said: dict[str, Any], told: Telling, at: datetime) -> None:
    if not row.pk or at != row.at:
        row.zone = space.zone
    row.at = at
    for name in OWN:
        setattr(row, name, said[name])
    row.edited_at = timezone.now()
    row.save()
    names = {block.name for block in told.blocks if not block.person}
    known = {block.person.pk for block in told.blocks if block.person}
    row.people.set(known | {person.pk for person in people_named(space, names)} | _hidden(row))


def _is_without_names(row: Contact) -> bool:
    """Say whether whoever it was with is deleted, so that nobody is asked for them again."""
    return row.pk is not None and not row.people.filter(deleted_at=None).exists()


def _hidden(row: Contact) -> set[int]:
    """Return who is deleted: they were not on the page, so nobody took them out."""
    if not row.pk:
        return set()
    return set(row.people.exclude(deleted_at=None).values_list("pk", flat=True))


def _initial(row: Contact) -> dict[str, Any]:
    if not row.pk:
        return {}
    local = timezone.localtime(row.at)
    when_it_was = {
        "day": local.date(),
        "clock": local.time().replace(second=0, microsecond=0),
        "second": bool(local.fold),
    }
    return {**{name: getattr(row, name) for name in OWN}, **when_it_was}


def _page(
    request: HttpRequest,
    row: Contact,
    form: ContactForm,
    told: Telling,
    *,
    chosen: set[int],
    status: int = 200,
) -> HttpResponse:
    context = {
        "row": row,
        "uid": row.uid if "pk" not in request.resolver_match.kwargs else None,  # type: ignore[union-attr]
        "form": form,
        "told": told,
        "chosen": chosen,
        "support": [*words.SUPPORT.items()],
        "today": frame.now_in(row.space).date(),
        "offered": company.offered(row.space, chosen),
        "twice": row.pk is not None and when.comes_twice(row.at, zone_of(row.space)),
        "show_problems": form.is_bound,
        "problems": problems_of(form, told),
        "came_up": came_up(row),
    }
    return render(request, "today/contact.html", context, status=status)
