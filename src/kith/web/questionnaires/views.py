"""Fill in a questionnaire, see what it comes to, change it, delete it."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith import measures
from kith.measures import Branch, Measure
from kith.safety import gate
from kith.web.people.everywhere.doing import take_back
from kith.web.people.models import Person
from kith.web.questionnaires import doors, held, offering, saving, telling
from kith.web.questionnaires.forms import AnswersForm, sent_for
from kith.web.questionnaires.models import QuestionnaireChoice, Response
from kith.web.questionnaires.over_time import over_time
from kith.web.shell import aside, drafts, gone, meanwhile, notices
from kith.web.shell.helping import numbers
from kith.web.shell.models import Draft, Space
from kith.web.shell.space import space_of
from kith.web.today import care


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show what there is to fill in, and what was answered before; no number stands here."""
    space = space_of(request)
    dates = Response.objects.filter(space=space, deleted_at=None).order_by("at")
    last = dict(dates.filter(person=None).values_list("measure", "at"))
    kept = Draft.objects.filter(space=space).values_list("page", flat=True)
    begun = {drafts.page_of(key) for key in kept}
    rows: list[dict[str, Any]] = [
        {"one": one, "last": last.get(one.id), "begun": _fill_page(one) in begun}
        for one in doors.offered(space)
    ]
    shown = {row["one"].id for row in rows}
    known = set(measures.ids())
    earlier = [doors.measure_of(name) for name in last if name in known - shown]
    context = {
        "rows": rows,
        "earlier": earlier,
        "about_ties": [measures.measure(name) for name in doors.about_ties()],
        "asks": doors.may_ask_about_self_harm(space),
    }
    return render(request, "questionnaires/list.html", context)


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep whether questions about self-harm may be asked."""
    space = space_of(request)
    asks = request.POST.get("ask") == "yes"
    QuestionnaireChoice.objects.update_or_create(
        space=space, defaults={"ask_about_self_harm": asks}
    )
    said = _("Kept. These questions are asked again.") if asks else _("Kept. Kith leaves them out.")
    notices.notify(request, said)
    return redirect("questionnaires")


def _fill_page(one: Measure) -> str:
    return reverse("questionnaire_fill", args=[one.id])


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, measure: str) -> HttpResponse:
    """Ask all questions on one page; any of them can be left open, and one can stop at any time."""
    space, one = space_of(request), doors.measure_of(measure)
    if one.tie:
        return redirect("questionnaire_whom", one.id)
    instead = doors.asked_instead(space, one)
    if instead is not one:
        return redirect("questionnaire_fill", instead.id)
    return asked(request, space, one)


def asked(
    request: HttpRequest,
    space: Space,
    one: Measure,
    person: Person | None = None,
    *,
    first: bool = False,
) -> HttpResponse:
    """Ask, and keep what is sent, about a person where the questionnaire is about a tie.

    `first` says that the private questions about them come before anything is kept.
    """
    if request.method == "POST" and "later" in request.POST and space.keep_drafts:
        return _put_by(request, space, one)
    kept = _kept(space, request.path) if request.method != "POST" else {}
    initial = {"uid": uuid.uuid4(), **kept}
    form = AnswersForm(one, request.POST if request.method == "POST" else None, initial)
    if request.method == "POST" and form.is_valid() and not first:
        if answers := form.answers():
            uid = form.cleaned_data["uid"]
            response = saving.save(space, one, answers, timezone.now(), uid, person=person)
            drafts.saved(request, space)
            return _lead(request, response)
        form.refuse_nothing()
    if form.errors:
        _refused(request, one)
    context = {"one": one, "form": form, "kept": bool(kept), "may_wait": space.keep_drafts}
    context |= {"person": person, "first": person if first else None}
    if person is not None:
        context |= {"gate": gate.words(), "numbers": numbers(violence_first=True)}
    status = 422 if form.errors else 200
    return render(request, "questionnaires/fill.html", context, status=status)


def _kept(space: Space, page: str) -> dict[str, str]:
    """Return what was begun on a page, for a browser without script, too."""
    draft = drafts.at(space, page).first() if space.keep_drafts else None
    held = dict(draft.fields) if draft else {}
    return {
        str(name): str(value[0] if isinstance(value, list) and value else value)
        for name, value in held.items()
        if name != "uid"
    }


def _put_by(request: HttpRequest, space: Space, one: Measure) -> HttpResponse:
    """Keep what is begun as a draft, without taking it for answers."""
    codes = [item.code for item in one.items]
    sent = {code: sent_for(request.POST, code) for code in codes}
    fields = {code: said for code, said in sent.items() if len(said) == 1 and said[0]}
    drafts.saved(request, space)
    if fields:
        Draft.objects.update_or_create(space=space, page=request.path, defaults={"fields": fields})
    notices.notify(request, _("Put by. You can go on where you stopped, or leave it."))
    return care.answer(
        request, _offer(telling.seem_to_call_for(one, request.POST)), "questionnaires"
    )


def _offer(called_for: Sequence[Branch]) -> care.Offer:
    """Return the help for answers that are not saved as answers: put by, or refused."""
    if Branch.CRISIS_FIRST in called_for:
        return care.Offer(care.FULL_PAGE, "suicide")
    return (
        care.Offer(care.PANEL, care.OWN_ANSWERS)
        if Branch.CRISIS_SOFT in called_for
        else care.NOTHING
    )


def _refused(request: HttpRequest, one: Measure) -> None:
    """Let help stand above a form that comes back, where an answer in it calls for help."""
    offer = _offer(telling.seem_to_call_for(one, request.POST))
    care.refused(request, replace(offer, kind=care.OWN_ANSWERS) if offer.level else offer)


def _lead(request: HttpRequest, response: Response) -> HttpResponse:
    """Lead to help first where an answer calls for it, else to the answers."""
    if Branch.CRISIS_FIRST in telling.called_for(response.measure, response.answers):
        return care.answer(request, care.Offer(care.FULL_PAGE, "suicide"))
    return redirect("questionnaire_answers", response.pk)


@require_safe
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show answers in plain words; what they call for stands first, and alone until asked on."""
    space = space_of(request)
    response = doors.response_of(space, pk)
    one = doors.measure_of(response.measure)
    if held.back(response.person):
        return held.page(request, one, response.person, [response])
    rows = doors.responses_of(space, one, response.person)
    story = telling.story(one, rows)
    found = next(row for row in story if row.row.pk == pk)
    newest = rows[-1].pk == pk
    context = {
        "told": found,
        "one": one,
        "person": response.person,
        "change": telling.changed(one, rows) if newest else None,
    }
    return render(request, "questionnaires/answers.html", context)


