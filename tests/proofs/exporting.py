"""Export random lives, wipe them, bring them back, and compare everything.

    python exporting.py FOLDER LIVES SEED [SABOTAGE]

Each life also comes in a second time (nothing may double), is taken back (nothing may stay), and
its export is damaged once (it must be refused with a sentence, or bring the very same rows).
Every tenth goes as a zip through the reading child. Prints a line of JSON: `lives`, and how many
came back `other`, `doubled`, `left` something behind, let a damaged file in by `half`, or ended in
a `surprise`.
"""
# ruff: noqa: E402 - models can be imported only once Django is set up

import json
import os
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1] / "web" / "living"))
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.checks"

import django

django.setup()

from random_lives import Drawn, dump, wipe

from kith import exchange
from kith.exchange import ExchangeError, life, sandbox
from kith.web.keep import returning, undoing
from kith.web.keep.export import document, files
from kith.web.keep.store import store

LARGE = 20  # the most rows of each kind in a life
EACH_TENTH = 10


def brought(space: Any, data: bytes, *, child: bool = False) -> Any:
    """Bring an export in."""
    reading = (sandbox if child else exchange).read(data)
    batch = store(space, reading.items(), format_name=reading.format).batch
    space.refresh_from_db()
    return batch


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, cut or double some of the bytes."""
    made, at = bytearray(data), chance.randrange(len(data))
    match chance.randrange(3):
        case 0:
            made[at] ^= 1 << chance.randrange(8)
        case 1:
            del made[at:]
        case _:
            made[at:at] = made[at : at + chance.randrange(1, 99)]
    return bytes(made)


def one(space: Any, seed: int, found: Counter[str]) -> None:
    """Try one life."""
    wipe(space)
    Drawn(space, seed, LARGE).life()
    before = dump(space)
    child = seed % EACH_TENTH == 0
    whole = json.dumps(document.document(space, with_plan=True)).encode()
    data = files.zipped({life.DATA: whole, "README.txt": b"."}) if child else whole
    wipe(space)
    fresh = dump(space)
    batch = brought(space, data, child=child)
    found["other"] += dump(space) != before
    brought(space, data)
    again = dump(space)
    found["doubled"] += {k: len(v) for k, v in again.items()} != {
        k: len(v) for k, v in before.items()
    }
    undoing.undo(batch)
    space.refresh_from_db()
    found["left"] += dump(space) != fresh
    try:
        exchange.inspect(harmed := damaged(files.zipped({life.DATA: whole}), random.Random(seed)))
        found["half"] += [*exchange.read(harmed).items()] != [*exchange.read(whole).items()]
    except ExchangeError:
        found["refused"] += 1


def break_on_purpose(sabotage: str) -> None:
    """Make a Kith that this must find out."""
    if sabotage == "no zone":
        document._plain = lambda kind, value, zone, plain=document._plain: (
            "UTC" if value == zone else plain(kind, value, zone)
        )
    elif sabotage == "new names":
        returning._here = lambda home, table, rows: {}
        returning._by_source = lambda home, table, rows: {}
        returning._uid_in = lambda home, table, uid: uuid4()
    elif sabotage == "no marks":
        returning.brought.remember = lambda batch, made: None
    else:
        raise SystemExit(f"no such sabotage: {sabotage}")


def many(lives: int, seed: int, *sabotage: str) -> Counter[str]:
    """Try as many lives, and count."""
    from django.core.management import call_command

    from kith.web.shell.space import the_space

    call_command("migrate", verbosity=0, interactive=False)
    for broken in sabotage:
        break_on_purpose(broken)
    found = Counter(lives=lives, other=0, doubled=0, left=0, half=0, surprise=0, refused=0)
    space = the_space()
    for number in range(lives):
        try:
            one(space, seed * 1_000_000 + number, found)
        except Exception:  # noqa: BLE001 - whatever it is, nobody would read a sentence
            found["surprise"] += 1
    return found


if __name__ == "__main__":
    result = many(int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
