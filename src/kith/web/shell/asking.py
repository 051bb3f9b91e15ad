"""What a page may do only for whoever knows the passphrase."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kith import vault
from kith.web.room import running


def tried(work: Callable[[], None]) -> str:
    """Do what needs the passphrase; return what went wrong in words, or nothing.

    Wrong tries count together with those on the lock page, so no page is a place to guess.
    """
    room = running.current()
    if room.mode == "sample":
        return _("A sample life has no passphrase. Nothing was changed.")
    left = room.patience.seconds_left()
    if left:
        return _("There were several wrong tries. Please wait %(seconds)s seconds.") % {
            "seconds": left
        }
    try:
        work()
    except vault.WrongPassphrase:
        room.patience.failed()
        return _("That is not the passphrase you use now. Nothing was changed.")
    except vault.VaultError as error:
        return str(error)
    room.patience.succeeded()
    return ""
