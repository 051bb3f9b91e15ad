"""The first pages: how leaving works, the two doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kith.safety import helplines
from kith.web.room import running
from kith.web.shell import helping
from kith.web.shell.space import space_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the page that is next for this person."""
    room = running.current()
    if room.recovery_phrase:
        return redirect("welcome")
    space = space_of(request)
    if not (space.seen_exit or space.is_sample):  # once, also where the first hour was cut short
        return redirect("about_exit")
    return redirect("/today/")


@require_http_methods(["GET", "HEAD", "POST"])
def about_exit(request: HttpRequest) -> HttpResponse:
    """Explain the exit before it is needed, and ask the country once."""
    space = space_of(request)
    if request.method == "POST":
        country = request.POST.get("country", "")
        if country in {c.code for c in helplines.countries()}:
            helping.keep_country(country)
        space.seen_exit = True
        space.save(update_fields=["seen_exit"])
        return redirect("doors")
    return render(request, "shell/about_exit.html", {"countries": helplines.countries()})


@require_safe
def doors(request: HttpRequest) -> HttpResponse:
    """Offer the two ways in: start fresh, or bring my data."""
    return render(request, "shell/doors.html")
