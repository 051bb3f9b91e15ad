"""Answers to questionnaires as a FHIR file: each questionnaire by its own tick, nothing named."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith.web.share import answers_file
from kith.web.share import choice as choices
from kith.web.share.forms import AnswersFileForm
from kith.web.shell.models import Space
from kith.web.shell.space import space_of
from kith.web.today import care

NAME = "answers"


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest) -> HttpResponse:
    """Ask which questionnaires, and hand them over as one file."""
    space = space_of(request)
    names = choices.answered(space)
    about = answers_file.about_ties(space)
    form = AnswersFileForm(names, request.POST if request.method == "POST" else None, about)
    whom = request.POST.get("whom", "")
    offer = care.offer_for(space, [whom])
    if request.method == "POST" and form.is_valid():
        if offer.level >= care.FULL_PAGE:
            return care.answer(request, offer)
        care.later(request, offer)
        return _handed_over(space, form.cleaned_data["measures"], form.cleaned_data["whom"])
    if form.errors:
        care.refused(request, offer)
    context = {"form": form, "any": bool(names or about)}
    return render(request, "share/answers.html", context, status=422 if form.errors else 200)


def _handed_over(space: Space, names: list[str], whom: str) -> HttpResponse:
    content = answers_file.made(space, names)
    answers_file.note(space, names, whom)
    answer = HttpResponse(content, content_type="application/fhir+json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{NAME}.{answers_file.FORM}"'
    return answer
