"""Pages for when something went wrong: what happened, what is safe, what to do."""

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith import vault
from kith.web.shell import gone, inside, waiting

SAFE = gettext_lazy("Nothing you saved was lost.")
LEFT = gettext_lazy("Kith left the file as it is.")
STORAGE = {  # by the codes of kith.vault: the status, what happened, what to do
    "disk_full": (
        507,
        gettext_lazy("There is no room left on the disk, so this was not saved."),
        gettext_lazy("You could free some space, then send it once more."),
    ),
    "storage_failed": (
        507,
        gettext_lazy(
            "The disk did not take this, so it was not saved. The disk may be full, keep a limit, "
            "or be failing."
        ),
        gettext_lazy("You could free some space or check the disk, then send it once more."),
    ),
    "not_writable": (
        507,
        gettext_lazy("Kith may not write in its own folder now, so this was not saved."),
        gettext_lazy(
            "You could allow writing there, or connect the disk again, then go back and send it "
            "once more."
        ),
    ),
    "vault_busy": (
        503,
        gettext_lazy("Another window or command was writing just then, so this was not saved."),
        gettext_lazy("You could wait a moment, then send it once more."),
    ),
    "too_little_memory": (
        503,
        gettext_lazy("There was too little free memory, so this was not saved."),
        gettext_lazy("You could close other programs, then send it once more."),
    ),
    "shut": (
        409,
        gettext_lazy("This part was closed just then, so this was not saved."),
        gettext_lazy("You could open it again and send it once more."),
    ),
    "altered_value": (
        500,
        gettext_lazy(
            "Something that was sealed here is damaged or was altered, so it is not shown."
        ),
        gettext_lazy("You could restore your last backup into another folder."),
    ),
    "damaged_vault": (
        500,
        gettext_lazy("A part of the file vault.db is damaged, so this could not be done."),
        gettext_lazy("You could restore your last backup into another folder."),
    ),
}


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
    """Say that there is no such page; what was sent to one that was deleted is given back."""
    del exception
    return gone.page(request) or _page(
        request,
        404,
        _("There is no such page, or what was here has been deleted."),
        _("You could go to Today and start from there."),
    )


def not_allowed(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Say that an address is not one to open, or not one to send to; `answer` says which it takes."""
    told = _page(
        request,
        405,
        _("This address works only from a button on one of Kith's pages."),
        _("You could go to Today and start from there."),
    )
    told["Allow"] = answer["Allow"]
    return told


def of_the_disk(error: Exception) -> str:
    """Return the code of what disk, file or memory did, one of `STORAGE`; empty for our own mistakes."""
    if isinstance(error, inside.ShutError):
        return "shut"
    if isinstance(error, vault.VaultError):
        return error.code if error.code in STORAGE else ""
    if isinstance(error, MemoryError):  # the driver gives Python's own, and Django lets it by
        return vault.TooLittleMemory.code
    of_driver = isinstance(error, DatabaseError | InterfaceError)
    problem = vault.from_driver(error) if of_driver else None
    return "" if problem is None else problem.code


def in_words(code: str) -> str:
    """Return what happened and what to do, for a page that holds what was typed itself."""
    _status, what, do = STORAGE[code]
    return f"{what} {do}"


def not_stored(request: HttpRequest, code: str) -> HttpResponse:
    """Say why the disk or the file did not take what was sent; `code` is of `kith.vault`."""
    status, what, do = STORAGE.get(code, STORAGE["storage_failed"])
    safe = LEFT if code in {"damaged_vault", "altered_value"} else SAFE
    again = gone.sent(request)
    if code == "shut" and again and inside.is_private(request.path) and waiting.hold(request):
        again = []
        do = gettext_lazy("You could open it again: what you typed waits for you on its page.")
    said = {"what": what, "safe": safe, "do": do, "again": again}
    return render(request, "shell/error.html", said, status=status)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that Kith made a mistake."""
    return _page(
        request,
        500,
        _("Something went wrong on this page, and it is Kith's mistake."),
        _("You could go back and try again, or make a backup and start Kith anew."),
    )
