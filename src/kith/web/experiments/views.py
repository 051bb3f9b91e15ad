"""Try something out: plan it, see today's coin, stop at any time, see what came of it."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.experiments import doors, numbers, pictures, saving, telling, words
from kith.web.experiments.days import Stage, span_of
from kith.web.experiments.forms import LengthForm, PlanForm
from kith.web.experiments.questions import HOURS, LENGTHS
from kith.web.experiments.refusing import refused
from kith.web.shell import aside, notices
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care
from kith.web.today.views.frame import now_in


@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Show what is being tried out and what was; nothing of a result stands here."""
    space = space_of(request)
    today = now_in(space).date()
    rows = [telling.row(e, today) for e in doors.experiments_of(space)]
    context = {
        "rows": rows,
        "under_way": doors.under_way(space, today),
        "deleted": [telling.row(e, today) for e in doors.experiments_of(space, deleted=True)],
    }
    return render(request, "experiments/list.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask what is to be tried; then show what it could find, before anything begins."""
    space = space_of(request)
    if (going := doors.under_way(space, now_in(space).date())) is not None:
        return redirect("experiment", going.pk)
    sent = request.POST if request.method == "POST" else None
    form = PlanForm(doors.offered(space), sent, initial={"uid": uuid.uuid4()})
    if sent is not None and form.is_valid():
        return _refusal(request, space, form) or _look(request, space, form)
    if form.errors:
        return _mended_first(request, space, form)
    return render(request, "experiments/new.html", {"form": form})


@sensitive_post_parameters()
@sensitive_variables()
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Toss the coins and keep them; the first day is tomorrow."""
    space = space_of(request)
    form, length = PlanForm(doors.offered(space), request.POST), LengthForm(request.POST)
    if not form.is_valid():
        return _mended_first(request, space, form)
    if (answer := _refusal(request, space, form)) is not None:
        return answer
    if not length.is_valid():
        return _look(request, space, form, status=422)
    said, now = form.cleaned_data, timezone.now()
    today = now_in(space).date()
    going = doors.under_way(space, today)
    if going is not None and going.uid != said.get("uid"):
        return redirect("experiment", going.pk)
    days = length.cleaned_data["days"]
    told = {one.days: one.one for one in numbers.could_find(space, said["hour"], today) or ()}
    wanted = saving.Wanted(
        question=said["question"],
        doing=said["doing"],
        hour=said["hour"],
        days=days,
        cue=said["cue"],
        person=form.about(),
        told=told.get(days),
    )
    begun = saving.begin(space, wanted, now, said.get("uid"))
    notices.notify(request, _("It begins tomorrow. You can stop at any time."))
    return redirect("experiment", begun.pk)


def _mended_first(request: HttpRequest, space: Space, form: PlanForm) -> HttpResponse:
    """Show the form with what has to be mended, and help above it where its words ask for it."""
    written = [str(form[name].value() or "") for name in ("doing", "cue")]
    care.refused(request, care.offer_for(space, written))
    return render(request, "experiments/new.html", {"form": form}, status=422)


def _refusal(request: HttpRequest, space: Space, form: PlanForm) -> HttpResponse | None:
    """Return what stands in the way: help where the words sound like a hard moment, or a no."""
    said = form.cleaned_data
    written = [said["doing"], said["cue"]]
    offer = care.offer_for(space, written)
    if offer.level >= care.PANEL:
        return care.answer(request, offer)
    why = refused(space, written, said.get("private", ""))
    if why is None:
        return None
    return render(request, "experiments/refused.html", {"why": why})


def _look(request: HttpRequest, space: Space, form: PlanForm, status: int = 200) -> HttpResponse:
    said = form.cleaned_data
    found = numbers.could_find(space, said["hour"], now_in(space).date())
    by_days = {one.days: words.could(one) for one in found or ()}
    context = {
        "again": form.again(),
        "name": words.name(said["question"]),
        "doing": said["doing"],
        "cue": said["cue"],
        "about": form.about(),
        "when": HOURS[said["hour"]],
        "lengths": [(days, words.LENGTHS[days], by_days.get(days, "")) for days in LENGTHS],
        "known": found is not None,
        "hour": said["hour"],
    }
    return render(request, "experiments/look.html", context, status=status)


@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the coins that came, today's among them, or what was found once it is over."""
    space = space_of(request)
    experiment = doors.experiment_of(space, pk)
    if not doors.is_open(experiment):
        return render(request, "experiments/closed.html", {"experiment": experiment})
    today = now_in(space).date()
    span = span_of(experiment, today)
    over = span.stage in {Stage.OVER, Stage.STOPPED}
    means = numbers.means_of(experiment, span) if over else []
    context: dict[str, Any] = {
        **telling.row(experiment, today),
        "days": telling.days(experiment, span, means),
        "when": HOURS.get(experiment.hour, f"{experiment.hour}:00"),
        "told": None if experiment.told is None else words.tries(experiment.told),
        "over": over,
    }
    if over:
        found = numbers.found_of(experiment, span)
        context |= {
            "found": found,
            "label": words.label(found),
            "tone": words.TONES.get(found.outcome, "unknown"),
            "sentence": words.sentence(found, experiment.hour),
            "kept": words.kept(numbers.kept_of(experiment, span)),
            "picture": pictures.picture_of(means, span, found, experiment.hour),
            "chance": telling.chance(found),
            "day_mean": telling.plain(found),
        }
    return render(request, "experiments/one.html", context)


@sensitive_post_parameters()
@require_POST
def did(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep whether it was done on a day that came, or today."""
    space = space_of(request)
    experiment = doors.experiment_of(space, pk)
    span = span_of(experiment, now_in(space).date())
    number = request.POST.get("day", "")
    index = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else -1
    if not 0 <= index < span.shows or not doors.is_open(experiment):
        raise Http404
    saving.note(experiment, index, request.POST.get("did", ""), timezone.now())
    if request.POST.get("back") == "today":
        return redirect("today")
    return redirect("experiment", pk)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """End it here; what came until now counts."""
    experiment = doors.experiment_of(space_of(request), pk)
    if span_of(experiment, now_in(space_of(request)).date()).stage in {Stage.AHEAD, Stage.RUNNING}:
        saving.stop(experiment, timezone.now())
        notices.notify(request, _("Stopped. What came until now is kept."))
    return redirect("experiment", pk)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an experiment aside for thirty days; the next page offers to undo it."""
    aside.deleted(request, doors.experiment_of(space_of(request), pk), "experiment_restore")
    return redirect("experiments")


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a deleted experiment back."""
    aside.restored(request, doors.experiment_of(space_of(request), pk, deleted=True))
    return redirect("experiments")


@require_POST
def delete_for_good(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that was put aside, now and without undo."""
    aside.gone(request, doors.experiment_of(space_of(request), pk, deleted=True))
    return redirect("experiments")
