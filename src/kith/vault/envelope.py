"""The envelope `vault.json`: the vault key, locked once by the passphrase and once by the phrase.

Both slots hold the same random key, so changing the passphrase writes this small file anew and
touches nothing else. The age recipient stands in the clear, for backups without the phrase, and
again inside each sealed box, so that nobody can put another in its place unseen.
"""

import json
import secrets
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from kith.machine.writing import write_atomically
from kith.vault.derive import KEY_BYTES, SALT_BYTES, Cost, derive
from kith.vault.errors import DamagedEnvelope, NewerVault, disk_errors

NAME = "vault.json"
_FORMAT = "kith vault"
_VERSION = 1
_LARGEST = 64 * 1024
_BOX_BYTES = range(SecretBox.NONCE_SIZE + SecretBox.MACBYTES + KEY_BYTES, 1024)


@dataclass(frozen=True)
class Slot:
    """One lock on the vault key: the salt and cost of its derivation, and the sealed box."""

    salt: bytes
    cost: Cost
    box: bytes

    def open(self, secret: bytes, recipient: str) -> bytes | None:
        """Give the vault key, or None for the wrong secret."""
        try:
            inside = SecretBox(derive(secret, self.salt, self.cost)).decrypt(self.box)
        except CryptoError:
            return None
        if inside[KEY_BYTES:] != recipient.encode():
            raise DamagedEnvelope
        return inside[:KEY_BYTES]


@dataclass(frozen=True)
class Envelope:
    """Both locks and the address that backups are encrypted to."""

    passphrase: Slot
    recovery: Slot
    recipient: str

    def with_passphrase(self, secret: bytes, key: bytes, cost: Cost) -> "Envelope":
        """Give the envelope with a new passphrase; the key and the phrase stay."""
        return replace(self, passphrase=seal(secret, key, self.recipient, cost))


def seal(secret: bytes, key: bytes, recipient: str, cost: Cost) -> Slot:
    """Lock the vault key with a secret."""
    salt = secrets.token_bytes(SALT_BYTES)
    box = SecretBox(derive(secret, salt, cost)).encrypt(key + recipient.encode())
    return Slot(salt, cost, bytes(box))


def write(folder: Path, envelope: Envelope) -> None:
    """Put the envelope in its place, whole or not at all."""
    body = {
        "format": _FORMAT,
        "version": _VERSION,
        "recipient": envelope.recipient,
        "slots": {"passphrase": plain(envelope.passphrase), "recovery": plain(envelope.recovery)},
    }
    text = json.dumps(body | {"check": _check(body)}, indent=1) + "\n"
    with disk_errors():
        write_atomically(folder / NAME, text.encode())


def read(folder: Path) -> Envelope:
    """Read the envelope; raise `DamagedEnvelope`, or `NewerVault` for a format of the future."""
    with disk_errors():
        try:
            with (folder / NAME).open("rb") as stream:
                data = stream.read(_LARGEST + 1)
        except FileNotFoundError:
            raise DamagedEnvelope from None
    try:
        return _understood(json.loads(data))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DamagedEnvelope from None


def _understood(body: dict[str, Any]) -> Envelope:
    """Give the envelope in a parsed file, with everything in it checked before use."""
    check = body.pop("check")
    if body["format"] != _FORMAT or check != _check(body):
        raise DamagedEnvelope
    if body["version"] != _VERSION:
        raise NewerVault
    slots, recipient = body["slots"], body["recipient"]
    if not isinstance(recipient, str) or not recipient.isascii() or len(recipient) > 128:
        raise DamagedEnvelope
    return Envelope(slot_of(slots["passphrase"]), slot_of(slots["recovery"]), recipient)


def plain(slot: Slot) -> dict[str, Any]:
    """Give a slot as JSON takes it."""
    sealed = {"salt": slot.salt.hex(), "box": slot.box.hex()}
    return {"kdf": "argon2id", **asdict(slot.cost), **sealed}


def slot_of(body: dict[str, Any]) -> Slot:
    """Give a slot from JSON, refusing lengths and costs that none of ours would have."""
    passes, memory = body["passes"], body["memory"]
    salt, box = bytes.fromhex(body["salt"]), bytes.fromhex(body["box"])
    if body["kdf"] != "argon2id" or len(salt) != SALT_BYTES or len(box) not in _BOX_BYTES:
        raise DamagedEnvelope
    if type(passes) is not int or type(memory) is not int:
        raise DamagedEnvelope
    return Slot(salt, Cost(passes, memory).checked(), box)


def _check(body: dict[str, Any]) -> str:
    """Give a checksum, so that a flipped bit is not taken for a wrong passphrase."""
    return blake2b(json.dumps(body, sort_keys=True).encode(), digest_size=16).hexdigest()
