"""The Impact page, its print form, and the start, stop and state of what it is waiting for."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kith.web.insight import fitting, page
from kith.web.insight.compared import Wish
from kith.web.insight.outcomes import call, chosen, judge, outcomes_of
from kith.web.shell import notices
from kith.web.shell.space import space_of
from kith.web.today import care

_TOO_LONG = _noop(
    "A name of a number can be up to 60 letters long. Nothing was changed. You wrote: %(name)s"
)


@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """Show the last answer, and start working out a new one where it is old."""
    asked = page.Asked.of(request.GET)
    return render(request, "insight/impact.html", page.shown(space_of(request), asked))


@require_http_methods(["GET", "HEAD", "POST"])
def between(request: HttpRequest) -> HttpResponse:
    """Say how an effect changed between two dates; by POST, so that no date stands in an address."""
    if request.method != "POST":
        return redirect("impact")
    asked = page.Asked.of(request.POST)
    context = page.shown(space_of(request), asked, Wish.of(request.POST))
    return render(request, "insight/impact.html", context)


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """Show the last answer in a form for one or two sheets of paper."""
    asked = page.Asked.of(request.GET)
    return render(request, "insight/print.html", page.on_paper(space_of(request), asked))


@require_safe
def state(request: HttpRequest) -> HttpResponse:
    """Say how far the work is, for the page's script."""
    space = space_of(request)
    now = fitting.state(space, chosen(outcomes_of(space), request.GET.get("o", "")))
    busy = now.running or now.waiting
    return JsonResponse({"busy": busy, "done": round(100 * now.done)})


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Work it out again, also after a stop or a problem."""
    space = space_of(request)
    outcome = chosen(outcomes_of(space), request.POST.get("o", ""))
    fitting.wake(space, outcome, again=True)
    return redirect(page.Asked(outcome.key).address())


@require_POST
def name(request: HttpRequest) -> HttpResponse:
    """Keep what the person calls a number that came in with an import, and which way is better."""
    space = space_of(request)
    key = request.POST.get("o", "")
    outcome = next((one for one in outcomes_of(space) if one.key == key), None)
    if outcome is None or outcome.points:
        raise Http404
    called = request.POST.get("name", "")
    kept = call(space, outcome, called)
    if "better" in request.POST:
        judge(space, outcome, request.POST["better"])
    notices.notify(
        request,
        _("What you said of this number is kept.") if kept else _(_TOO_LONG) % {"name": called},
    )
    offer = care.offer_for(space, [called])
    return care.answer(request, offer, page.Asked(outcome.key).address())


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop what is being worked out; the last answer stays."""
    fitting.stop()
    return redirect(page.Asked(request.POST.get("o", "")).address())
