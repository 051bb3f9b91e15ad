"""One age file that holds everything, checked by reading it back before it is called a backup.

The file is encrypted to the vault's recipient, whose secret only the recovery phrase gives, so a
backup asks for no phrase. For the check a second recipient is added whose secret lives in this
process for the few seconds it takes: see `docs/decisions/0011-backup.md`.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pyrage

from kith.machine import writing
from kith.vault import cipher, held
from kith.vault.digest import Contents, contents
from kith.vault.errors import (
    AlreadyExists,
    BackupMismatch,
    BackupUnreadable,
    DamagedVault,
    StorageFailed,
    ThrowawayVault,
    WrongPhrase,
)
from kith.vault.opened import Vault
from kith.vault.payload import Manifest, Unpacking, packed

_NOT_OURS = "No matching keys found"  # how the age library says that no recipient fits


@dataclass(frozen=True)
class BackupReport:
    """A finished and checked backup: where, how big, and what it was found to hold."""

    path: Path
    size: int  # bytes
    made_at: datetime
    schema: int
    tables: dict[str, int]  # rows of each table
    digest: str  # SHA-256 over schema and rows; a restored vault has the same

    @property
    def rows(self) -> int:
        """How many rows there are in all tables together."""
        return sum(self.tables.values())


def _now() -> datetime:
    return datetime.now(UTC)


def backup(opened: Vault, target: Path, *, _clock: Callable[[], datetime] = _now) -> BackupReport:
    """Write everything in the vault to one new file, read it back, compare, and only then keep it.

    The vault may be in use meanwhile; the backup holds one moment of it. Raises `AlreadyExists`
    rather than replace a file, `BackupMismatch` when what is read back differs.
    """
    if opened.throwaway:
        raise ThrowawayVault
    if target.exists():
        raise AlreadyExists
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
    made_at = _clock()
    with cipher.database_errors(), held.work_folder(opened.folder) as work:
        truth, snapshot, key = _snapshot(opened, work)
        manifest = Manifest(made_at.isoformat(), key, truth)
        witness = pyrage.x25519.Identity.generate()
        try:
            _encrypted(manifest, snapshot, beside, [opened.recipient, str(witness.to_public())])
            _require_same(beside, witness, work, manifest)
            size = beside.stat().st_size
            beside.replace(target)
        except BaseException:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise
    writing.sync_folder(target.parent)
    return BackupReport(target, size, made_at, truth.schema, truth.tables, truth.digest)


def backup_bytes(opened: Vault) -> bytes:
    """Return a backup that was read back and compared, for whoever asks for no file.

    It lies in the vault's own work folder meanwhile (encrypted), which the next opening sweeps
    if this process is ended in the middle.
    """
    with cipher.database_errors(), held.work_folder(opened.folder) as work:
        target = work / "backup.age"
        backup(opened, target)
        return target.read_bytes()


def _snapshot(opened: Vault, work: Path) -> tuple[Contents, Path, bytes]:
    """Copy one moment of the vault under a key of its own; say what that moment holds."""
    snapshot, key = work / "snapshot.db", secrets.token_bytes(32)
    with cipher.opened(opened.database, opened.key()) as source:
        source.execute("BEGIN")  # reading and copying see the same moment
        truth = contents(source)
        cipher.copy(source, snapshot, key)
        source.execute("COMMIT")
    return truth, snapshot, key


class _Sink:
    """A file to write to that keeps what failed: the age library gives only its words."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failed: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write the next bytes."""
        try:
            return self._file.write(data)
        except OSError as error:
            self.failed = error
            raise

    def flush(self) -> None:
        """Do nothing; the caller flushes and syncs the file."""


def _encrypted(manifest: Manifest, database: Path, target: Path, recipients: list[str]) -> None:
    """Write the age file; on return it is on the disk."""
    to = [pyrage.x25519.Recipient.from_str(recipient) for recipient in recipients]
    with database.open("rb") as plain, os.fdopen(writing.create_private(target), "wb") as sealed:
        sink = _Sink(sealed)
        try:
            pyrage.encrypt_io(packed(manifest, plain, database.stat().st_size), sink, to)
        except pyrage.EncryptError:
            raise sink.failed or StorageFailed() from None
        sealed.flush()
        writing.sync_descriptor(sealed.fileno())


def _require_same(source: Path, witness: Any, work: Path, manifest: Manifest) -> None:
    """Open the finished file and raise `BackupMismatch` unless it gives everything back."""
    database = work / "read-back.db"
    with suppress(BackupUnreadable, WrongPhrase, DamagedVault):
        read = unsealed(source, witness, database)
        if read == manifest and checked(database, read.key) == manifest.contents:
            return
    raise BackupMismatch


def unsealed(source: Path, identity: Any, database: Path) -> Manifest:
    """Decrypt a backup: its database to a file, still under the key in its manifest.

    Raises `WrongPhrase` when the identity is not a recipient, `BackupUnreadable` for damage.
    """
    with source.open("rb") as sealed, os.fdopen(writing.create_private(database), "wb") as plain:
        unpacking = Unpacking(plain)
        try:
            pyrage.decrypt_io(sealed, unpacking, [identity])
        except pyrage.DecryptError as error:
            if str(error) == _NOT_OURS:
                raise WrongPhrase from None
            raise BackupUnreadable from None
        except OSError as error:
            if error.errno is None:  # the age library's own word for a file that ends too soon
                raise BackupUnreadable from None
            raise
        return unpacking.finished()


def checked(database: Path, key: bytes) -> Contents:
    """Say what an encrypted file holds, once its pages, structure and references are sound."""
    with cipher.opened(database, key) as connection:
        cipher.verify(connection)
        return contents(connection)
