"""One run: a step at a time, each saved on leaving; skip, stop, go on, the end, and what is made."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith import practices
from kith.practices import Path, Step
from kith.practices.coming import coming
from kith.practices.definition import END, SAFETY
from kith.web.practise import (
    creating,
    doors,
    feedback,
    hurt,
    intentions,
    late,
    library,
    paper,
    saving,
    sealing,
    telling,
    words,
)
from kith.web.practise.at import At, sent
from kith.web.practise.beside import beside, in_field
from kith.web.practise.doors import restore as restored
from kith.web.practise.forms import StepForm
from kith.web.practise.models import Run
from kith.web.practise.views import frame
from kith.web.shell import aside, drafts, gone, meanwhile, notices
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.vocabulary_lists import feelings, needs
from kith.wording.coming import to_come

MOST_LISTED = 200
STOP = "stop"  # what else is pressed goes on; a step that stayed empty is then skipped


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a run stands: go on, where it was left, or its end; with everything answered."""
    found = telling.standing(doors.run_of(space_of(request), pk))
    one, path = found.practice, found.path
    context = frame(one) | {"standing": found, "run": found.run, "one": one}
    now = timezone.now()
    hidden = sealing.closed(found.run, one, now) if one else frozenset()
    context["answers"] = telling.everything(found, hidden)
    context["lines_first"] = found.run.guarded or doors.lines_first(found.run.person)
    if one is not None and path is not None:
        context["sealed_until"] = sealing.until(found.run, one, now) if hidden else None
        context["typed"] = late.typed(found.run, one, path, held=found.held)
    if one is None or path is None or found.held:
        return render(request, "practise/run.html", context)
    context |= {
        "ended": path.ended == END,
        "gone": path.gone,
        "leads_to_safety": path.ended == SAFETY and not path.gone,
        "signs": telling.signs_in(found) if path.ended == SAFETY and not path.gone else (),
        "shared": path.ended != SAFETY and bool(path.met) and path.met[-1].shared,
        "next": one.number(path.here.id) if path.here else None,
        "last": one.number(path.met[-1].id) if path.met else None,
        "begun": bool(path.met),
        "heavy": not path.ended and _is_heavy(found.run, path),
        "number": doors.number_of(one.id),
    }
    if not path.met:
        return redirect("practise_step", pk, one.number(one.steps[0].id))
    if path.ended == END:
        context |= {
            "shown": telling.shown_back(one, telling.at_end(one, path, hidden), path.values),
            "changed": words.changed(found.run.before, found.run.after),
            "not_yours": path.not_yours,
            **beside(found.run, one),
            "creates": doors.leading_on(
                creating.offered(found.run, one, path), careful=telling.is_careful(found)
            ),
        }
    return render(request, "practise/run.html", context)


def _is_heavy(run: Run, path: Path) -> bool:
    """Say whether a run was stopped at, or just behind, a step that is near what hurt somebody."""
    if run.stopped_at is None:
        return False
    last = [path.here, *path.met[-1:]]
    return any(library.is_heavy(run, one.id) for one in last if one is not None)


def _asked_at(request: HttpRequest, rows: list[Any]) -> StepForm | None:
    """Return the form of a step whose run is deleted, filled with what was sent."""
    if not rows or request.resolver_match is None:
        return None
    found, number = telling.standing(rows[-1]), request.resolver_match.kwargs["number"]
    if found.practice is None or found.path is None or not 1 <= number <= len(found.practice.steps):
        return None
    here = found.practice.steps[number - 1]
    return At(found.run, found.practice, found.path, here).form(request.POST)


