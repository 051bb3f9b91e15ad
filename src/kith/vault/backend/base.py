"""Django's SQLite backend, with every connection opened by the vault.

OPTIONS takes `key_provider`, a function that gives the 32 bytes of the key. Transactions begin
with the write lock (IMMEDIATE), without which threads that read before they write fail with
"database is locked". See `docs/decisions/0010-vault-file.md`.
"""

import decimal
from collections.abc import Callable
from datetime import date, datetime
from itertools import tee
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.sqlite3 import base as plain
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from kith.vault import cipher
from kith.vault.backend import folding
from kith.vault.backend.creation import DatabaseCreation
from kith.vault.backend.features import DatabaseFeatures
from kith.vault.backend.operations import DatabaseOperations

Database = cipher.driver()

# Converters and adapters are registered with a module, so ours needs its own.
_READ: dict[str, Callable[[bytes], Any]] = {
    "bool": b"1".__eq__,
    "date": plain.decoder(parse_date),
    "time": plain.decoder(parse_time),
    "datetime": plain.decoder(parse_datetime),
    "timestamp": plain.decoder(parse_datetime),
}
for _name, _read in _READ.items():
    Database.register_converter(_name, _read)
Database.register_adapter(decimal.Decimal, str)
Database.register_adapter(date, plain.adapt_date)
Database.register_adapter(datetime, plain.adapt_datetime)


class DatabaseWrapper(plain.DatabaseWrapper):
    """A connection to a vault's database."""

    display_name = "SQLCipher"
    Database = Database  # also how Django knows whose errors to translate
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations

    def get_connection_params(self) -> dict[str, Any]:
        """Give what a connection needs; the write lock comes first unless told otherwise."""
        params = super().get_connection_params()
        if not callable(params.get("key_provider")):
            raise ImproperlyConfigured("OPTIONS['key_provider'] must give the vault's key.")
        self.transaction_mode: str = self.transaction_mode or "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the encrypted file, or a test's database in memory, with the key."""
        params = dict(conn_params)
        key, name = params.pop("key_provider")(), params.pop("database")
        in_memory = self.creation.is_in_memory_db(name)
        connection = cipher.connect(str(name) if in_memory else Path(name), key, **params)
        try:
            cipher.register_functions(connection)
            folding.register(connection)
            connection.execute("PRAGMA legacy_alter_table = OFF")
            connection.execute("PRAGMA journal_mode = WAL")
            for command in filter(None, map(str.strip, self.init_commands)):  # type: ignore[attr-defined]
                connection.execute(command)
        except BaseException:
            connection.close()  # Django never got it: nobody else would, while the file may change hands
            raise
        return connection

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002 - Django gives it
        """Give a cursor that takes Django's `%s` parameters."""
        return self.connection.cursor(factory=CursorWrapper)


class CursorWrapper(Database.Cursor):  # type: ignore[misc, name-defined] # sqlcipher3 has no types
    """Django's own cursor wrapper again: its `super()` calls are bound to the plain module."""

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a query with Django's parameter style."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, dict) else None
        return super().execute(self.convert_query(query, names), params)

    def executemany(self, query: str, param_list: Any) -> Any:
        """Run a query once for each set of parameters; a generator will do."""
        peekable, param_list = tee(iter(param_list))
        first = next(peekable, None)
        names = list(first) if first and isinstance(first, dict) else None
        return super().executemany(self.convert_query(query, names), param_list)

    def convert_query(self, query: str, names: list[str] | None = None) -> str:
        """Turn `%s` into `?`, or `%(name)s` into `:name`."""
        if names is None:
            return plain.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
        return query % {name: f":{name}" for name in names}
