"""Practise: the list of practices, what one is, and its beginning."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.practices import Kind, Practice, Step
from kith.practices.definition import THEMES
from kith.safety import gate
from kith.web.people.doors import people_of
from kith.web.practise import (
    conditions,
    doors,
    intentions,
    offering,
    pictures,
    reviews,
    saving,
    sealing,
    telling,
    words,
)
from kith.web.practise.forms import WhoForm
from kith.web.practise.library import library
from kith.web.shell import aside, notices
from kith.web.shell.helping import numbers
from kith.web.shell.space import space_of
from kith.web.today import care

MOST_BEGUN, LOOKED_AT = 5, 12
WENT_ON = "go"  # pressed where the questions about a tie were put forward and left alone


def frame(practice: Practice | None = None, step: Step | None = None) -> dict[str, Any]:
    """Return what the pages share: the fixed line, for a practice that names a tie.

    Of one that names none it stands at the steps that ask for people, and nowhere else.
    """
    named = practice is not None and doors.names_people(practice, step)
    maps = practice is not None and any(one.kind is Kind.LINES for one in practice.fields())
    return {
        "maps": maps,
        "gate": gate.words(),
        "numbers": numbers(violence_first=True),
        "named": named,
    }


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show the practices by theme, and what was begun."""
    space = space_of(request)
    numbered = [
        (number, one)
        for name, one in library().practices.items()
        if (number := doors.number_of(name)) is not None
    ]
    themes = [
        (code, words.THEMES[code], [(number, one) for number, one in numbered if one.theme == code])
        for code in THEMES
    ]
    tries, going = intentions.open_in(space), doors.going(space)
    begun = [one for one in telling.standings(space, going[:LOOKED_AT]) if one.goes_on]
    context = {
        "limits": words.THEMES["limits"],
        "themes": [theme for theme in themes if theme[2]],
        "begun": begun[:MOST_BEGUN],
        "more_begun": len(begun) > MOST_BEGUN or going.count() > LOOKED_AT,
        "letters": sealing.letters(space, timezone.now()),
        "reviews": reviews.reviews(space, timezone.now()),
        "intentions": [(one, intentions.nearness(one)) for one in tries.forward],
        "looks": intentions.LOOKS.items(),
        "silent": (chosen := offering.choice_of(space)) is not None and not chosen.offers,
        "earlier": bool(tries.quiet) or doors.runs_of(space).exists(),
        "pictures": pictures.pictures_of(space).exists(),
        "conditions": conditions.are_kept(space),
    }
    return render(request, "practise/list.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def practice(request: HttpRequest, number: int) -> HttpResponse:
    """Say what a practice is; begin a run of it."""
    space, one = space_of(request), doors.practice_at(number)
    people = people_of(space) if one.person else []
    sent = request.POST if request.method == "POST" else None
    form = WhoForm(people, one.person, sent, initial={"uid": uuid.uuid4()})
    context = frame(one) | {"one": one, "number": number, "form": form, "grade": words.grade(one)}
    if sent is None:
        return render(request, "practise/practice.html", context)
    if not form.is_valid():
        return render(request, "practise/practice.html", context, status=422)
    person = form.somebody()
    if not doors.is_offered(one.gate, person):
        context["closed"] = True
        return render(request, "practise/practice.html", context)
    if care.asks_first(request, person, went_on=WENT_ON in request.POST, lasting=True):
        return render(request, "practise/practice.html", context | {"first": person})
    text = library().texts[one.id]
    uid = form.cleaned_data.get("uid")
    run = saving.begin(space, one, text, timezone.now(), person=person, uid=uid)
    return redirect("practise_run", run.pk)


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Look back on an intention, close it, or put it aside; none of the answers is a loss."""
    one, now = intentions.intention_of(space_of(request), pk), timezone.now()
    said = request.POST.get("said", "")
    if said in intentions.LOOKS:
        typed = request.POST.get("near", "").strip()
        near = intentions.number_in(typed)
        intentions.look_back(one, said, now, near)
        without = _("Noted, without the number: a whole number from 0 to 10 fits there.")
        notices.notify(request, without if typed and near is None else _("Noted."))
    elif said == "close":
        intentions.close(one, now)
        notices.notify(request, _("It is closed."))
    elif said == "delete":
        aside.deleted(request, one, "practise_intention_restore")
    else:
        raise Http404
    return redirect(intentions.place_of(one))


@require_POST
def intention_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted intention back."""
    one = intentions.intention_of(space_of(request), pk, deleted=True)
    aside.restored(request, one)
    return redirect(intentions.place_of(one))


@require_POST
def not_now(request: HttpRequest, number: int) -> HttpResponse:
    """Offer a practice on Today no more for two weeks, or none at all until it is wanted again."""
    return _waved(request, doors.practice_at(number).id)


@require_POST
def room_not_now(request: HttpRequest) -> HttpResponse:
    """Offer a room on Today no more for two weeks, or nothing at all until it is wanted again."""
    name = request.POST.get("room", "")
    if name not in offering.rooms():
        raise Http404
    return _waved(request, name)


def _waved(request: HttpRequest, name: str) -> HttpResponse:
    space = space_of(request)
    if "never" in request.POST:
        offering.may_offer(space, offers=False)
        notices.notify(
            request,
            _("Today offers no practice any more. You can change that on the page Practise."),
        )
    else:
        offering.not_now(space, name, timezone.now())
        notices.notify(request, _("Not now. It is not offered again for two weeks."))
    return redirect("today")


@require_POST
def offers(request: HttpRequest) -> HttpResponse:
    """Let Today offer a practice again, or no more."""
    offering.may_offer(space_of(request), offers=request.POST.get("offers") == "yes")
    return redirect("practise")


@require_safe
def conditions_page(request: HttpRequest) -> HttpResponse:
    """Show the ways that were looked at, each with what it would need, side by side."""
    context = frame() | {"found": conditions.all_ways(space_of(request)), "named": True}
    return render(request, "practise/conditions.html", context)


@require_POST
def waiting_not_now(request: HttpRequest) -> HttpResponse:
    """Say for two weeks nothing on Today of letters and of what is to be looked at again."""
    reviews.not_now(space_of(request), timezone.now())
    notices.notify(
        request,
        _("Not now. It stands on the page Practise; Today says nothing of it for two weeks."),
    )
    return redirect("today")
