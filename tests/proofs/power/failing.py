"""Every use of an hour with Kith, while the disk fails at its first change, its second, and so on.

    python failing.py FOLDER STEP BEGIN (disk | memory) [SABOTAGE]

With `memory` it is not the disk that fails but each piece of memory that SQLCipher asks for. Run
as a process of its own; every STEP-th change (or request) of every use is tried, BEGIN says with
which one to begin. Prints a line of JSON: for each kind of failure how many uses were `whole` (done, or not
begun), `half`, or acknowledged and `lost`; and how many were refused `without a sentence`.
"""

import copy
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import an_hour
from disk import FAILURES, Disk
from memory import Memory

from kith import vault
from kith.vault import cipher, digest
from kith.web.room import running

KINDS = {"once": "fails once", "from then on": "fails from then on"}
SENTENCE = re.compile(rb"<p[^>]*>[^<]*[a-z]{3,}[^<]*\.")


def contents(made: vault.Vault) -> digest.Contents:
    """Read everything, as one does who opens the vault the next morning."""
    cipher.inspect(made.database, made.key())
    with cipher.opened(made.database, made.key()) as connection:
        cipher.verify(connection)
        return digest.contents(connection)


class Faults(Protocol):
    """Something under SQLCipher that can be told to fail."""

    def fail_at(self, point: int, *, once: bool) -> Callable[[], int]:
        """Fail at what is asked for as number `point`; give how much was asked for until now."""

    def sound(self) -> None:
        """Fail no more."""


class FailingDisk:
    """The disk of `disk.py`, told to fail."""

    def __init__(self) -> None:
        self._disk = Disk().insert()

    def fail_at(self, point: int, *, once: bool) -> Callable[[], int]:
        """Have the disk fail at its change number `point`; give how many changes were asked for."""
        seen = 0

        def failing(what: str, _: str) -> int:
            nonlocal seen
            seen += 1
            hit = seen == point or (seen > point and not once)
            return FAILURES[what if once or what != "write" else "full"] if hit else 0

        self._disk.failing = failing
        return lambda: seen

    def sound(self) -> None:
        """Be a sound disk again."""
        self._disk.failing = lambda _what, _path: 0


@dataclass
class Before:
    """The vault's files before a use, all connections closed, and what they say."""

    files: dict[str, bytes]
    said: digest.Contents


def tried(
    made: vault.Vault, faults: Faults, use: Callable[[], Any], before: Before
) -> tuple[str, digest.Contents]:
    """Do one thing while something fails; give what was answered, and what is there.

    Files that are the same to the byte say the same; all others are read as after a night.
    """
    from django.db import connections

    an_hour.put_back(made.folder, before.files)
    try:
        answer = use()
        said = "yes" if answer.status_code in (204, 302) else "no"
        if said == "no" and (answer.status_code == 500 or not SENTENCE.search(answer.content)):
            said = "nothing"
    except Exception:  # noqa: BLE001 - the room answers with its plain page for trouble
        said = "no"
    faults.sound()
    connections.close_all()
    untouched = an_hour.files_of(made.folder) == before.files
    return said, before.said if untouched else contents(made)


def judged(said: str, now: digest.Contents, old: digest.Contents, new: digest.Contents) -> str:
    """Name what was found. Rows carry the time, so what is done is known by the rows of each table."""
    if now.digest == old.digest:
        found = "lost" if said == "yes" and new.digest != old.digest else "whole"
    else:
        found = "whole" if now.tables == new.tables else "half"
    return "without a sentence" if found == "whole" and said == "nothing" else found


def all_points(
    folder: Path, step: int, begin: int, what: str = "disk", sabotage: str = ""
) -> Counter[str]:
    """Fail every `step`-th change or request of every use, once and from then on.

    Where to begin moves on from use to use, so that few tries meet many kinds of changes; all
    BEGINs from 0 to STEP - 1 together try every change once.
    """
    made, browser = an_hour.enter(folder)
    if sabotage:
        {"no transaction": an_hour.untied, "early yes": early_yes}[sabotage]()
    browser.raise_request_exception = False
    from django.db import connections

    connections.close_all()
    faults: Faults = {"disk": FailingDisk, "memory": lambda: Memory().insert()}[what]()
    found, shift = Counter[str](), begin
    memory = running.current().session.memory
    for name, use in an_hour.uses(browser):
        before, held = Before(an_hour.files_of(folder), contents(made)), _copied(memory)
        after = tried(made, faults, use, before)[1]
        for kind in KINDS:
            point, more = 1 + shift % step, True
            shift += 11
            while more:
                memory.clear()
                memory.update(_copied(held))
                seen = faults.fail_at(point, once=kind == "once")
                found[
                    f"{kind}: {judged(*tried(made, faults, use, before), before.said, after)}"
                ] += 1
                more, point = seen() >= point, point + step
        memory.clear()
        memory.update(_copied(held))
        if tried(made, faults, use, before)[0] != "yes":
            raise SystemExit(f"{name}: refused on a sound disk")
    return found


def early_yes() -> None:
    """Break Kith on purpose: say that it is done, whatever the disk said."""
    from django.http import HttpResponse

    from kith.web.shell import middleware, whole

    for module in (middleware, whole):
        module.said_of = lambda *_: HttpResponse(status=204)


def _copied(memory: dict[str, Any]) -> dict[str, Any]:
    return {name: copy.copy(value) for name, value in memory.items()}


if __name__ == "__main__":
    found = all_points(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)
