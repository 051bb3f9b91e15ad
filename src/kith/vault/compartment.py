"""A second lock inside the vault, for what the passphrase alone shall not open.

A compartment has a random key of its own, sealed under a second passphrase and under the recovery
phrase. Each value is encrypted under a key that follows from the compartment's and from the place
where the value lies, so a box that is moved to another place does not open there.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, NoReturn

from nacl.bindings import sodium_pad, sodium_unpad
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from kith.vault.derive import KEY_BYTES, Cost, age_recipient, calibrate
from kith.vault.envelope import Slot, plain, seal, slot_of
from kith.vault.errors import (
    AlteredValue,
    DamagedEnvelope,
    DamagedVault,
    ThrowawayVault,
    WrongPassphrase,
    WrongPhrase,
)
from kith.vault.opened import Vault
from kith.vault.opening import RECOVERY, refuse_weak
from kith.vault.words import normal_passphrase, normal_phrase

BLOCK = 256  # a value is filled up to whole blocks, so that its length says little
_PURPOSE = b"kith value v1"


class Compartment:
    """An open compartment. Like `Vault` it is never copied, pickled or printed with its key."""

    def __init__(self, name: str, key: bytes) -> None:
        self.name = name
        self._key = key

    def seal(self, value: bytes, place: str) -> str:
        """Give a box, as text, that opens in this place only."""
        box = SecretBox(self._key_of(place)).encrypt(sodium_pad(value, BLOCK))
        return b64encode(bytes(box)).decode("ascii")

    def open(self, box: str, place: str) -> bytes:
        """Give what was sealed; raise `AlteredValue` for a box that is not as it was made here."""
        try:
            sealed = b64decode(box, validate=True)
            if b64encode(sealed).decode("ascii") != box:  # one box has one spelling
                raise AlteredValue
            opened = SecretBox(self._key_of(place)).decrypt(sealed)
            return bytes(sodium_unpad(opened, BLOCK))
        except (ValueError, TypeError, CryptoError):
            raise AlteredValue from None

    def _key_of(self, place: str) -> bytes:
        where = f"{self.name}\n{place}".encode()
        return blake2b(where, key=self._key, digest_size=KEY_BYTES, person=_PURPOSE).digest()

    def let_go(self) -> None:
        """Give up the reference to the key; only the end of the process forgets it."""
        self._key = b""

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "<Compartment>"

    def __copy__(self) -> "Compartment":
        """Stay one object: there is one key in memory, not several."""
        return self

    def __deepcopy__(self, memo: object) -> "Compartment":
        """Stay one object."""
        return self

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a key does not leave this process."""
        raise TypeError("a compartment cannot be pickled")


@dataclass(frozen=True)
class Locks:
    """What opens a compartment, as it stands in the database.

    `recovery` has a box for each recovery phrase, by the address that the phrase stands for: two of
    them only from the moment before a new phrase holds until the old one is known to be gone.
    """

    name: str
    passphrase: Slot
    recovery: Mapping[str, Slot]

    def stored(self) -> dict[str, Any]:
        """Give the locks as JSON takes them."""
        recovery = {address: plain(slot) for address, slot in self.recovery.items()}
        return {"name": self.name, "passphrase": plain(self.passphrase), "recovery": recovery}

    @classmethod
    def read(cls, body: Any) -> "Locks":
        """Give the locks in what was stored; raise `DamagedVault` for anything else."""
        try:
            recovery = {str(to): slot_of(slot) for to, slot in body["recovery"].items()}
            return cls(str(body["name"]), slot_of(body["passphrase"]), recovery)
        except (DamagedEnvelope, ValueError, LookupError, TypeError, AttributeError):
            raise DamagedVault from None

    def unlock(self, passphrase: str) -> Compartment:
        """Open with the second passphrase."""
        key = self.passphrase.open(normal_passphrase(passphrase), _label(self.name))
        if key is None:
            raise WrongPassphrase
        return Compartment(self.name, key)

    def unlock_with_phrase(self, phrase: str) -> Compartment:
        """Open with a recovery phrase that has a box here."""
        words = normal_phrase(phrase)
        slot = self.recovery.get(age_recipient(words))
        key = slot.open(words.encode("ascii"), _label(self.name)) if slot else None
        if key is None:
            raise WrongPhrase
        return Compartment(self.name, key)

    def with_passphrase(
        self, opened: Compartment, passphrase: str, *, cost: Cost | None = None
    ) -> "Locks":
        """Give the locks with another passphrase; the key and the phrase stay."""
        refuse_weak(passphrase)
        return replace(self, passphrase=_sealed(opened, passphrase, cost))

    def with_phrase(self, opened: Compartment, phrase: str, *, cost: Cost | None = None) -> "Locks":
        """Give the locks with a box for one more recovery phrase."""
        words = normal_phrase(phrase)
        box = seal(words.encode("ascii"), opened._key, _label(self.name), cost or RECOVERY)  # noqa: SLF001 - this module is the one that knows the key
        return replace(self, recovery={**self.recovery, age_recipient(words): box})

    def holds_for(self, vault: Vault) -> bool:
        """Tell whether the recovery phrase that holds now opens this, too."""
        return vault.recipient in self.recovery

    def settled(self, vault: Vault) -> "Locks":
        """Give the locks without boxes for phrases of before, where the one of now has its own."""
        if not self.holds_for(vault):
            return self
        return replace(self, recovery={vault.recipient: self.recovery[vault.recipient]})


def make_compartment(
    vault: Vault, passphrase: str, phrase: str, *, cost: Cost | None = None
) -> tuple[Locks, Compartment]:
    """Make a compartment: its locks, and itself open.

    Raises `WrongPhrase` for words that are not the vault's own, `WeakPassphrase`, `ThrowawayVault`.
    """
    if vault.throwaway:
        raise ThrowawayVault
    refuse_weak(passphrase)
    words = normal_phrase(phrase)
    if age_recipient(words) != vault.recipient:
        raise WrongPhrase
    made = Compartment(secrets.token_hex(16), secrets.token_bytes(KEY_BYTES))
    locks = Locks(made.name, _sealed(made, passphrase, cost), {})
    return locks.with_phrase(made, words, cost=cost), made


def _sealed(opened: Compartment, passphrase: str, cost: Cost | None) -> Slot:
    secret = normal_passphrase(passphrase)
    return seal(secret, opened._key, _label(opened.name), cost or calibrate())  # noqa: SLF001 - the same


def _label(name: str) -> str:
    return f"kith compartment {name}"
