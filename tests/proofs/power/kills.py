"""Kill a Kith that is saving, thousands of times, and count what was lost.

    python kills.py FOLDER KILLS SEED [SABOTAGE]

Run as a process of its own. Each turn is a child that checks in again and again and says so each
time; it is killed (SIGKILL) after a few milliseconds. Prints a line of JSON: kills, acknowledged
check-ins, how many of them were `lost`, how many `half` rows there are, how often it was `broken`.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import an_hour

from kith import vault
from kith.vault import cipher

LIFE = 400  # kills, after which a new vault is begun
LOOKED_OVER = 40  # kills between two complete checks of pages, structure and references
_COUNTED = (
    "SELECT (SELECT count(*) FROM today_checkin), (SELECT count(*) FROM today_contact),"
    " (SELECT count(*) FROM today_contact_people), (SELECT count(*) FROM today_checkin_company)"
)
CHECK_IN = {
    "valence": "0.5",
    "arousal": "-0.2",
    "mood_set": "1",
    "people": ["1", "2"],
    "note": "By the sea. " * 30,
}


def saving(browser: Any, said: int, *, early: bool) -> None:
    """Check in for ever; a byte for each that was acknowledged."""
    while True:
        if early:
            os.write(said, b".")
        if browser.post("/today/", CHECK_IN).status_code != 302:
            os._exit(3)
        if not early:
            os.write(said, b".")


def killed(browser: Any, after: float, *, early: bool) -> int:
    """Let a child save until it is killed; give how many check-ins it had acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        saving(browser, writing, early=early)
    os.close(writing)
    first = os.read(reading, 1)  # it has begun
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status):
        raise SystemExit(f"the child ended by itself: {os.WEXITSTATUS(status)}")
    count = len(first)
    while more := os.read(reading, 65536):
        count += len(more)
    os.close(reading)
    return count


def counted(made: vault.Vault, *, whole: bool) -> tuple[int, bool]:
    """Give the number of check-ins, and whether each has both its contacts and its people."""
    with cipher.opened(made.database, made.key()) as connection:
        if whole:
            cipher.verify(connection)
        rows, contacts, people, company = connection.execute(_COUNTED).fetchone()
    return rows, contacts == people == company == 2 * rows


def many(folder: Path, kills: int, seed: int, sabotage: str = "") -> Counter[str]:
    """Kill as often as that; every life of a vault is `LIFE` kills long."""
    chance, found = random.Random(seed), Counter(lost=0, half=0, broken=0, acknowledged=0)
    made, browser = an_hour.enter(folder)
    from django.db import connections

    for name in ("Amara", "Dad"):
        browser.post("/people/add/", {"name": name, "circle": "2"})
    browser.post(
        "/today/", CHECK_IN
    )  # whatever a first one loads is loaded before the children part
    connections.close_all()
    if sabotage == "no transaction":
        an_hour.untied()
    empty, there = an_hour.files_of(folder), 1
    for number in range(kills):
        if number % LIFE == 0:
            an_hour.put_back(folder, empty)
            there = 1
        count = killed(browser, chance.uniform(0.0, 0.05), early=sabotage == "early yes")
        found["acknowledged"] += count
        try:
            now, whole = counted(made, whole=number % LOOKED_OVER == 0)
        except vault.VaultError:
            found["broken"] += 1
            an_hour.put_back(folder, empty)
            there = 1
            continue
        found["lost"] += max(0, there + count - now)
        found["half"] += not whole
        there = now
        if not whole:
            an_hour.put_back(folder, empty)
            there = 1
    shutil.rmtree(folder)
    found["kills"] = kills
    return found


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
    sys.stdout.flush()
    os._exit(0)
