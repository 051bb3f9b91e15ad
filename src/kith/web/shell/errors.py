"""Pages for when something went wrong: what happened, what is safe, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SAFE = gettext_lazy("Nothing you saved was lost.")


def _page(request: HttpRequest, status: int, what: str, do: str) -> HttpResponse:
    return render(
        request, "shell/error.html", {"what": what, "safe": SAFE, "do": do}, status=status
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the browser sent something Kith cannot read."""
    del exception
    return _page(
        request,
        400,
        _("Kith could not read what the browser sent."),
        _("You could go back and try once more."),
    )


def refused(
    request: HttpRequest, reason: str = "", exception: Exception | None = None
) -> HttpResponse:
    """Say that a form was too old or came from elsewhere."""
    del reason, exception
    return _page(
        request,
        403,
        _("This form was too old, or it did not come from Kith."),
        _(
            "You could go back, load the page again and send it once more. What you typed is kept as a draft."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page."""
    del exception
    return _page(
        request,
        404,
        _("There is no such page, or what was here has been deleted."),
        _("You could go to Today and start from there."),
    )


def disk_full(request: HttpRequest) -> HttpResponse:
    """Say that what was sent could not be saved for want of room."""
    return _page(
        request,
        507,
        _("There is no room left on the disk, so this was not saved."),
        _("You could free some space, then go back and send it once more."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Say that Kith made a mistake."""
    return _page(
        request,
        500,
        _("Something went wrong on this page, and it is Kith's mistake."),
        _("You could go back and try again, or make a backup and start Kith anew."),
    )
