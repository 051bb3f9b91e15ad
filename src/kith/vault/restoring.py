"""From a backup and its recovery phrase to a vault.

The new vault has a new key, so whatever opened the old one opens nothing here; the recovery phrase
stays the same, since it is what the person has on paper.
"""

import secrets
import shutil
from contextlib import suppress
from pathlib import Path

import pyrage

from kith.vault import cipher, files, held
from kith.vault.backups import checked, unsealed
from kith.vault.derive import KEY_BYTES, Cost, age_identity
from kith.vault.errors import AlreadyExists, BackupUnreadable, DamagedVault, PlainDatabase
from kith.vault.opened import DATABASE, Vault
from kith.vault.opening import OURS, complete, exists, making, refuse_weak, sealed_envelope
from kith.vault.words import normal_phrase


def restore(
    source: Path, phrase: str, folder: Path, passphrase: str, *, _cost: Cost | None = None
) -> Vault:
    """Make a vault in `folder` from a backup; give it open, with the schema the backup had.

    Raises `AlreadyExists` where a vault is, `WrongPhrase`, or `BackupUnreadable`; then the folder
    is as it was before.
    """
    refuse_weak(passphrase)
    words = normal_phrase(phrase)
    cipher.require_cipher()
    if not source.is_file():
        raise BackupUnreadable("There is no such backup. Nothing was changed. Check its name.")
    if exists(folder):
        raise AlreadyExists
    new = not folder.exists()
    files.make_private_folder(folder, ours=OURS)
    try:
        with held.turn(folder), cipher.database_errors(), making(folder):
            return _restored(source, words, folder, passphrase, _cost)
    except BaseException:
        if new:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _restored(source: Path, words: str, folder: Path, passphrase: str, cost: Cost | None) -> Vault:
    """Decrypt, copy under a new key, check, and put everything in place."""
    key = secrets.token_bytes(KEY_BYTES)
    identity = pyrage.x25519.Identity.from_str(age_identity(words))
    with held.work_folder(folder) as work:
        fresh = work / DATABASE
        _rekeyed(source, identity, work / "backup.db", fresh, key)
        sealed = sealed_envelope(key, passphrase, words, cost)
        fresh.replace(folder / DATABASE)
    complete(folder, sealed)
    return Vault(folder, key, sealed.recipient)


def _rekeyed(
    source: Path, identity: pyrage.x25519.Identity, packed: Path, fresh: Path, key: bytes
) -> None:
    """Write the backup's database under the new key; it must hold what the manifest says."""
    manifest = unsealed(source, identity, packed)
    with suppress(DamagedVault, PlainDatabase):
        with cipher.opened(packed, manifest.key) as connection:
            cipher.copy(connection, fresh, key)
        if checked(fresh, key) == manifest.contents:
            return
    raise BackupUnreadable
