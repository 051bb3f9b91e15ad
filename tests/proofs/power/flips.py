"""Flip single bits of a vault and see that each is refused, or changes no answer.

    python flips.py FOLDER FLIPS SEED [SABOTAGE]

Prints a line of JSON: how many bits were flipped, how many were refused at opening, and how often
the vault opened and said something else
(`wrong`) or ended without a sentence (`surprise`).
"""

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path

import an_hour

from kith import vault
from kith.vault import cipher, digest


def read(database: Path, key: bytes) -> str:
    """Give a digest of everything, opened as Kith opens it."""
    cipher.inspect(database, key)
    with cipher.opened(database, key) as connection:
        return digest.contents(connection).digest


def many(folder: Path, flips: int, seed: int, sabotage: str = "") -> Counter[str]:
    """Flip one bit at a time, anywhere in the file."""
    chance, found = random.Random(seed), Counter(refused=0, wrong=0, surprise=0, same=0)
    if sabotage:
        without_checksums()
    made, browser = an_hour.enter(folder)
    for _, use in an_hour.uses(browser):
        use()
    from django.db import connections

    connections.close_all()
    sound = made.database.read_bytes()
    said = read(made.database, made.key())
    with made.database.open("r+b", buffering=0) as file:
        for _ in range(flips):
            at, bit = chance.randrange(len(sound)), 1 << chance.randrange(8)
            os.pwrite(file.fileno(), bytes([sound[at] ^ bit]), at)
            try:
                now = read(made.database, made.key())
                found["same" if now == said else "wrong"] += 1
            except vault.VaultError:
                found["refused"] += 1
            except Exception:  # noqa: BLE001 - whatever it is, nobody would read a sentence
                found["surprise"] += 1
            os.pwrite(file.fileno(), sound[at : at + 1], at)
    found["flips"] = flips
    return found


def without_checksums() -> None:
    """Break Kith on purpose: encrypt only, so that nothing tells an altered page from a true one."""
    unlocked = cipher._unlocked

    def bare(connection: cipher.Connection, key: bytes) -> None:
        unlocked(connection, key)
        connection.execute("PRAGMA cipher_use_hmac = OFF")

    cipher._unlocked = bare
    cipher._altered_pages = lambda _: False


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)
