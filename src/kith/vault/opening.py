"""Making a vault, opening it, and changing what opens it."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kith.machine import writing
from kith.vault import cipher, envelope, files, held
from kith.vault.derive import FLOOR, KEY_BYTES, Cost, age_recipient, calibrate
from kith.vault.envelope import Envelope, seal
from kith.vault.errors import (
    AlreadyExists,
    CommonPassphrase,
    DamagedEnvelope,
    NoVault,
    ThrowawayVault,
    WeakPassphrase,
    WrongPassphrase,
    WrongPhrase,
)
from kith.vault.opened import DATABASE, Vault
from kith.vault.words import generate_phrase, normal_passphrase, normal_phrase, passphrase_problem

# Names that Kith itself puts into a vault's folder.
OURS = ("vault.", "kith.", "place.", held.WORK, held.LOOK_AROUND)
MAKING = "vault.making"
UNFINISHED = (DATABASE, *(f"{DATABASE}-{kind}" for kind in ("journal", "wal", "shm")), MAKING)
RECOVERY = Cost(3, FLOOR)  # twelve random words need no more


def exists(folder: Path) -> bool:
    """Tell whether the folder holds a vault, sound or not."""
    if (folder / envelope.NAME).exists():
        return True
    return (folder / DATABASE).exists() and not (folder / MAKING).exists()


def create(
    folder: Path,
    passphrase: str,
    *,
    _cost: Cost | None = None,
    _phrase: Callable[[], str] = generate_phrase,
) -> tuple[Vault, str]:
    """Make an empty vault; give it open, and its recovery phrase, which is kept nowhere.

    The envelope is written last: until it stands there is no vault.
    """
    refuse_weak(passphrase)
    cipher.require_cipher()
    key, phrase = secrets.token_bytes(KEY_BYTES), _phrase()
    sealed = sealed_envelope(key, passphrase, phrase, _cost)
    files.make_private_folder(folder, ours=OURS)
    with held.turn(folder), cipher.database_errors(), making(folder):
        cipher.create(folder / DATABASE, key)
        complete(folder, sealed)
    return Vault(folder, key, sealed.recipient), phrase


def refuse_weak(passphrase: str) -> None:
    """Raise `WeakPassphrase` for one that is too short or too common to protect a file."""
    problem = passphrase_problem(passphrase)
    if problem:
        raise CommonPassphrase if problem == CommonPassphrase.code else WeakPassphrase


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Mark the folder while a vault comes into being in it; raise where one already is.

    A database without an envelope might be somebody's life, unless this mark stands beside it:
    then it was never finished, and the next attempt removes it.
    """
    if exists(folder):
        raise AlreadyExists
    remove_remains(folder)
    os.close(writing.create_private(folder / MAKING))
    writing.sync_folder(folder)
    try:
        yield
    except BaseException:
        if not (folder / envelope.NAME).exists():
            remove_remains(folder)
        raise
    (folder / MAKING).unlink()


def remove_remains(folder: Path) -> None:
    """Remove what an unfinished making or deleting left, the mark last."""
    for name in UNFINISHED:
        (folder / name).unlink(missing_ok=True)


def complete(folder: Path, sealed: Envelope) -> None:
    """Write the envelope for a database that stands; from here on there is a vault."""
    writing.sync_file(folder / DATABASE)
    writing.sync_folder(folder)
    envelope.write(folder, sealed)


def sealed_envelope(key: bytes, passphrase: str, phrase: str, cost: Cost | None) -> Envelope:
    """Lock a key with both secrets, at this machine's cost where none is given."""
    words = normal_phrase(phrase)
    recipient = age_recipient(words)
    return Envelope(
        seal(normal_passphrase(passphrase), key, recipient, cost or calibrate()),
        seal(words.encode("ascii"), key, recipient, cost or RECOVERY),
        recipient,
    )


def unlock(folder: Path, passphrase: str) -> Vault:
    """Open the vault with its passphrase; raise a `VaultError` that says what is wrong."""
    found = _envelope(folder)
    key = found.passphrase.open(normal_passphrase(passphrase), found.recipient)
    if key is None:
        raise WrongPassphrase
    return _inspected(folder, key, found)


def unlock_with_phrase(folder: Path, phrase: str) -> Vault:
    """Open the vault with its recovery phrase, however it was typed."""
    words = normal_phrase(phrase)
    found = _envelope(folder)
    key = found.recovery.open(words.encode("ascii"), found.recipient)
    if key is None:
        raise WrongPhrase
    if age_recipient(words) != found.recipient:
        raise DamagedEnvelope
    return _inspected(folder, key, found)


def _envelope(folder: Path) -> Envelope:
    """Read the envelope of a vault that is there, once the cipher is known to work."""
    cipher.require_cipher()
    if not exists(folder):
        raise NoVault
    return envelope.read(folder)


def _inspected(folder: Path, key: bytes, found: Envelope) -> Vault:
    """Give the vault when its database is sound; the file is only read."""
    files.narrow(folder, ours=OURS)
    with held.turn(folder):
        cipher.inspect(folder / DATABASE, key)
    return Vault(folder, key, found.recipient)


def change_passphrase(
    opened: Vault,
    new: str,
    *,
    _cost: Cost | None = None,
    _calibrate: Callable[[], Cost] = calibrate,
) -> None:
    """Lock the same vault key with a new passphrase; the recovery phrase stays as it is.

    The database is not touched. A kill at any moment leaves the old passphrase or the new one.
    """
    if opened.throwaway:
        raise ThrowawayVault
    refuse_weak(new)
    cost = _cost or _calibrate()
    with held.turn(opened.folder):
        found = envelope.read(opened.folder)
        if found.recipient != opened.recipient:
            raise DamagedEnvelope
        secret = normal_passphrase(new)
        envelope.write(opened.folder, found.with_passphrase(secret, opened.key(), cost))


def new_phrase(
    opened: Vault,
    passphrase: str,
    *,
    before: Callable[[str], None] = lambda _: None,
    _phrase: Callable[[], str] = generate_phrase,
) -> str:
    """Lock the same vault key with a new recovery phrase; give the phrase, which is kept nowhere.

    Both boxes are sealed anew, since both hold the address that backups go to; the passphrase stays
    as it is. Backups made before still need the phrase of their time. A kill before the envelope is
    in its place leaves the old phrase. Raises `WrongPassphrase` with nothing changed.
    """
    if opened.throwaway:
        raise ThrowawayVault
    phrase = _phrase()
    with held.turn(opened.folder):
        found = envelope.read(opened.folder)
        key = found.passphrase.open(normal_passphrase(passphrase), found.recipient)
        if key is None:
            raise WrongPassphrase
        if key != opened.key() or found.recipient != opened.recipient:
            raise DamagedEnvelope
        before(phrase)
        # The cost that was just paid, and so is known to be ours; nothing vouches for the other.
        sealed = sealed_envelope(key, passphrase, phrase, found.passphrase.cost)
        envelope.write(opened.folder, sealed)
        opened.recipient = sealed.recipient
    return phrase
