"""A questionnaire about one tie: about whom, behind the private questions; and earlier answers."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from kith.measures import Measure
from kith.safety import gate
from kith.web.people.doors import person_of
from kith.web.people.models import Person
from kith.web.questionnaires import doors, held, ties
from kith.web.questionnaires.forms import WhomForm
from kith.web.questionnaires.views import asked, past
from kith.web.shell import drafts
from kith.web.shell.helping import numbers
from kith.web.shell.models import Space
from kith.web.shell.space import space_of


def _about_a_tie(name: str) -> Measure:
    one = doors.measure_of(name)
    if not one.tie:
        raise Http404
    return one


def _there(space: Space, name: str, pk: int) -> tuple[Measure, Person]:
    """Return a questionnaire and whom it is about; 404 where it cannot be and nothing was answered."""
    one, person = _about_a_tie(name), person_of(space, pk)
    if ties.asked_about(one, person) or person.responses.filter(measure=one.id).exists():
        return one, person
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def whom(request: HttpRequest, measure: str) -> HttpResponse:
    """Say what a questionnaire asks about, and ask about whom; then the private questions, once."""
    space, one = space_of(request), _about_a_tie(measure)
    form = WhomForm(ties.fitting(space, one), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (person := form.somebody()):
        if held.back(person):
            return held.page(request, one, person)
        if not ties.asks_first(request, person):
            return redirect("questionnaire_fill_tie", one.id, person.pk)
        return _asks(request, space, one, form, first=person)
    return _asks(request, space, one, form, status=422 if form.errors else 200)


def _asks(
    request: HttpRequest,
    space: Space,
    one: Measure,
    form: WhomForm,
    *,
    first: Person | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"one": one, "form": form, "first": first, "gate": gate.words()}
    context |= {"told": ties.told_of(space, [one.id]), "numbers": numbers(violence_first=True)}
    return render(request, "questionnaires/whom.html", context, status=status)


@require_safe
def tie(request: HttpRequest, measure: str, pk: int) -> HttpResponse:
    """Show all answers about one person, the newest first."""
    space = space_of(request)
    one, person = _there(space, measure, pk)
    if held.back(person):
        return held.page(request, one, person, doors.responses_of(space, one, person)[::-1])
    page = request.path + "fill/"
    context = past(space, one, person) | {
        "may_fill": ties.asked_about(one, person),
        "begun": drafts.waits(space, page),
    }
    return render(request, "questionnaires/history.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, measure: str, pk: int) -> HttpResponse:
    """Ask the questions about one person; the private questions about the tie come first, once."""
    space = space_of(request)
    one, person = _there(space, measure, pk)
    if held.back(person):
        return held.page(request, one, person)
    if not ties.asked_about(one, person):
        raise Http404
    first = ties.asks_first(request, person)
    if first and request.method != "POST":
        form = WhomForm(ties.fitting(space, one), initial={"person": str(person.pk)})
        return _asks(request, space, one, form, first=person)
    return asked(request, space, one, person, first=first)
