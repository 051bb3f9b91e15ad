"""Lock, exit, stay awake: lock first, answer after."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kith.web.room import running
from kith.web.shell.space import space_of

NEUTRAL = "/away/"


@csrf_exempt  # locking must work from any page state; kith.web.guard has asked for same-origin
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Lock now; the browser comes back to the lock page."""
    del request
    return _locked(HttpResponseRedirect("/"), "asked")


@csrf_exempt  # the same: the exit works even when the form is old
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Lock now, then send the browser to the site the person chose, or a neutral page."""
    site = space_of(request).exit_site or NEUTRAL
    answer = render(request, "shell/leaving.html", {"site": site})
    answer["Refresh"] = f"0; url={site}"
    answer["Clear-Site-Data"] = '"cache", "storage"'
    return _locked(answer, "exit")


@require_POST
def alive(request: HttpRequest) -> HttpResponse:
    """Count typing as activity; the middleware has touched the clock already."""
    del request
    return HttpResponse(status=204)


def _locked(answer: HttpResponse, reason: str) -> HttpResponse:
    answer.delete_cookie(running.COOKIE, samesite="Strict")
    answer.delete_cookie("kith-form", samesite="Strict")
    running.current().lock(reason)
    return answer
