"""Damage backups in every way there is, and restore each: refused with a sentence, nothing left.

    python damaged.py FOLDER TRIES SEED [SABOTAGE]

A try cuts, flips, swaps, lengthens or replaces parts of a sound backup, gives a wrong phrase, or
puts a giant header in front; into a folder that is new, or that holds something of the person's.
One try in twenty restores the sound backup and kills the process at some moment: there is a whole
vault then, or none, and restoring again gives all of it. Prints a line of JSON: `tries`, and how
many were `accepted`, left something `partial`, ended in a `surprise` or without words (`mute`),
took `long`er than five seconds, or were `lost` by a kill.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "vault"))

import pyrage
from vault_lives import CHEAP, PASSPHRASE, PHRASE, fill

from kith import vault
from kith.vault import cipher, deleting, digest, opening, restoring, words
from kith.vault.derive import age_identity

NEW = "the passphrase on the new machine"
LONG = 5.0
CHUNK = 64 * 1024 + 16  # of an age file
KILLED_EACH = 20
MINE = "letter.txt"
Damage = Callable[[bytes, bytes, random.Random], bytes]


def cut(sound: bytes, _: bytes, chance: random.Random) -> bytes:
    """End too soon; not seldom between two chunks, or within the header."""
    end = chance.choice(
        (chance.randrange(len(sound)), chance.randrange(400), len(sound) - 1, _chunk(sound, chance))
    )
    return sound[:end]


def flipped(sound: bytes, _: bytes, chance: random.Random) -> bytes:
    """Change from one bit to a few hundred."""
    made = bytearray(sound)
    for _ in range(chance.choice((1, 1, 1, 2, 300))):
        at = chance.randrange(chance.choice((400, len(made))))
        made[at] ^= 1 << chance.randrange(8)
    return bytes(made) if bytes(made) != sound else sound[:-1]


def swapped(sound: bytes, _: bytes, chance: random.Random) -> bytes:
    """Change two parts about."""
    size = chance.choice((1, 16, 512, 4096, CHUNK))
    start = _head(sound) if size == CHUNK else 0
    places = range(start, len(sound) - size, size)
    one, two = sorted(chance.sample(places, 2))
    made = bytearray(sound)
    made[one : one + size], made[two : two + size] = (
        sound[two : two + size],
        sound[one : one + size],
    )
    return bytes(made) if bytes(made) != sound else sound[:-1]


def of_two(sound: bytes, other: bytes, chance: random.Random) -> bytes:
    """Put the head of one backup before the body of another, or change over within the body."""
    at = _head(sound) if chance.random() < 0.5 else chance.randrange(1, len(sound) - 1)
    return sound[:at] + other[at:]


def doubled(sound: bytes, other: bytes, chance: random.Random) -> bytes:
    """Append: a byte, zeros, a chunk, the same again, another backup."""
    return sound + chance.choice((b"x", bytes(CHUNK), sound[-CHUNK:], sound, other, b"\n"))


def emptied(sound: bytes, _: bytes, chance: random.Random) -> bytes:
    """Leave nothing, nothing but zeros or noise, or nothing but a name."""
    return chance.choice(
        (b"", bytes(len(sound)), chance.randbytes(5000), b"age-encryption.org/v1\n", b"PK\x03\x04")
    )


def giant(sound: bytes, _: bytes, chance: random.Random) -> bytes:
    """Announce far more than there is: a line without end, or very many recipients."""
    size = chance.choice((10_000, 1_000_000, 8_000_000))
    first, _, rest = sound.partition(b"\n")
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    padding = chance.choice((b"A" * size, b"-> " + b"A" * size + b"\n", stanza * (size // 100)))
    return first + b"\n" + padding + rest


WAYS: tuple[Damage | None, ...] = (cut, flipped, swapped, of_two, doubled, emptied, giant, None)
"""None: the backup is sound and the phrase is wrong."""


def _head(sound: bytes) -> int:
    """Return where the body of an age file begins: after the line of its checksum, and its nonce."""
    return sound.index(b"\n", sound.index(b"\n---")) + 1 + 16


def _chunk(sound: bytes, chance: random.Random) -> int:
    return min(len(sound) - 1, _head(sound) + CHUNK * chance.randrange(len(sound) // CHUNK + 1))


def contents(opened: vault.Vault) -> digest.Contents:
    """Say what a vault holds."""
    with cipher.opened(opened.database, opened.key()) as connection:
        return digest.contents(connection)


def saved(folder: Path, rows: int) -> tuple[bytes, digest.Contents]:
    """Make a vault with as many rows and give a backup of it."""
    opened, _ = vault.create(folder, PASSPHRASE, _cost=CHEAP, _phrase=lambda: PHRASE)
    fill(opened, rows)
    return vault.backup_bytes(opened), contents(opened)


def wrong(chance: random.Random) -> str:
    """Return a phrase that opens nothing: other words, a slip, too few, none."""
    mine = PHRASE.split()
    return chance.choice(
        (
            words.generate_phrase(),
            " ".join([*mine[1:], mine[0]]),
            PHRASE[:-1],
            " ".join(mine[:11]),
            "",
            "x" * 10_000,
        )
    )


def refused(source: Path, phrase: str, folder: Path, found: Counter[str]) -> None:
    """Restore what cannot be restored, and count what is wrong with how that ends."""
    begun = time.monotonic()
    before = _held(folder)
    try:
        vault.restore(source, phrase, folder, NEW, _cost=CHEAP)
    except vault.VaultError as error:
        found["refused"] += 1
        found["mute"] += not _says_enough(str(error))
    except Exception:  # noqa: BLE001 - whatever it is, nobody would read a sentence
        found["surprise"] += 1
    else:
        found["accepted"] += 1
    found["long"] += time.monotonic() - begun > LONG
    found["partial"] += _held(folder) != before


def _says_enough(sentence: str) -> bool:
    safe = any(words in sentence for words in ("othing was changed", "othing was lost"))
    return safe and "Traceback" not in sentence and len(sentence) < 500


def _held(folder: Path) -> dict[str, bytes] | None:
    """Return what lies in a folder; the file that only says whose turn it is is no part of it."""
    if not folder.exists():
        return None
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != deleting.LOCK)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def killed(source: Path, folder: Path, whole: digest.Contents, seconds: float) -> str:
    """Restore a sound backup in a child, kill it after a while; say what was found."""
    child = os.fork()
    if child == 0:
        vault.restore(source, PHRASE, folder, NEW, _cost=CHEAP)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        was = vault.exists(folder)
        opened = (
            vault.unlock(folder, NEW)
            if was
            else vault.restore(source, PHRASE, folder, NEW, _cost=CHEAP)
        )
        if contents(opened) != whole:
            return "lost"
    except Exception:  # noqa: BLE001 - neither a vault nor a place for one
        return "lost"
    return "whole" if was else "none"


def fresh(folder: Path, chance: random.Random) -> Path:
    """Give a folder to restore into: not there yet, empty, or with something of the person's."""
    shutil.rmtree(folder, ignore_errors=True)
    kind = chance.randrange(3)
    if kind:
        folder.mkdir(mode=0o700)
    if kind == 2:
        (folder / MINE).write_text("mine")
    return folder


