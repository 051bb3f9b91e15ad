"""A page for a session: choose, look at exactly what the other will read, save it. Nothing is sent."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.plots import report
from kith.plots.report import Report
from kith.web.people.doors import people_of
from kith.web.questionnaires import ties
from kith.web.share import choice as choices
from kith.web.share import kept, parts, saving
from kith.web.share.choice import Choice
from kith.web.share.forms import HandOverForm, SessionForm
from kith.web.share.paper import paper_and_parts, written
from kith.web.shell import drafts, inside, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of, zone_of
from kith.web.today import care

NAME = "page"  # neutral, and without a date
TYPES = {
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """Say what can be handed on, and list what was."""
    space = space_of(request)
    context = {
        "shared": saving.shared_by(space),
        "deleted": saving.shared_by(space, deleted=True),
        "words": parts.PARTS,
        "called": parts.CALLED,
        "questions": saving.questions_of(space),
    }
    return render(request, "share/share.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest) -> HttpResponse:
    """Choose what stands on the page."""
    space = space_of(request)
    today = timezone.now().astimezone(zone_of(space)).date()
    questions = saving.questions_of(space)
    begin = choices.held() or choices.usual(space, today)
    form = SessionForm(
        replace(begin, questions=questions),
        people_of(space),
        [*choices.answered(space), *ties.answered(space)],
        today,
        request.POST if request.method == "POST" else None,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.choice()
        choices.hold(replace(chosen, whom=begin.whom))
        saving.keep_questions(space, chosen.questions)
        drafts.saved(request, space)
        offer = care.offer_for(space, [chosen.questions] if chosen.questions != questions else [])
        return care.answer(request, offer, reverse("session_preview"))
    if form.errors:
        sent = request.POST.get("questions", "")
        care.refused(request, care.offer_for(space, [sent]))
    status = 422 if form.errors else 200
    return render(request, "share/session.html", {"form": form}, status=status)


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """Show the page exactly as the other will read it, as pictures and as words."""
    chosen = choices.held()
    if chosen is None:
        return redirect("session_page")
    return _previewed(request, chosen, HandOverForm(initial={"whom": chosen.whom}))


def _previewed(
    request: HttpRequest, chosen: Choice, form: HandOverForm, status: int = 200
) -> HttpResponse:
    space = space_of(request)
    made = _paper(request, space, chosen)
    many = report.pages(made)
    context = {
        "made": made,
        "pages": range(1, many + 1),
        "too_long": many > report.MOST_PAGES,
        "form": form,
        "unsure": [(code, parts.TWICE[code]) for code in parts.TWICE if code in chosen.twice],
        "sure": chosen.sure,
        "shut": bool(chosen.twice) and inside.is_shut(space),
        "waits": kept.waits(space, chosen),
    }
    return render(request, "share/preview.html", context, status=status)


def _paper(request: HttpRequest, space: Space, chosen: Choice) -> Report:
    return _paper_and_parts(request, space, chosen)[0]


def _paper_and_parts(
    request: HttpRequest, space: Space, chosen: Choice
) -> tuple[Report, frozenset[str]]:
    if chosen.private:
        inside.show(request, space)
    return paper_and_parts(space, chosen)


@require_POST
def sure(request: HttpRequest) -> HttpResponse:
    """Take the second tick for what is private, or take it back."""
    chosen = choices.held()
    if chosen is None:
        return redirect("session_page")
    ticked = frozenset(request.POST.getlist("sure")) & chosen.twice
    choices.hold(replace(chosen, sure=ticked))
    return redirect("session_preview")


@require_safe
def picture(request: HttpRequest, number: int) -> HttpResponse:
    """Give one page of what was chosen as a picture."""
    chosen = choices.held()
    if chosen is None:
        raise Http404
    try:
        drawn = report.picture(_paper(request, space_of(request), chosen), number)
    except IndexError:
        raise Http404 from None
    return HttpResponse(drawn, content_type="image/png")


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Hand the page over as a file, and note for whom it was made."""
    space, chosen = space_of(request), choices.held()
    if chosen is None:
        return redirect("session_page")
    form = HandOverForm(request.POST)
    whom = request.POST.get("whom", "")
    offer = care.offer_for(space, [whom])
    if not form.is_valid():
        care.refused(request, offer)
        return _previewed(request, chosen, form, status=422)
    chosen = replace(chosen, whom=form.cleaned_data["whom"])
    choices.hold(chosen)
    if offer.level >= care.FULL_PAGE:
        return care.answer(request, offer)
    if chosen.private and inside.is_shut(space):
        notices.notify(request, _("Your plan and notes are locked, so nothing was saved yet. Nothing was lost."))  # fmt: skip
        return redirect("session_preview")
    care.later(request, offer)
    form_of = form.cleaned_data["form"]
    made, standing = _paper_and_parts(request, space, chosen)
    content = written(made, form_of)
    saving.note(space, chosen, form_of, timezone.now(), standing)
    answer = HttpResponse(content, content_type=TYPES[form_of])
    answer["Content-Disposition"] = f'attachment; filename="{NAME}.{form_of}"'
    return answer
