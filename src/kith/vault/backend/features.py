"""What SQLCipher can do; Django would ask the standard library's SQLite, which is another one."""

from django.db.backends.sqlite3 import features

from kith.vault import cipher

_VERSION = cipher.driver().sqlite_version_info


class DatabaseFeatures(features.DatabaseFeatures):
    """The SQLite features, judged by the version that SQLCipher carries."""

    can_alter_table_drop_column = _VERSION >= (3, 35, 5)
    can_return_columns_from_insert = _VERSION >= (3, 35)
    can_return_rows_from_bulk_insert = _VERSION >= (3, 35)
    can_clone_databases = False  # parallel test runs would copy through plain SQLite
