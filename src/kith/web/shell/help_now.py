"""Help now, the same page that the door shows, and the neutral page after an exit."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kith.web.shell.models import Space


@require_safe
def help_now(request: HttpRequest) -> HttpResponse:
    """Show numbers for the chosen country, else for the one in the settings."""
    from kith.web.door import pages

    country = request.GET.get("c", "") or _country(request)
    home = "/today/" if hasattr(request, "space") else "/"
    return HttpResponse(pages.help_page(country, home))


@require_safe
def away(request: HttpRequest) -> HttpResponse:
    """Show a page that says nothing about Kith."""
    from kith.web.door import pages

    del request
    return HttpResponse(pages.away_page())


def _country(request: HttpRequest) -> str:
    space: Space | None = getattr(request, "space", None)
    return space.country if space else ""