@require_POST
def total(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the number, as was asked."""
    response = doors.response_of(space_of(request), pk)
    response.told = True
    response.save(update_fields=["told"])
    return redirect("questionnaire_answers", pk)


@sensitive_post_parameters()
@require_POST
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer to the question that may follow; a yes leads to help first."""
    response = doors.response_of(space_of(request), pk)
    item = doors.measure_of(response.measure).follow_up
    value = telling.gravest(item, request.POST.getlist("now")) if item else None
    if item is None or value is None:
        return redirect("questionnaire_answers", pk)
    saving.add(response, item.code, value)
    return _lead(request, response)


def _restore(row: Person | Response) -> None:
    """Bring answers back, or whom they are about."""
    if isinstance(row, Person):
        take_back(row)
    else:
        aside.bring_back(row)


@gone.holds(doors.there, lambda request, rows: _asked(rows, request.POST), restore=_restore)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change answers; whatever they call for then comes first once more."""
    space = space_of(request)
    response = doors.response_of(space, pk)
    one = doors.measure_of(response.measure)
    if held.back(response.person):
        return held.page(request, one, response.person, [response])
    form = _form(response, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if not (said := form.answers()):
            form.refuse_nothing()
        elif meanwhile.kept(
            request,
            form,
            lambda: saving.change(response, said, timezone.now()),
            lambda: _form(doors.response_of(space, pk)),
        ):
            drafts.saved(request, space)
            notices.notify(request, _("Your changes are kept."))
            return _lead(request, response)
    differs = meanwhile.of(request) is not None
    if form.errors or differs:
        _refused(request, one)
    context = {"one": one, "form": form, "response": response, "person": response.person}
    status = meanwhile.status(request) if form.errors or differs else 200
    return render(request, "questionnaires/fill.html", context, status=status)


def _form(response: Response, data: Any = None) -> AnswersForm:
    initial = {code: str(value) for code, value in response.answers.items()}
    return AnswersForm(doors.measure_of(response.measure), data, initial)


def _asked(rows: Sequence[Person | Response], data: Any) -> AnswersForm | None:
    return next((_form(row, data) for row in rows if isinstance(row, Response)), None)


@require_safe
def history(request: HttpRequest, measure: str) -> HttpResponse:
    """Show all answers to one questionnaire, the newest first, and what is said about its number."""
    space, one = space_of(request), doors.measure_of(measure)
    if one.tie:
        return redirect("questionnaire_whom", one.id)
    schedule = offering.schedule_of(space, one)
    context = past(space, one) | {
        "rhythms": offering.rhythms(one),
        "every": schedule.every if schedule else 0,
    }
    return render(request, "questionnaires/history.html", context)


def past(space: Space, one: Measure, person: Person | None = None) -> dict[str, Any]:
    """Return what a page shows of earlier answers, about one person where it is about a tie."""
    rows = doors.responses_of(space, one, person)
    story = telling.story(one, rows)
    return {
        "one": one,
        "person": person,
        "story": story[::-1],
        "over_time": over_time(one, story),
        "change": telling.changed(one, rows),
        "deleted": doors.responses_of(space, one, person, deleted=True)[::-1],
        "fills": doors.asked_instead(space, one),
    }


def _of_oneself(name: str) -> Measure:
    """Return a questionnaire that Today may offer: none about a tie is put forward."""
    one = doors.measure_of(name)
    if one.tie:
        raise Http404
    return one


def _to_the_past(response: Response) -> HttpResponse:
    if response.person_id is not None:
        return redirect("questionnaire_tie", response.measure, response.person_id)
    return redirect("questionnaire_history", response.measure)


@require_POST
def want(request: HttpRequest, measure: str) -> HttpResponse:
    """Keep how often Today may offer a questionnaire, or that it may not."""
    space, one = space_of(request), _of_oneself(measure)
    asked = request.POST.get("every", "")
    every = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else -1
    if offering.want(space, one, every):
        on = _("Kept. Today offers it then, and you can pass.")
        notices.notify(request, on if every else _("Kept. Today does not offer it."))
    else:
        notices.notify(request, _("Nothing was changed. Choose one of the times below."))
    return redirect("questionnaire_history", one.id)


@require_POST
def not_now(request: HttpRequest, measure: str) -> HttpResponse:
    """Leave a questionnaire for a week, or take it off Today."""
    space, one = space_of(request), _of_oneself(measure)
    if "never" in request.POST:
        offering.never(space, one)
        notices.notify(request, _("Today does not offer it any more."))
    else:
        offering.not_now(space, one, timezone.now())
        notices.notify(request, _("Left for now. Nothing is lost by it."))
    return redirect("today")


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put answers aside for thirty days; the next page offers to undo it."""
    response = doors.response_of(space_of(request), pk)
    aside.deleted(request, response, "questionnaire_restore")
    return _to_the_past(response)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring deleted answers back."""
    response = doors.response_of(space_of(request), pk, deleted=True)
    aside.restored(request, response)
    return _to_the_past(response)


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete answers that were put aside, now and without undo."""
    response = doors.response_of(space_of(request), pk, deleted=True)
    aside.gone(request, response, saving.delete_for_good)
    return _to_the_past(response)
