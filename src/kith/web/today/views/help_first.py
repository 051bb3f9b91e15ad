"""Help before anything else, after words that name a plan to die or danger that is near.

What was written is saved. Where somebody else is the danger, the emergency number leads and the
lines for violence at home follow; the lines about suicide stay behind "All numbers". Where the
person may hurt somebody, or has hurt themselves, the page speaks of that first (R7: never of how).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kith.safety import helplines
from kith.web.door.pages import helping
from kith.web.shell.helping import country, numbers
from kith.web.today import care


@require_safe
def help_first(request: HttpRequest) -> HttpResponse:
    """Show whom to call or write to now; the person chooses what comes next."""
    found = helplines.lines_for(country(), timezone.localdate())
    kind = care.first_kind(request)
    danger = kind == care.DANGER
    context = {
        "help": found,
        "emergency": helping.emergency(found),
        "lines": helping.listed(care.lines(kind, found)),
        "kind": kind,
        "danger": danger,
        "signs": care.first_signs(request) if danger else (),
        "own_lines": bool(found.lines_of("own_behaviour")),
        "all_numbers": numbers(violence_first=danger),
    }
    return render(request, "today/help_first.html", context)