@gone.holds(
    lambda space, pk, **_more: doors.there(space, pk),
    _asked_at,
    restore=restored,
)
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask one step; save it and go on, skip it, or stop here."""
    found = telling.standing(doors.run_of(space_of(request), pk))
    one, path = found.practice, found.path
    if one is None or path is None or not 1 <= number <= len(one.steps):
        raise Http404
    here = one.steps[number - 1]
    at = At(found.run, one, path, here)
    if found.held or found.run.ended_at or here not in path.known:
        return late.told(request, at) if request.method == "POST" else redirect("practise_run", pk)
    if request.method == "POST":
        return _told(request, at)
    heard = feedback.heard(here, dict(path.values), found.run.person)
    chose = sealing.today_of(found.run.space, found.run.edited_at or found.run.at)
    over = {} if heard.danger else feedback.over(one, here, path.values, chose)
    return _page(request, at, at.form(), {**over, **heard.notes})


def _told(request: HttpRequest, at: At) -> HttpResponse:
    """Keep what was answered, whichever button was pressed, and lead on."""
    form, before = at.form(request.POST), at.path.values
    if not form.is_valid() or not _kept(request, at, form):
        offer = care.offer_for(at.run.space, sent(request))
        if at.step.shared and offer.kind == care.DANGER:
            care.unseen(request, offer, ())
        else:
            care.refused(request, offer)
        return _page(request, at, form, {}, status=meanwhile.status(request))
    values, now = form.answers(), timezone.now()
    stops = request.POST.get("do", "") == STOP
    after = practices.path(at.practice, saving.answers_of(at.run), hurt.told, hurt.gone)
    drafts.saved(request, at.run.space, at.address())
    if stops:
        saving.stop(at.run, now)
        notices.notify(request, _("Stopped here. What you wrote is kept."))
    if after.ended == SAFETY and not after.gone and at.run.person_id:
        care.raise_about(request, [at.run.person_id])
    heard = feedback.heard(at.step, {**after.values}, at.run.person)
    offer = feedback.offer_of(at.run.space, at.step, values, danger=heard.danger)
    if after.gone:
        offer = care.with_panel(at.run.space, offer)
    over = feedback.over(at.practice, at.step, values, sealing.today_of(at.run.space, now))
    asks = any(values.get(name) != before.get(name) for name in (*heard.notes, *over))
    return _on(request, at, after, offer, asks=asks)


def _kept(request: HttpRequest, at: At, form: StepForm) -> bool:
    """Keep the answers, unless they would replace what another window answered at this step."""
    values, run = form.answers(), at.run
    stops = request.POST.get("do", "") == STOP
    if stops and not values and at.step not in at.path.met:
        return True  # whoever stops at an empty step comes back to it

    def again() -> StepForm:
        path = practices.path(at.practice, saving.answers_of(run), hurt.told, hurt.gone)
        return replace(at, path=path).form()

    if meanwhile.kept(
        request,
        form,
        lambda: saving.keep(run, at.practice, at.step.id, values, timezone.now()),
        again,
    ):
        return True
    run.refresh_from_db()
    return False


def _on(
    request: HttpRequest, at: At, after: Path, offer: care.Offer, *, asks: bool
) -> HttpResponse:
    """Lead to help, to where one can choose, to a question about the words, or to the next step.

    After heavy words, and where nobody may be asked about their words, the person chooses (R12).
    """
    ties = frozenset({at.run.person_id} if at.run.person_id else ())
    following = after.after(at.step) if at.step in after.known else None
    if at.step.shared and offer.kind == care.DANGER and following is not None:
        care.unseen(request, offer, ties)  # whoever it is about may be looking
        return redirect(at.address(following))
    if at.run.stopped_at is not None or offer.level >= care.PANEL or following is None:
        return care.answer(request, offer, reverse("practise_run", args=[at.run.pk]), ties=ties)
    goes = at.step if asks and not offer.level else following
    return care.answer(request, offer, at.address(goes), ties=ties)


def _page(
    request: HttpRequest,
    at: At,
    form: StepForm,
    notes: dict[str, list[feedback.Note]],
    status: int = 200,
) -> HttpResponse:
    earlier = at.path.before(at.step)
    shows = {
        field.id: in_field(at, field, timezone.now())
        for field in at.step.fields
        if not field.answers
    }
    offered = feedback.suggested(at.step, at.path.values, at.run.person)
    context = frame(at.practice, at.step) | {
        "run": at.run,
        "first": at.asked_first() if request.method == "GET" else (),
        "shared": at.step.shared,
        "lines_first": at.run.guarded or doors.lines_first(at.run.person),
        "one": at.practice,
        "step": at.step,
        "not_yours": at.practice.not_yours is not None and at.step.id == at.practice.not_yours.step,
        "form": form,
        "title": words.title_of(at.step),
        "asked": [
            (
                ask,
                shows.get(ask.field.id, ()),
                [*notes.get(ask.field.id, ()), *offered.get(ask.field.id, ())],
            )
            for ask in form.asked
        ],
        "noted": bool(notes),
        "earlier": at.practice.number(earlier.id) if earlier and _leads_back(at, earlier) else None,
        "place": at.path.known.index(at.step) + 1,
        "to_come": to_come(coming(at.practice, at.path, at.step)),
        "families": feelings(),
        "need_groups": needs(),
    }
    return render(request, "practise/step.html", context, status=status)


def _leads_back(at: At, earlier: Step) -> bool:
    """Say whether a step leads back: not from one that two look at to one for one person alone."""
    return earlier.shared or not at.step.shared


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """List every run, the newest first, and those that wait to be brought back."""
    space = space_of(request)
    context = {
        "rows": telling.standings(space, doors.runs_of(space)[:MOST_LISTED]),
        "more": max(0, doors.runs_of(space).count() - MOST_LISTED),
        "wanted": intentions.open_in(space).quiet,
        "deleted": telling.standings(space, doors.runs_of(space, deleted=True)),
    }
    return render(request, "practise/runs.html", context)


@require_POST
def make(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make something of the answers of a run that came to its end."""
    found = telling.standing(doors.run_of(space_of(request), pk))
    one, path = found.practice, found.path
    if one is None or path is None or found.held:
        raise Http404
    try:
        address = creating.made(found.run, one, path, number)
    except LookupError:
        raise Http404 from None
    if address is None:
        notices.notify(request, _("You left this open, so nothing was made. That is all right."))
        return redirect("practise_run", pk)
    if not Run.objects.filter(pk=pk).exists():
        notices.notify(request, _("Deleted for good."))
    return redirect(address)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Pick what stands on paper, then show it as it is printed; nothing of it is kept."""
    space = space_of(request)
    found = telling.standing(doors.run_of(space, pk))
    one = found.practice
    if one is None or found.held:
        raise Http404
    every = paper.parts(found, sealing.closed(found.run, one, timezone.now()))
    context: dict[str, Any] = {"run": found.run, "one": one, "parts": every}
    if request.method == "POST":
        picked = paper.chosen(every, request.POST.getlist("part"))
        if "letters" in request.POST:
            picked = paper.with_letters(space, picked)
        context |= {"parts": picked, "picked": True}
    return render(request, "practise/sheet.html", context)


@require_POST
def unseal(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a letter before the day that was chosen for it."""
    found = telling.standing(doors.run_of(space_of(request), pk))
    if found.practice is None or found.held:
        raise Http404
    sealing.open_now(found.run, found.practice, timezone.now())
    notices.notify(request, _("It is open."))
    return redirect("practise_run", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a run aside for thirty days; the next page offers to undo it."""
    aside.deleted(request, doors.run_of(space_of(request), pk), "practise_restore")
    return redirect("practise_runs")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted run back."""
    aside.restored(request, doors.run_of(space_of(request), pk, deleted=True))
    return redirect("practise_runs")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was put aside, now and without undo."""
    aside.gone(request, doors.run_of(space_of(request), pk, deleted=True), saving.delete_for_good)
    return redirect("practise_runs")
