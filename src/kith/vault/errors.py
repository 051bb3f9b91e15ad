"""What can go wrong with a vault: one class and one code for each case.

Each message is a plain sentence fit for a terminal: what happened, that nothing was lost, what to
do. Pages have their own, translated words for the codes. No message ever carries a path, a key or
anything that a person wrote.
"""

# ruff: noqa: N818 - the names say what happened, and every one of them is a `VaultError`
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from kith.machine.writing import problem


class VaultError(Exception):
    """Something kept the vault from doing what was asked; `code` says what."""

    code: ClassVar[str] = "vault_error"
    sentence: ClassVar[str] = "The vault could not do this. Nothing was changed. Please try again."

    def __init__(self, sentence: str | None = None) -> None:
        super().__init__(sentence or self.sentence)


class NoVault(VaultError):
    """The folder holds no vault."""

    code = "no_vault"
    sentence = (
        "There is no vault in this folder. Nothing was changed. "
        "Check the folder, or start a new vault, or restore a backup."
    )


class AlreadyExists(VaultError):
    """Something stands where a vault or a backup was to be written."""

    code = "already_exists"
    sentence = (
        "There is already a file in that place. It was left as it is. Choose another place or name."
    )


class FolderShared(VaultError):
    """The folder for a new vault is open to others and holds other files."""

    code = "folder_shared"
    sentence = (
        "This folder holds other files and other people on this computer can open it. "
        "Nothing was changed. Choose an empty folder for the vault."
    )


class WrongPassphrase(VaultError):
    """The passphrase does not open the envelope."""

    code = "wrong_passphrase"
    sentence = (
        "This passphrase does not open the vault. Nothing was lost. "
        "Try again, or use your recovery phrase."
    )


class WeakPassphrase(VaultError):
    """The passphrase is too short for a new vault."""

    code = "too_short"
    sentence = (
        "A passphrase needs at least 15 characters. Nothing was changed. "
        "A longer one, or five generated words, will do."
    )


class CommonPassphrase(WeakPassphrase):
    """The passphrase is one of those that are tried first."""

    code = "too_common"
    sentence = (
        "That passphrase is one of the first that others would try. Nothing was changed. "
        "Five generated words, or any words that have nothing to do with each other, will do."
    )


class WrongPhrase(VaultError):
    """The recovery phrase does not fit; `position` is the first unknown word, counted from 1."""

    code = "wrong_phrase"
    sentence = (
        "These recovery words do not open this. Nothing was lost. "
        "Check that they are the twelve words of this vault, in their order."
    )

    def __init__(self, *, position: int | None = None, found: int | None = None) -> None:
        super().__init__()
        self.position = position
        self.found = found


class DamagedEnvelope(VaultError):
    """The small file with the locked keys is missing, cut short or altered."""

    code = "damaged_envelope"
    sentence = (
        "The file vault.json is missing or damaged, so the vault cannot be opened. "
        "It was left as it is. Restore your last backup into another folder."
    )


class DamagedVault(VaultError):
    """The keys opened, the database did not."""

    code = "damaged_vault"
    sentence = (
        "The passphrase is right, but the file vault.db is missing or damaged. "
        "It was left as it is. Restore your last backup into another folder."
    )


class AlteredValue(VaultError):
    """A sealed value is not as it was made, or lies in another place."""

    code = "altered_value"
    sentence = (
        "Something that was sealed is damaged or was altered, so it is not shown. "
        "It was left as it is. Restore your last backup into another folder."
    )


class CipherMissing(VaultError):
    """SQLCipher is absent, or another library stands in its place."""

    code = "cipher_missing"
    sentence = (
        "The part that encrypts the vault is missing or was replaced, so Kith does not start. "
        "Your vault was not touched. Install Kith again."
    )


class PlainDatabase(VaultError):
    """The database file is not encrypted."""

    code = "plain_database"
    sentence = (
        "The file vault.db is not encrypted, so Kith does not open it. It was left as it is. "
        "Move it away, then restore your last backup."
    )


class NewerVault(VaultError):
    """A later version of Kith wrote this."""

    code = "newer_vault"
    sentence = (
        "A newer version of Kith wrote this vault. It was left as it is. "
        "Update Kith, then open it again."
    )


class VaultBusy(VaultError):
    """Another process holds the vault while it must be alone."""

    code = "vault_busy"
    sentence = (
        "The vault is in use by another window or command. Nothing was changed. "
        "Close it there, then try again."
    )


class MigrationFailed(VaultError):
    """The copy could not be brought to the new version; `cause` names the kind of error."""

    code = "migration_failed"
    sentence = (
        "The vault could not be prepared for this version of Kith. It was left as it was, "
        "and nothing was lost. You could keep using the version before and report this."
    )

    def __init__(self, cause: str = "") -> None:
        super().__init__()
        self.cause = cause


class DiskFull(VaultError):
    """There is no room left to write."""

    code = "disk_full"
    sentence = (
        "There is no room left on the disk. What was saved before is safe. "
        "Free some space, then try again."
    )


class NotWritable(VaultError):
    """The place cannot be written to or read."""

    code = "not_writable"
    sentence = (
        "Kith may not read or write in this place. Nothing was changed. "
        "Choose another folder, or ask for the right to use this one."
    )


class StorageFailed(VaultError):
    """The disk failed, or kept a limit; SQLite does not say which, so the sentence names both."""

    code = "storage_failed"
    sentence = (
        "The disk did not do what was asked: it may be full, keep a limit, or be failing. "
        "What was saved before was not changed. Free some space or check the disk, then try again."
    )


class TooLittleMemory(VaultError):
    """The machine could not give the memory that locking a vault takes."""

    code = "too_little_memory"
    sentence = (
        "There is too little free memory to open the vault. Nothing was lost. "
        "Close other programs, then try again."
    )


class BackupUnreadable(VaultError):
    """The backup is no backup of Kith, cut short or damaged."""

    code = "backup_unreadable"
    sentence = (
        "This file is damaged, or it is not a backup of Kith. Nothing was changed. "
        "Try another copy of the backup."
    )


class NewerBackup(BackupUnreadable):
    """A later version of Kith wrote this backup."""

    code = "newer_backup"
    sentence = (
        "A newer version of Kith wrote this backup. Nothing was changed. "
        "Update Kith, then restore it."
    )


class BackupMismatch(VaultError):
    """The finished backup did not give back what is in the vault."""

    code = "backup_mismatch"
    sentence = (
        "The backup did not pass its check, so it was thrown away. Your vault was not changed. "
        "Try again, perhaps on another disk."
    )


class ThrowawayVault(VaultError):
    """Not to be done with the look-around vault."""

    code = "throwaway"
    sentence = (
        "This is the vault for looking around; it is deleted when you leave. "
        "Nothing was changed. Start your own vault to do this."
    )


_OF_A_DISK: dict[str, type[VaultError]] = {
    kind.code: kind for kind in (DiskFull, NotWritable, StorageFailed)
}


def from_os_error(error: OSError) -> VaultError:
    """Give the vault's own error for what the system reported."""
    return _OF_A_DISK[problem(error)]()


@contextmanager
def disk_errors() -> Iterator[None]:
    """Turn errors of the system into the vault's own, without the path they name."""
    try:
        yield
    except OSError as error:
        raise from_os_error(error) from None
