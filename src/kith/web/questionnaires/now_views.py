"""Four questions about thoughts of dying. They lead to help and to nothing else: no answer is kept."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kith import measures
from kith.measures import Branch
from kith.web.questionnaires import doors, telling
from kith.web.questionnaires.forms import AnswersForm
from kith.web.shell.space import space_of
from kith.web.today import care


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def now(request: HttpRequest) -> HttpResponse:
    """Ask; on a yes, help and the question about now; on a yes to that, help before all else."""
    one = measures.measure("asq")
    if not doors.may_ask_about_self_harm(space_of(request)):
        raise Http404
    if request.method != "POST":
        return render(request, "questionnaires/now.html", {"one": one, "form": AnswersForm(one)})
    form = AnswersForm(one, request.POST)
    if not form.is_valid():
        if measures.URGENT & {*telling.seem_to_call_for(one, request.POST)}:
            care.refused(request, care.Offer(care.PANEL, care.OWN_ANSWERS))
        context = {"one": one, "form": form}
        return render(request, "questionnaires/now.html", context, status=422)
    said = form.answers()
    item = one.follow_up
    value = telling.gravest(item, request.POST.getlist("now")) if item else None
    if item and value is not None:
        said[item.code] = value
    called_for = measures.branches(one.id, said)
    if Branch.CRISIS_FIRST in called_for:
        return care.answer(request, care.Offer(care.FULL_PAGE, "suicide"))
    asks = Branch.CRISIS_SOFT in called_for and "now" not in request.POST
    context = {"one": one, "called_for": bool(called_for), "item": item if asks else None}
    return render(request, "questionnaires/now_after.html", context)