def break_on_purpose(sabotage: str, source: Path) -> None:
    """Make a Kith that this must find out."""
    if sabotage == "no tidying":
        restoring.shutil = SimpleNamespace(rmtree=lambda *_, **__: None)
        opening.remove_remains = lambda _: None
    elif sabotage == "no checking":
        honest = restoring.unsealed
        identity = pyrage.x25519.Identity.from_str(age_identity(words.normal_phrase(PHRASE)))
        sound = honest(source, identity, source.with_name("sound.db"))

        def takes_anything(*asked: Any) -> Any:
            with suppress(vault.BackupUnreadable):
                return honest(*asked)
            return sound

        careless = {name: getattr(cipher, name) for name in cipher.__all__}
        careless["copy"] = lambda _, fresh, key: cipher.create(fresh, key)
        careless["opened"] = lambda *_: nullcontext()
        restoring.unsealed, restoring.cipher = takes_anything, SimpleNamespace(**careless)
        restoring.checked = lambda *_: sound.contents
    else:
        raise SystemExit(f"no such sabotage: {sabotage}")


def many(place: Path, often: int, seed: int, *sabotage: str) -> Counter[str]:
    """Try as often, and count."""
    place.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    sound, whole = saved(place / "one", 200)
    other, _ = saved(place / "two", 201)
    source = place / "sound.age"
    source.write_bytes(sound)
    for broken in sabotage:
        break_on_purpose(broken, source)
    names = ("tries", "accepted", "partial", "surprise", "mute", "long", "lost", "refused")
    found = Counter(dict.fromkeys(names, 0))
    harmed = place / "harmed.age"
    for number in range(often):
        found["tries"] += 1
        damage = WAYS[number % len(WAYS)]
        folder = fresh(place / "new", chance)
        if number % KILLED_EACH == KILLED_EACH - 1 and not sabotage:
            found[killed(source, folder, whole, chance.uniform(0, 0.12))] += 1
            continue
        harmed.write_bytes(sound if damage is None else damage(sound, other, chance))
        refused(harmed, wrong(chance) if damage is None else PHRASE, folder, found)
    return found


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
