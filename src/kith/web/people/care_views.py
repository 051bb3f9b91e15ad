"""The care settings of a tie: private questions, each of which can be skipped."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kith.safety import gate
from kith.safety.gate import Answer, CareState
from kith.web.people import care, doors
from kith.web.shell import helping, notices
from kith.web.shell.own_words import OwnForm
from kith.web.shell.space import space_of

GUARDED = (CareState.CARE, CareState.DANGER)


def _form(data: object = None) -> forms.Form:
    """Return the questions as a form that starts with every one skipped."""
    words = gate.words()
    choices = [(answer.value, words[f"answer_{answer.value}"]) for answer in Answer]
    form = OwnForm(data)  # type: ignore[arg-type]
    for question in gate.questions():
        form.fields[question.code] = forms.ChoiceField(
            required=False,
            choices=choices,
            label=question.text,
            initial=Answer.SKIP.value,
            widget=forms.RadioSelect,
        )
    return form


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the setting and the questions; keep only what the answers lead to."""
    person = doors.person_of(space_of(request), pk)
    form = _form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        answers = {code: said or Answer.SKIP.value for code, said in form.cleaned_data.items()}
        kept = care.answered(person, answers, timezone.now())
        notices.notify(request, gate.words()["saved"] if kept else _("Nothing was changed."))
        return redirect("care", pk)
    state = care.state_of(person)
    context = {
        "person": person,
        "form": form,
        "intro": gate.words()["intro"].format(name=person.name),
        "words": gate.words(),
        "state": state,
        "guarded": state in GUARDED,
        "lines_first": gate.offers(state).lines_first,
        "numbers": helping.numbers(violence_first=True),  # whoever asks here is afraid of somebody
    }
    return render(request, "people/care.html", context)


@require_POST
def not_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave the questions alone; they stay where they are and are not put forward again."""
    care.left_alone(doors.person_of(space_of(request), pk), timezone.now())
    return redirect("person", pk)
