"""The encrypted file that holds a person's life in Kith: make, open, change, copy, bring back.

Only this package knows keys and the vault's file. Every failure is a `VaultError` with a `code`.
"""

from kith.machine.folders import default_folder
from kith.machine.process import harden
from kith.machine.syncing import synced_by
from kith.vault.backups import BackupReport, backup, backup_bytes
from kith.vault.cipher import from_driver, require_cipher
from kith.vault.compartment import Compartment, Locks, make_compartment
from kith.vault.deleting import clear_leftovers, delete, leftovers
from kith.vault.errors import (
    AlreadyExists,
    AlteredValue,
    BackupMismatch,
    BackupUnreadable,
    CipherMissing,
    DamagedEnvelope,
    DamagedVault,
    DiskFull,
    FolderShared,
    MigrationFailed,
    NewerBackup,
    NewerVault,
    NotWritable,
    NoVault,
    PlainDatabase,
    StorageFailed,
    ThrowawayVault,
    TooLittleMemory,
    VaultBusy,
    VaultError,
    WeakPassphrase,
    WrongPassphrase,
    WrongPhrase,
    disk_errors,
)
from kith.vault.opened import Vault
from kith.vault.opening import (
    change_passphrase,
    create,
    exists,
    new_phrase,
    unlock,
    unlock_with_phrase,
)
from kith.vault.preparing import forget_kept, prepare
from kith.vault.restoring import restore
from kith.vault.scrubbing import scrub
from kith.vault.throwaway import create_throwaway, discard, sweep_throwaways
from kith.vault.words import generate_passphrase, passphrase_problem

__all__ = [
    "AlreadyExists",
    "AlteredValue",
    "BackupMismatch",
    "BackupReport",
    "BackupUnreadable",
    "CipherMissing",
    "Compartment",
    "DamagedEnvelope",
    "DamagedVault",
    "DiskFull",
    "FolderShared",
    "Locks",
    "MigrationFailed",
    "NewerBackup",
    "NewerVault",
    "NoVault",
    "NotWritable",
    "PlainDatabase",
    "StorageFailed",
    "ThrowawayVault",
    "TooLittleMemory",
    "Vault",
    "VaultBusy",
    "VaultError",
    "WeakPassphrase",
    "WrongPassphrase",
    "WrongPhrase",
    "backup",
    "backup_bytes",
    "change_passphrase",
    "clear_leftovers",
    "create",
    "create_throwaway",
    "default_folder",
    "delete",
    "discard",
    "disk_errors",
    "exists",
    "forget_kept",
    "from_driver",
    "generate_passphrase",
    "harden",
    "leftovers",
    "make_compartment",
    "new_phrase",
    "passphrase_problem",
    "prepare",
    "require_cipher",
    "restore",
    "scrub",
    "sweep_throwaways",
    "synced_by",
    "unlock",
    "unlock_with_phrase",
]
