"""Once something is deleted for good and that is kept: write the vault anew, without what was there."""

from django.db import connection, transaction

from kith import vault
from kith.web.room import running

NOT_YET = "shell.not_yet_scrubbed"


def leave_nothing() -> None:
    """Scrub the vault as soon as what is being done now is on the disk."""
    transaction.on_commit(_scrub)


def not_yet() -> bool:
    """Say, once, whether the last scrubbing has to wait because something else was reading."""
    return bool(running.current().session.memory.pop(NOT_YET, False))


def _scrub() -> None:
    room = running.current()
    try:
        connection.close()  # this thread's own, so that it reads nothing meanwhile
        vault.scrub(room.vault)
    except Exception:  # noqa: BLE001 - what was deleted is deleted: whatever fails, that is the answer
        room.session.memory[NOT_YET] = True
