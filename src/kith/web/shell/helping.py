"""Help lines for the site: where they stand, and the country that the locked door reads too."""

from kith import vault
from kith.web.door import place
from kith.web.door.pages import helping
from kith.web.room import running


def country() -> str | None:
    """Return the country a person chose, on whichever page; None when none is chosen."""
    known = place.read(running.current().folder)
    return None if known is None else known.country


def numbers(*, violence_first: bool = False) -> str:
    """Return the address of Help now; its order is a bare number, so no history says which."""
    return f"/help/?order={helping.VIOLENCE_FIRST}" if violence_first else "/help/"


def keep_country(chosen: str) -> None:
    """Keep the choice ("" forgets it); a sample life changes nothing outside itself.

    Raises the vault's own error where the disk does not take it.
    """
    room = running.current()
    if room.mode != "sample":
        with vault.disk_errors():
            place.keep_country(room.folder, chosen)
