"""After something was deleted for good: nothing of it stays in the vault's file or beside it.

SQLite leaves deleted rows in free pages and in the log until something else is written there.
"""

from kith.vault import cipher, held
from kith.vault.errors import VaultBusy
from kith.vault.opened import Vault
from kith.vault.preparing import forget_kept

_TURNED_AWAY = 10.0  # seconds to wait for others who read


def scrub(opened: Vault) -> None:
    """Write the database anew without what was deleted, empty its log, drop the file from before.

    Nothing that is kept changes. Raises `VaultBusy` where somebody reads for longer than ten
    seconds: then the rows are gone, and what is left of them in the log goes with the next lock.
    """
    with held.turn(opened.folder), cipher.database_errors():
        forget_kept(opened.folder)
        with cipher.opened(opened.database, opened.key(), timeout=_TURNED_AWAY) as connection:
            cipher.register_functions(connection)  # indexes may call them
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise VaultBusy
