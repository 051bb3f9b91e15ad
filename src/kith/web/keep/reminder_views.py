"""Reminders as a calendar file. Nothing of them is kept, and nothing here reminds by itself.

They may begin some weeks after the last contact: with anybody, so that no name and no care setting
makes a difference.
"""

from datetime import date, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.exchange import reminders
from kith.exchange.zones import name_of
from kith.web.keep.reminder_forms import ReminderForm
from kith.web.shell import drafts
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care
from kith.web.today.models import CheckIn, Contact

USUAL = {"weeks": "4", "begins": "", "quiet_from": time(22), "quiet_until": time(8)}


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Ask when and for how long, and hand the file over."""
    space = space_of(request)
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=USUAL)
    offer = care.offer_for(space, [request.POST.get("words", "")])
    if request.method == "POST" and form.is_valid():
        if offer.level >= care.FULL_PAGE:
            return care.answer(request, offer)
        care.later(request, offer)
        drafts.saved(request, space)
        return _handed_over(space, form)
    if form.errors:
        care.refused(request, offer)
    context = {"form": form, "zone": name_of(zone_of(space)).replace("_", " ")}
    return render(request, "keep/reminder.html", context, status=422 if form.errors else 200)


def _handed_over(space: Space, form: ReminderForm) -> HttpResponse:
    made = reminders.written(form.chosen(_last_contact(space)), zone_of(space), timezone.now())
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{reminders.NAME}"'
    return answer


def _last_contact(space: Space) -> date | None:
    """Return the day on which the person was last with somebody, as far as it was noted."""
    mine = {"space": space, "deleted_at": None, "at__lte": timezone.now()}
    with_others = CheckIn.objects.filter(company__isnull=False, **mine)
    found = [*Contact.objects.filter(**mine).order_by("-at")[:1], *with_others.order_by("-at")[:1]]
    return max(one.at for one in found).astimezone(zone_of(space)).date() if found else None
