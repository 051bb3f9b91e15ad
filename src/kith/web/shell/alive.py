"""Say that the person is here while they type."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST


@require_POST
def alive(request: HttpRequest) -> HttpResponse:
    """Count typing as activity; the middleware has touched the clock already."""
    del request
    return HttpResponse(status=204)
