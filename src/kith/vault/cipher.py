"""The encrypted database file: the one place that opens a connection.

Plain SQLite takes `PRAGMA key` without a word and writes in the clear, so every connection is
asked whether it is SQLCipher, and every file that does not open whether it is plain. The key is
raw: 32 random bytes, no derivation here.

Nothing here, or anywhere, may open the database file except through SQLCipher: on POSIX systems,
closing any descriptor of a file drops every lock that the process holds on it, and with them the
promise between processes that keeps the log safe.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kith.machine.writing import create_private
from kith.vault.driver import database_errors, driver, from_driver
from kith.vault.errors import CipherMissing, DamagedVault, PlainDatabase

__all__ = [
    "APPLICATION",
    "PAGE",
    "Connection",
    "connect",
    "copy",
    "counts",
    "create",
    "database_errors",
    "driver",
    "from_driver",
    "inspect",
    "opened",
    "quoted",
    "register_functions",
    "require_cipher",
    "schema_version",
    "tables",
    "verify",
]

PAGE = 4096
APPLICATION = 0x4B495448  # "KITH", so that file tools can tell
_CHECKED_AT_OPENING = 128 << 20  # bytes; the check reads the whole file, about 0.3 s for as much
Connection = Any  # sqlcipher3 carries no types


def require_cipher() -> None:
    """Raise `CipherMissing` unless this installation encrypts; called before anything else."""
    probe = driver().connect(":memory:")
    try:
        _require_cipher(probe)
    finally:
        probe.close()


def _require_cipher(connection: Connection) -> None:
    """Raise `CipherMissing` unless the library behind the connection encrypts."""
    answer = connection.execute("PRAGMA cipher_version").fetchone()
    if not answer or not answer[0]:
        raise CipherMissing


def connect(database: Path | str, key: bytes, **options: Any) -> Connection:
    """Open an existing encrypted file (or, as text, an in-memory name) with its raw key.

    Read-only with `mode="ro"`; with `alone=True` every other connection is kept out. Raises `CipherMissing`, `PlainDatabase` or `DamagedVault`; errors
    of the driver come out as they are once the connection stands.
    """
    mode = options.pop("mode", "rw")
    if not isinstance(database, Path):
        return _keyed(database, key, options)
    _refuse_missing(database)
    try:
        return _keyed(f"{database.absolute().as_uri()}?mode={mode}", key, options)
    except DamagedVault:
        if _is_plain(database):
            raise PlainDatabase from None
        raise


def create(database: Path, key: bytes) -> None:
    """Make an empty encrypted file, exactly one page long, owned and readable by one."""
    with database_errors():
        os.close(create_private(database))
        connection = _keyed(f"{database.absolute().as_uri()}?mode=rw", key, {})
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()


def _refuse_missing(database: Path) -> None:
    """Raise for a file that is missing, or too short to be one of ours."""
    try:
        size = database.stat().st_size
    except FileNotFoundError:
        raise DamagedVault from None
    if size < PAGE:  # an empty file would pass for a new database
        raise PlainDatabase if _is_plain(database) else DamagedVault


def _is_plain(database: Path) -> bool:
    """Tell whether the file is readable SQLite, by asking SQLite, without a key."""
    dbapi2 = driver()
    connection = dbapi2.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return bool(connection.execute("PRAGMA page_count").fetchone()[0])
    except dbapi2.Error:
        return False
    finally:
        connection.close()


def _keyed(name: str, key: bytes, options: dict[str, Any]) -> Connection:
    """Open by URI, hand over the key, and see that it fits."""
    if len(key) != 32:
        raise ValueError("a vault key has 32 bytes")
    dbapi2 = driver()
    alone = options.pop("alone", False)
    settings = {"isolation_level": None, "timeout": 20.0, "uri": True} | options
    connection = dbapi2.connect(name, **settings)
    try:
        _unlocked(connection, key)
        if alone:  # before the first access, or connections that idle would not be noticed
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        for setting in ("synchronous = FULL", "fullfsync = ON", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is written over
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException as error:
        connection.close()
        known = from_driver(error) if isinstance(error, dbapi2.Error) else None
        if known is None:
            raise
        raise known from None
    return connection


def _unlocked(connection: Connection, key: bytes) -> None:
    """Hand over the key and see that the connection encrypts, before anything is read."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # else a wrong key writes to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")  # a PRAGMA takes no parameters
    connection.execute("PRAGMA cipher_compatibility = 4")  # whatever a later SQLCipher prefers
    _require_cipher(connection)
    if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
        raise CipherMissing


@contextmanager
def opened(database: Path, key: bytes, **options: Any) -> Iterator[Connection]:
    """Give a connection that is closed afterwards, and whose errors are the vault's own."""
    with database_errors():
        connection = connect(database, key, **options)
        try:
            yield connection
        finally:
            connection.close()


def inspect(database: Path, key: bytes) -> int:
    """Read through the file without changing it; give its schema version or raise.

    Every page carries a keyed checksum (HMAC); the whole file is checked up to 128 MiB, beyond
    that the pages as they are read. A page that is torn in the file and whole in the log beside
    it is not damage: the power went while the log was being carried over.
    """
    with opened(database, key, mode="ro") as connection:
        version = schema_version(connection)
        if database.stat().st_size > _CHECKED_AT_OPENING or not _altered_pages(connection):
            return version
    with opened(database, key) as connection:
        if _altered_beside_the_log(connection):
            raise DamagedVault
    return version


def _altered_beside_the_log(connection: Connection) -> bool:
    """Say whether a page is altered that the log does not hold; carries the log over first.

    The check reads the file alone. What another connection writes meanwhile can look torn as
    well, so it is looked at more than once.
    """
    for _ in range(3):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        if not _altered_pages(connection):
            return False
    return True


def _altered_pages(connection: Connection) -> bool:
    return connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None


def schema_version(connection: Connection) -> int:
    """Give the version stored in the database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def verify(connection: Connection) -> None:
    """Raise `DamagedVault` unless pages, structure and references are all sound."""
    register_functions(connection)
    sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if not sound or dangling is not None or _altered_beside_the_log(connection):
        raise DamagedVault


def register_functions(connection: Connection) -> None:
    """Give the connection Django's SQL functions, which constraints and indexes may call."""
    from django.db.backends.sqlite3._functions import (  # type: ignore[import-untyped]
        register,
    )

    register(connection)


def copy(source: Connection, target: Path, key: bytes) -> None:
    """Write what `source` sees into a new file under `key`, page by page, encrypted throughout."""
    os.close(create_private(target))
    copied = _keyed(f"{target.absolute().as_uri()}?mode=rw", key, {})
    try:
        source.backup(copied)
    finally:
        copied.close()


def tables(connection: Connection) -> list[str]:
    """Give the names of all tables that hold rows, those behind search indexes included."""
    rows = connection.execute("PRAGMA main.table_list").fetchall()
    return sorted(
        row[1] for row in rows if row[2] in {"table", "shadow"} and row[1] != "sqlite_schema"
    )


def quoted(name: str) -> str:
    """Give an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def counts(connection: Connection) -> dict[str, int]:
    """Give the number of rows of each table."""
    sql = "SELECT count(*) FROM {}"
    return {
        name: int(connection.execute(sql.format(quoted(name))).fetchone()[0])
        for name in tables(connection)
    }
