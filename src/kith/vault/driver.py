"""SQLCipher's module, and the vault's own errors for what it reports."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from kith.vault.errors import (
    CipherMissing,
    DamagedVault,
    DiskFull,
    NotWritable,
    StorageFailed,
    TooLittleMemory,
    VaultBusy,
    VaultError,
    disk_errors,
)

_FACES = {
    "SQLITE_NOTADB": DamagedVault,
    "SQLITE_CORRUPT": DamagedVault,
    "SQLITE_FULL": DiskFull,
    "SQLITE_READONLY": NotWritable,
    "SQLITE_CANTOPEN": NotWritable,
    "SQLITE_PERM": NotWritable,
    "SQLITE_BUSY": VaultBusy,
    "SQLITE_LOCKED": VaultBusy,
    "SQLITE_NOMEM": TooLittleMemory,
    "SQLITE_IOERR": StorageFailed,  # all its kinds: the driver gives no extended codes
}
_WORDS = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "database is locked": "SQLITE_BUSY",
    "database disk image is malformed": "SQLITE_CORRUPT",
    "file is not a database": "SQLITE_NOTADB",
    "attempt to write a readonly database": "SQLITE_READONLY",
    "unable to open database file": "SQLITE_CANTOPEN",
    "out of memory": "SQLITE_NOMEM",
}
_UNMADE = ("Error creating function", "Error creating aggregate", "Error creating collation")
_UNBOUND = "Error binding parameter "


def driver() -> Any:
    """Give the SQLCipher module, or raise `CipherMissing` where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise CipherMissing from None
    return dbapi2


def from_driver(error: BaseException) -> VaultError | None:
    """Give the vault's own error for one of SQLCipher's, looking through Django's wrapping.

    None for what no file and no disk can cause: a mistake in a query.
    """
    seen: BaseException | None = error
    while seen is not None:
        # Copying page by page reports without a code, in SQLite's fixed words.
        name = str(getattr(seen, "sqlite_errorname", "") or _named(str(seen)))
        while name:
            if name in _FACES:
                return _FACES[name]()
            name = name.rpartition("_")[0]
        seen = seen.__cause__
    return None


def _named(said: str) -> str:
    """Give the name that belongs to the words of an error that carries none."""
    # A value that found no memory on its way in. It is called a type that cannot be stored, which
    # none is that comes this far. A function of Kith's or Django's own that cannot be made has none either.
    return "SQLITE_NOMEM" if said.startswith((_UNBOUND, *_UNMADE)) else _WORDS.get(said, "")


@contextmanager
def database_errors() -> Iterator[None]:
    """Turn errors of SQLCipher and of the system into the vault's own."""
    errors = driver().Error
    with disk_errors():
        try:
            yield
        except errors as error:
            known = from_driver(error)
            if known is None:
                raise
            raise known from None
