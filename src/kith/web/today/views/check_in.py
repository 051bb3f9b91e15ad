"""One check-in: look at it, change it."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith import vocabulary
from kith.web.shell import drafts, gone, meanwhile, notices
from kith.web.shell.meanwhile import Beside
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care, deleting, telling, vocabulary_lists, when, words
from kith.web.today.door import check_in_of
from kith.web.today.entry import Entry
from kith.web.today.forms import FeelingForm, MeetingForm
from kith.web.today.models import CheckIn
from kith.web.today.problems import problems_of
from kith.web.today.telling import Block, Telling
from kith.web.today.templatetags.today import mood
from kith.web.today.updating import change_check_in
from kith.web.today.views import frame
from kith.web.today.views.today import after_saving, offer_for_sent


@gone.holds(
    lambda space, pk: deleting.there(space, CheckIn, pk),
    lambda request, _rows: FeelingForm(request.POST),
    restore=deleting.restore,
    anew=lambda _rows: reverse("today"),
)
@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one check-in with everything that was told, to be read or changed."""
    space, row = space_of(request), check_in_of(request, pk)
    if request.method != "POST":
        return _page(request, row, _form(row, request), _company(row))
    form = _form(row, request)
    told = telling.read(space, request.POST)
    now = timezone.now()
    entry = frame.entry_of(request, space, form, told, now, stood=row)
    if entry is None or not _kept(request, row, form, entry, now):
        care.refused(request, offer_for_sent(space, request.POST))
        stands = check_in_of(request, pk)
        return _page(request, stands, form, told, status=meanwhile.status(request))
    drafts.saved(request, space)
    notices.notify(request, _("Your changes are saved."))
    return after_saving(request, space, entry)


def _kept(
    request: HttpRequest, row: CheckIn, form: FeelingForm, entry: Entry, now: datetime
) -> bool:
    moved = bool({"valence", "arousal"} & set(form.changed_data))
    return meanwhile.kept(
        request,
        form,
        lambda: change_check_in(row, entry, mood_moved=moved, now=now),
        lambda: _form(check_in_of(request, row.pk), request),
    )


def _form(row: CheckIn, request: HttpRequest) -> FeelingForm:
    local = timezone.localtime(row.at)
    initial = {
        "mood_set": "0" if row.valence is None else "1",
        "valence": 0.0 if row.valence is None else row.valence,
        "arousal": row.arousal or 0.0,
        "feelings": [one for one in row.feelings if one in vocabulary.feelings()],
        "own_words": vocabulary_lists.own(row.feelings),
        "needs": row.needs,
        "energy": row.energy,
        "sleep_hours": row.sleep_hours,
        "note": row.note,
        "alone": row.company_known and not row.company.exists(),
        "day": local.date(),
        "clock": local.time().replace(second=0, microsecond=0),
        "second": bool(local.fold),
    }
    form = FeelingForm(request.POST if request.method == "POST" else None, initial=initial)
    form.mood_optional = row.valence is None
    people = list(row.company.filter(deleted_at=None).order_by("pk"))
    form.beside = (
        frame.stands_at(row),
        Beside(_("Mood"), [row.valence, row.arousal, row.mood_word], mood(row)),
        frame.stands_with(_("Who was there"), people),
    )
    return form


def _company(row: CheckIn) -> Telling:
    people = row.company.filter(deleted_at=None)
    return Telling([Block(f"p{p.pk}", p.name, MeetingForm(prefix=f"p{p.pk}"), p) for p in people])


def _page(
    request: HttpRequest, row: CheckIn, form: FeelingForm, told: Telling, status: int = 200
) -> HttpResponse:
    contacts = row.contacts.filter(deleted_at=None).order_by("at", "pk")
    more = {
        "row": row,
        "contacts": contacts.prefetch_related("people"),
        "twice": when.comes_twice(row.at, zone_of(row.space)),
        "show_problems": form.is_bound,
        "problems": problems_of(form, told),
        "modes": words.MODES,
    }
    context = frame.form_context(row.space, form, told, **more)
    return render(request, "today/check_in.html", context, status=status)
