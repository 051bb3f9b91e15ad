"""The country for help lines: one choice, kept where the locked door can read it too."""

from kith.web.door import place
from kith.web.room import running


def country() -> str | None:
    """Return the country a person chose, on whichever page; None when none is chosen."""
    known = place.read(running.current().folder)
    return None if known is None else known.country


def keep_country(chosen: str) -> None:
    """Keep the choice ("" forgets it); a sample life changes nothing outside itself."""
    room = running.current()
    if room.mode != "sample":
        place.keep_country(room.folder, chosen)
