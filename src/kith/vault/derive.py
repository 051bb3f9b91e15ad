"""From words to keys: Argon2id with costs that fit this machine, and the age identity.

Argon2id comes from libsodium, which runs it with one lane. The cost is chosen when a vault is made
and when its passphrase changes, and stored beside the sealed key.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from kith.vault import bech32
from kith.vault.errors import DamagedEnvelope, TooLittleMemory

MEBIBYTE = 1 << 20
FLOOR = 64 * MEBIBYTE
CEILING = 128 * MEBIBYTE  # more would break the promise on memory in use while unlocking
FEWEST, MOST = 2, 64  # passes
SALT_BYTES = argon2id.SALTBYTES
KEY_BYTES = 32

# What we are willing to spend on parameters that somebody else may have written.
_READ_MEMORY = (argon2id.MEMLIMIT_MIN, 1024 * MEBIBYTE)
_READ_WORK = 64 * CEILING

Clock = Callable[[], float]


@dataclass(frozen=True)
class Cost:
    """What one derivation costs: passes over so many bytes of memory."""

    passes: int
    memory: int

    def checked(self) -> "Cost":
        """Give the cost back, or refuse one that no vault of ours would carry."""
        low, high = _READ_MEMORY
        if not (1 <= self.passes <= MOST and low <= self.memory <= high):
            raise DamagedEnvelope
        if self.passes * self.memory > _READ_WORK:
            raise DamagedEnvelope
        return self


def derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """Give 32 bytes from a secret by Argon2id."""
    try:
        return bytes(
            argon2id.kdf(KEY_BYTES, secret, salt, opslimit=cost.passes, memlimit=cost.memory)
        )
    except (CryptoError, MemoryError):
        raise TooLittleMemory from None


def calibrate(clock: Clock = time.perf_counter, run: Callable[..., bytes] = derive) -> Cost:
    """Give the cost that takes 0.5 to 1 s here, aiming at 0.75 s, never below 64 MiB.

    Time is about proportional to passes times memory. Memory is doubled first, since it hurts an
    attacker's hardware most; passes fill the rest. A second look corrects the first guess.
    """
    cost = Cost(3, FLOOR)
    for _ in range(3):
        begun = clock()
        run(b"calibration", bytes(SALT_BYTES), cost)
        taken = max(clock() - begun, 1e-6)
        better = _fitting(cost.passes * cost.memory * 0.75 / taken)
        if 0.5 <= taken <= 1.0 or better == cost:
            break
        cost = better
    return cost


def _fitting(work: float) -> Cost:
    """Give the cost nearest to `work` (passes times bytes) within floor and ceiling."""
    memory = CEILING if work >= 3 * CEILING else FLOOR
    return Cost(min(MOST, max(FEWEST, round(work / memory))), memory)


def age_identity(phrase: str) -> str:
    """Give the age secret key that a recovery phrase (in its normal form) stands for.

    No salt and no cost: a restore has nothing but the phrase, and twelve random words carry 150
    bits, which no slowness could add to. X25519 clamps the bytes itself.
    """
    seed = blake2b(phrase.encode("ascii"), digest_size=32, person=b"kith age v1").digest()
    return bech32.encode("age-secret-key-", seed).upper()


def age_recipient(phrase: str) -> str:
    """Give the age public key that a recovery phrase (in its normal form) stands for."""
    import pyrage

    return str(pyrage.x25519.Identity.from_str(age_identity(phrase)).to_public())
