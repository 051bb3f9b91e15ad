"""Opening a vault that an older version wrote: a copy is brought up to date, then takes its place.

Until the swap the file that holds a person's life is only read. The one before the swap is kept,
encrypted with the same key, until the vault has been opened once more; then it goes, since it may
hold words that were deleted since.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kith.machine import writing
from kith.vault import cipher, held
from kith.vault.errors import (
    DamagedVault,
    DiskFull,
    MigrationFailed,
    NewerVault,
    NotWritable,
    PlainDatabase,
    StorageFailed,
    TooLittleMemory,
    VaultBusy,
    VaultError,
)
from kith.vault.opened import DATABASE, Vault

KEPT = f"{DATABASE}.before-"
HALF_WRITTEN = ("vault.json.*.tmp", f"{KEPT}*.tmp")
_OF_THE_MACHINE = (DiskFull, NotWritable, TooLittleMemory, VaultBusy)

Migrate = Callable[[Path, bytes], None]


def prepare(
    opened: Vault, migrate: Migrate, version: int, *, retired: Collection[str] = ()
) -> None:
    """Bring the database to schema `version`, or leave it exactly as it was and raise.

    `migrate(path, key)` changes the copy it is given and closes its connections. Tables of the old
    file must be in the new one with at least as many rows, unless they are named in `retired`.
    Raises `NewerVault` when the file is ahead of this program, `MigrationFailed` when `migrate` or
    the check of its work fails, `DiskFull` when there is no room for the copy.
    """
    with held.turn(opened.folder), cipher.database_errors():
        held.sweep(opened.folder, held.WORK)
        held.sweep(opened.folder, held.LOOK_AROUND)
        _sweep_unfinished(opened.folder)
        with cipher.opened(opened.database, opened.key()) as connection:
            stored = cipher.schema_version(connection)
        if stored > version:
            raise NewerVault
        if stored == version:
            forget_kept(opened.folder)
            return
        with held.work_folder(opened.folder) as work:
            copy = work / DATABASE
            empty = _make_copy(opened, copy, migrate, version, retired)
            _swap(opened.folder, copy, None if empty else stored)


def _sweep_unfinished(folder: Path) -> None:
    """Remove what a kill left of an envelope or of a file to be kept."""
    for pattern in HALF_WRITTEN:
        for path in folder.glob(pattern):
            path.unlink(missing_ok=True)


def forget_kept(folder: Path) -> None:
    """Remove the file from before an earlier migration; it may hold what was deleted since."""
    for path in folder.glob(f"{KEPT}*"):
        path.unlink(missing_ok=True)


def _make_copy(
    opened: Vault, copy: Path, migrate: Migrate, version: int, retired: Collection[str]
) -> bool:
    """Copy, migrate, verify; tell whether the old database had no table at all."""
    with _alone(opened) as source:
        before = cipher.counts(source)
        cipher.copy(source, copy, opened.key())
        _migrated(migrate, copy, opened.key())
        _finished(copy, opened.key(), version, _still_there(before, retired))
    writing.sync_file(copy)
    return not before


@contextmanager
def _alone(opened: Vault) -> Iterator[cipher.Connection]:
    """Give a connection that keeps every other one out, with nothing left in the log.

    Entering raises `VaultBusy` while another process has the file open. Leaving removes the log,
    which must never meet the new file.
    """
    with cipher.opened(opened.database, opened.key(), timeout=2.0, alone=True) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield connection


def _migrated(migrate: Migrate, copy: Path, key: bytes) -> None:
    """Run the migration on the copy; what went wrong is named by its kind, never by its text."""
    try:
        migrate(copy, key)
    except VaultError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever fails, the old file stays
        known = cipher.from_driver(error)
        if isinstance(known, _OF_THE_MACHINE):
            raise known from None
        raise MigrationFailed(type(error).__name__) from None


def _still_there(before: dict[str, int], retired: Collection[str]) -> dict[str, int]:
    """Give the row counts that the new file must reach."""
    ours = {name: rows for name, rows in before.items() if not name.startswith("sqlite_")}
    return {name: rows for name, rows in ours.items() if name not in retired}


def _finished(copy: Path, key: bytes, version: int, least: dict[str, int]) -> None:
    """Verify the migrated copy, stamp it, and leave it as one file."""
    try:
        with cipher.opened(copy, key, timeout=2.0, alone=True) as connection:
            cipher.verify(connection)
            after = cipher.counts(connection)
            connection.execute(f"PRAGMA user_version = {version:d}")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except (DamagedVault, PlainDatabase, StorageFailed):
        raise MigrationFailed("unsound") from None
    except VaultBusy:  # a connection left open would go on writing beside the new file
        raise MigrationFailed("left_open") from None
    if any(after.get(name, -1) < rows for name, rows in least.items()):
        raise MigrationFailed("rows_lost")


def _logged(database: Path) -> bool:
    """Tell whether a write-ahead log with something in it stands beside the file."""
    log = database.with_name(f"{database.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _swap(folder: Path, copy: Path, stored: int | None) -> None:
    """Put the copy in the old file's place in one step; keep the old one under another name."""
    database = folder / DATABASE
    if _logged(database):
        raise VaultBusy
    if stored is not None:
        forget_kept(folder)
        _keep(database, folder / f"{KEPT}{stored}")
    copy.replace(database)
    writing.sync_folder(folder)


def _keep(database: Path, kept: Path) -> None:
    """Give the old file a second name, or copy it where the file system has no second names."""
    with suppress(OSError):
        os.link(database, kept)
        return
    beside = kept.with_name(f"{kept.name}.tmp")
    os.close(writing.create_private(beside))
    shutil.copyfile(database, beside)
    writing.sync_file(beside)
    beside.replace(kept)
