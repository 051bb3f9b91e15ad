"""The check-in of now, and what this day holds."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.boundaries import saving as boundaries_saving
from kith.web.conversations import keeping as conversations_keeping
from kith.web.experiments import saving as experiments_saving
from kith.web.experiments.today import line_for
from kith.web.insight import fitting
from kith.web.keep import rotating
from kith.web.people import deleting as people_deleting
from kith.web.plan import deleting as plan_deleting
from kith.web.practise import intentions, offering, pictures, reviews
from kith.web.practise import saving as practise_saving
from kith.web.questionnaires import saving as questionnaires_saving
from kith.web.questionnaires.offering import offered as questionnaire_offered
from kith.web.share import saving as share_saving
from kith.web.shell import drafts, notices, scrubbing
from kith.web.shell.drafts import waits
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care, company, telling, words
from kith.web.today.day import day_of, last_check_in
from kith.web.today.deleting import purge
from kith.web.today.entry import Entry
from kith.web.today.forms import FeelingForm
from kith.web.today.models import Contact
from kith.web.today.problems import problems_of
from kith.web.today.saving import Saved, save_check_in
from kith.web.today.telling import Telling
from kith.web.today.views import frame

PURGED = "today.purged"
FIRST_DAY, LAST_DAY = date(1900, 1, 2), date(9999, 12, 30)  # the days beside them are days, too


@sensitive_variables()
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def today(request: HttpRequest) -> HttpResponse:
    """Show the check-in and the day; save what was told."""
    space = space_of(request)
    if request.method == "POST":
        return _told(request, space)
    _purge_once(request)
    fitting.nudge(space)  # in the background, so that Impact has an answer when it is opened
    if space.low_battery and "full" not in request.GET:
        return redirect("today_quick")
    return _page(request, space, FeelingForm(initial={"uid": uuid.uuid4()}), Telling())


@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest) -> HttpResponse:
    """Check in with one tap on one of five words."""
    space = space_of(request)
    mood = request.POST.get("mood", "")
    if request.method == "POST" and mood in words.FIVE:
        form = FeelingForm(request.POST)
        form.is_valid()  # only the name of this sending is read
        valence, word = words.FIVE[mood]
        now = timezone.now()
        uid = form.cleaned_data["uid"]
        entry = Entry(now, space.zone, valence, mood_word=mood, uid=uid, at_said=False)
        saved = save_check_in(space, entry)
        _say_saved(request, saved, _("Saved: %(mood)s.") % {"mood": word})
        return redirect("today_quick")
    context = {"uid": uuid.uuid4(), "five": words.FIVE, "care": care.pending(request)}
    context["draft_waits"] = waits(space, reverse("today"))
    here = _day_context(request, space, None)
    return render(request, "today/quick.html", {**context, **here})


@require_safe
def day(request: HttpRequest, day: str = "") -> HttpResponse:
    """Show one day; the date comes from the address or from the date field."""
    try:
        asked = date.fromisoformat(day or request.GET.get("day", ""))
    except ValueError as problem:
        raise Http404 from problem
    space = space_of(request)
    if not FIRST_DAY <= asked <= LAST_DAY:
        return redirect("today")
    context = _day_context(request, space, asked)
    # a day to come holds something where the clock was set back; it is still the person's
    if asked > context["today"] and not context["day"].items:
        return redirect("today")
    return render(request, "today/day.html", context)


@require_POST
def not_now(request: HttpRequest) -> HttpResponse:
    """Take the offer of help away, as asked; the Help now button stays."""
    care.not_now(request)
    return redirect("today")


def _told(request: HttpRequest, space: Space) -> HttpResponse:
    form, told = FeelingForm(request.POST), telling.read(space, request.POST)
    if "show" in request.POST:  # without script: the parts of the people chosen so far
        return _page(request, space, form, told, asking=True)
    entry = frame.entry_of(request, space, form, told, timezone.now())
    if entry is None:
        care.refused(request, offer_for_sent(space, request.POST))
        return _page(request, space, form, told, status=422)
    saved = save_check_in(space, entry)
    drafts.saved(request, space, reverse("today"))
    _say_saved(request, saved, _("Saved."))
    came_up = saved.check_in.contacts.filter(deleted_at=None, boundary=True).order_by("pk").first()
    return after_saving(request, space, entry, which_boundary(came_up))


def which_boundary(contact: Contact | None) -> str:
    """Return where one says which boundary came up at a contact, and how it went; else Today."""
    if contact is None or not contact.boundary:
        return "today"
    return f"{reverse('contact', args=[contact.pk])}#came-up"


def after_saving(
    request: HttpRequest, space: Space, entry: Entry, where: str = "today"
) -> HttpResponse:
    """Lead on, or to help first where the words ask for it; after heavy words to Today alone."""
    unlisted = [word for word in entry.feelings if not word.startswith("feel.")]
    names = [name for meeting in entry.meetings for name in meeting.names]
    offer = care.offer_for(space, [entry.note, *unlisted], entry.feelings, names=names)
    where = "today" if offer.level else where
    return care.answer(request, offer, where, ties=concerned(space, entry))


def concerned(space: Space, entry: Entry) -> frozenset[int]:
    """Return the people a check-in tells of; those who are new are known by now."""
    known = {person.pk for meeting in entry.meetings for person in meeting.people}
    names = [name for meeting in entry.meetings for name in meeting.names]
    found = company.named(space, names) if names else {}
    return frozenset(
        known | {p.pk for people in found.values() for p in people if len(people) == 1}
    )


def offer_for_sent(space: Space, sent: QueryDict) -> care.Offer:
    """Return what to offer for a check-in as it was sent, whatever else in it could not be read."""
    own = sent.getlist("own_words")
    felt = [word for words in own for word in words.split(",")]
    texts, names = [*sent.getlist("note"), *felt], telling.names_in(sent)
    return care.offer_for(space, texts, [*sent.getlist("feelings"), *felt], names=names)


def _say_saved(request: HttpRequest, saved: Saved, text: str) -> None:
    if saved.again:
        notices.notify(request, _("This check-in was saved already, once."))
        return
    undo = reverse("today_delete", args=["check-in", saved.check_in.pk])
    notices.notify(request, text, undo=undo)


def _page(
    request: HttpRequest,
    space: Space,
    form: FeelingForm,
    told: Telling,
    status: int = 200,
    *,
    asking: bool = False,
) -> HttpResponse:
    now = frame.now_in(space)
    more: dict[str, Any] = {
        "uid": form["uid"].value() or uuid.uuid4(),
        "who": frame.since(last_check_in(space), zone_of(space), now),
        "show_problems": form.is_bound and not asking,
        "problems": [] if asking else problems_of(form, told),
        "care": care.pending(request),
        **_day_context(request, space, None),
    }
    context = frame.form_context(space, form, told, **more)
    return render(request, "today/today.html", context, status=status)


def _day_context(request: HttpRequest, space: Space, asked: date | None) -> dict[str, Any]:
    del request
    today = frame.now_in(space).date()
    return {
        "day": day_of(space, asked or today, zone_of(space)),
        "today": today,
        "trying": line_for(space, today),
        "practice_offered": offering.offered(space, timezone.now()) if asked is None else None,
        "practise_waits": reviews.waiting(space, timezone.now()) if asked is None else None,
        "questionnaire_offered": questionnaire_offered(space, timezone.now())
        if asked is None
        else None,
    }


def _purge_once(request: HttpRequest) -> None:
    memory = request.kith_session.memory  # type: ignore[attr-defined]
    if PURGED not in memory:
        memory[PURGED] = True
        now = timezone.now()
        gone = purge(now) + people_deleting.purge(now) + plan_deleting.purge(now)
        gone += experiments_saving.purge(now) + conversations_keeping.purge(now)
        gone += practise_saving.purge(now) + intentions.purge(now) + pictures.purge(now)
        gone += boundaries_saving.purge(now) + share_saving.purge(now)
        if gone + questionnaires_saving.purge(now):
            scrubbing.leave_nothing()
        rotating.nudge(space_of(request))
