"""Test databases: in memory, or an encrypted file; never a plain one."""

from pathlib import Path
from typing import Any, NoReturn

from django.db import NotSupportedError
from django.db.backends.sqlite3 import creation

from kith.vault import cipher


class DatabaseCreation(creation.DatabaseCreation):
    """Makes the test database with the key that the settings provide."""

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> Any:
        """Make an empty encrypted file for a test database that has a file name."""
        make = super()._create_test_db  # type: ignore[misc] # not in the stubs
        name = make(verbosity, autoclobber, keepdb)
        if not self.is_in_memory_db(name) and not Path(name).exists():
            cipher.create(Path(name), self.connection.settings_dict["OPTIONS"]["key_provider"]())
        return name

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:  # noqa: ARG002 - Django gives it
        """Remove the file with its side files."""
        if test_database_name and not self.is_in_memory_db(test_database_name):
            for suffix in ("", "-wal", "-shm"):
                Path(f"{test_database_name}{suffix}").unlink(missing_ok=True)

    def get_test_db_clone_settings(self, suffix: str) -> NoReturn:  # noqa: ARG002 - Django gives it
        """Refuse: Django copies test databases through plain SQLite."""
        raise NotSupportedError("A vault's test database cannot be cloned; run without --parallel.")
