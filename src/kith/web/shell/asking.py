"""What a page may do only for whoever knows the passphrase."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kith import vault
from kith.web.room import running

FIRST = gettext_lazy("That is not the passphrase you use now. Nothing was changed.")
SECOND = gettext_lazy(
    "That is not the second passphrase. Nothing was changed, and nothing was lost."
)


def suggestion(request: HttpRequest) -> str:
    """Return five words for a new passphrase: those offered before, which may be on paper by now."""
    return request.POST.get("offered", "")[:200] or vault.generate_passphrase()


def tried(work: Callable[[], None], *, second: bool = False) -> str:
    """Do what needs a passphrase; return what went wrong in words, or nothing.

    Wrong tries count together with those on the lock page, so no page is a place to guess. Those at
    the `second` passphrase are forgotten only once it was right: whoever knows the first one could
    begin anew as often as they like.
    """
    room = running.current()
    counts = [room.patience, room.inside.patience] if second else [room.patience]
    left = max(count.seconds_left() for count in counts)
    if room.mode == "sample":
        return _("A sample life has no passphrase. Nothing was changed.")
    if left:
        return ngettext(
            "There were several wrong tries. Please wait %(seconds)s second.",
            "There were several wrong tries. Please wait %(seconds)s seconds.",
            left,
        ) % {"seconds": left}
    try:
        work()
    except vault.VaultError as error:
        if isinstance(error, vault.WrongPassphrase | vault.WrongPhrase):
            for count in counts:
                count.failed()
        said = SECOND if second else FIRST
        return str(said if isinstance(error, vault.WrongPassphrase) else error)
    for count in counts:
        count.succeeded()
    return ""
