"""SQL that depends on the SQLite version: SQLCipher's, not the standard library's."""

from django.db.backends.sqlite3 import operations

from kith.vault import cipher


class DatabaseOperations(operations.DatabaseOperations):
    """The SQLite operations for the version that SQLCipher carries."""

    def force_group_by(self) -> list[str]:
        """Give the GROUP BY that versions before 3.39 need with HAVING."""
        return ["GROUP BY TRUE"] if cipher.driver().sqlite_version_info < (3, 39) else []
