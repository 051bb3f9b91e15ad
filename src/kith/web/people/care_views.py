"""The care settings of a tie: private questions, each of which can be skipped."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kith import measures
from kith.safety import gate
from kith.safety.gate import Answer
from kith.web.people import care, doors
from kith.web.people.models import Person
from kith.web.plan import open_copy
from kith.web.room import running
from kith.web.shell import helping, meanwhile, notices
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of
from kith.web.today import care as offers

RESOURCES = "people.care_resources"  # whose questions were just met, so that help is named


class Questions(OwnForm):
    """The questions, each of which starts skipped; the setting that holds stands beside them."""

    beside: tuple[meanwhile.Beside, ...] = ()
    unmarked = frozenset(question.code for question in gate.questions())  # they begin skipped


def _form(person: Person, data: object = None) -> Questions:
    """Return the questions as a form that starts with every one skipped."""
    words = gate.words()
    choices = [(answer.value, words[f"answer_{answer.value}"]) for answer in Answer]
    form = Questions(data)  # type: ignore[arg-type]
    state = care.state_of(person)
    form.beside = (meanwhile.Beside(_("The setting now"), state.value, _said(state)),)
    for question in gate.questions():
        form.fields[question.code] = forms.ChoiceField(
            required=False,
            choices=choices,
            label=question.text,
            initial=Answer.SKIP.value,
            widget=forms.RadioSelect,
        )
    return form


def _said(state: gate.CareState) -> str:
    """Return a setting in the words that stand on its page."""
    if state in care.GUARDED:
        return _(
            "They do not stand in your plan for bad days, and nothing is offered that asks something "
            "of them."
        )
    if state == gate.CareState.NO_CONCERN_REPORTED:
        return _("Nothing is left out. You can change your answers at any time.")
    return _("Nothing is set, and nothing is left out.")


def _kept(request: HttpRequest, person: Person, form: Questions) -> bool:
    """Keep what the answers lead to; not where that lowers a setting which the page did not show.

    What makes a setting more careful is kept whatever stands.
    """
    answers = {code: said or Answer.SKIP.value for code, said in form.cleaned_data.items()}
    kept: list[object] = []

    def write() -> None:
        kept.append(care.answered(person, answers, timezone.now()))

    if not care.lowers(person, answers):
        write()
    elif not meanwhile.kept(request, form, write, lambda: _form(person)):
        person.refresh_from_db()
        return False
    offers.settled(request, person.pk)
    notices.notify(request, gate.words()["saved"] if kept[-1] else _("Nothing was changed."))
    return True


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the setting and the questions; keep only what the answers lead to."""
    person = doors.person_of(space_of(request), pk)
    form = _form(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _kept(request, person, form):
        return redirect("care", pk)
    state = care.state_of(person)
    context = {
        "person": person,
        "form": form,
        "intro": gate.words()["intro"].format(name=person.name),
        "words": gate.words(),
        "setting": _said(state),
        "guarded": state in care.GUARDED,
        "lines_first": gate.offers(state).lines_first,
        "numbers": helping.numbers(violence_first=True),  # whoever asks here is afraid of somebody
        "more": care.has_more(person),
        "in_open_copy": state in care.GUARDED and open_copy.may_show(running.current(), person),
        "resources": request.kith_session.memory.pop(RESOURCES, None) == pk,  # type: ignore[attr-defined]
    }
    status = meanwhile.CONFLICT if meanwhile.of(request) else 200
    return render(request, "people/care.html", context, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask four questions that others wrote and tried; keep only what the answers lead to.

    A yes makes the setting more careful; a "no" here never makes it less. Help is named after any
    answer: a question left open is no "no", and four times "no" shows nothing.
    """
    person, one = doors.person_of(space_of(request), pk), measures.measure("hark")
    if not care.has_more(person):
        raise Http404
    form = _more_form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = {code: int(value) for code, value in form.cleaned_data.items() if value}
        met = {item.gate: _as_gate(said.get(item.code)) for item in one.items}
        kept = care.answered(person, met, timezone.now())
        request.kith_session.memory[RESOURCES] = pk  # type: ignore[attr-defined]
        notices.notify(request, gate.words()["saved"] if kept else _("Nothing was changed."))
        return redirect("care", pk)
    context = {"person": person, "one": one, "form": form, "words": gate.words()}
    context["numbers"] = helping.numbers(violence_first=True)
    return render(request, "people/care_more.html", context)


def _more_form(data: object = None) -> forms.Form:
    form = OwnForm(data)  # type: ignore[arg-type]
    for item in measures.measure("hark").items:
        choices = [*((str(o.value), o.says) for o in item.options), ("", _("Skip"))]
        form.fields[item.code] = forms.ChoiceField(
            required=False, choices=choices, label=item.asks, initial="", widget=forms.RadioSelect
        )
    return form


def _as_gate(value: int | None) -> str:
    return Answer.SKIP if value is None else Answer.YES if value else Answer.NO


@require_POST
def not_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the questions alone; they stay where they are and are not put forward again."""
    care.left_alone(doors.person_of(space_of(request), pk), timezone.now())
    offers.settled(request, pk)
    return redirect("person", pk)
