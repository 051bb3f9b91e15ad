"""A person's hour with Kith on a remembering disk, run as a process of its own.

    python an_hour.py FOLDER RECORD [SABOTAGE]

Writes RECORD, a pickle of ours: the vault's key, its files before, every change of the disk, and
after which change each use was acknowledged, with a digest of all that the vault said then.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from cuts import Record
from disk import Disk

from kith import vault
from kith.vault import cipher, digest
from kith.vault.derive import Cost
from kith.web.room import running

PASSPHRASE = "quiet river under early light"
CHEAP = Cost(1, 8192)
TIE = {"flow": "none", "role": "", "closeness": "9", "intimacy": "", "day": ""}
DIARY = "time,mood,with\n" + "\n".join(
    f"2026-01-{day:02d}T{hour:02d}:00+01:00,{1 + (day * hour) % 7},Amara;Dad"
    for day in range(1, 29)
    for hour in (9, 14, 20)
)


def files_of(folder: Path) -> dict[str, bytes]:
    """Read the vault's files."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    """Make the folder hold these files and no others."""
    for path in folder.iterdir():
        if path.name not in files:
            path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def enter(folder: Path, **made_with: Any) -> tuple[vault.Vault, Any]:
    """Make a vault with its tables, be the room that has it open, and give a browser."""
    made, _ = vault.create(folder, PASSPHRASE, _cost=CHEAP, **made_with)
    room = running.Room(vault=made, folder=folder, host="k.localhost", port=1, lock=lambda _: None)
    running.enter(room)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.room"
    from kith.web.migrate import bring_up_to_date

    bring_up_to_date(made)
    import django
    from django.test import Client
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    from kith.web.shell.space import settle

    settle(room)
    browser = Client()
    browser.cookies[running.COOKIE] = room.session.token
    return made, browser


def diary() -> BytesIO:
    """Give a small diary as a browser hands it over."""
    file = BytesIO(DIARY.encode())
    file.name = "diary.csv"
    return file


def uses(browser: Any) -> Iterator[tuple[str, Any]]:
    """Give each thing a person does, by name; it is done when the answer is there."""

    def post(place: str, **fields: Any) -> Any:
        return lambda: browser.post(place, fields)

    for name in ("Amara", "Dad", "Jonas"):
        yield "add a person", post("/people/add/", name=name, circle="2")
    for turn in range(6):
        mood = {"valence": f"{turn / 5 - 0.5}", "arousal": "-0.2", "mood_set": "1"}
        yield (
            "draft",
            lambda: browser.post(
                "/draft", '{"page": "/today/", "fields": {"note": "By the"}}', "application/json"
            ),
        )
        yield (
            "check in",
            post(
                "/today/",
                **mood,
                note=f"By the sea, {turn}. " * 40,
                feelings=["feel.calm"],
                people=["1", "2"],
            ),
        )
        yield "tie", post(f"/people/{1 + turn % 3}/tie/", circle="1", bond="strong", **TIE)
    yield "low battery", post("/today/quick/", mood="low")
    yield "edit", post("/people/1/edit/", name="Amara B")
    yield "look", lambda: browser.post("/keep/import/", {"file": diary()})
    yield "answer", post("/keep/import/look/", step="answer", **{"answer.mood_scale": "1..7"})
    yield "import", post("/keep/import/look/", step="bring")
    yield "take back", post("/keep/import/1/undo/")
    yield "delete", post("/today/check-in/2/delete")
    yield "bring back", post("/today/check-in/2/restore")
    yield "settings", post("/settings/", idle_minutes="7", title="Notes", exit_site="")
    yield "delete a person", post("/people/3/delete/")
    yield "delete for good", post("/people/3/delete-for-good/", sure="on")


def said_now(made: vault.Vault) -> str:
    """Give a digest of everything the vault says."""
    connection = cipher.connect(made.database, made.key())
    try:
        return digest.contents(connection).digest
    finally:
        connection.close()


def live(folder: Path, sabotage: str = "") -> Record:
    """Do everything once and give the record of it."""
    made, browser = enter(folder)
    from django.db import connection

    connection.close()
    record = Record(made.key(), files_of(folder))
    disk = Disk(record.changes).insert()
    record.said.append((0, "nothing", said_now(made)))
    for number, (name, use) in enumerate(uses(browser)):
        if number % 7 == 0:
            connection.close()  # the last one to go takes the log with it
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA wal_autocheckpoint = {(4, 15, 1000)[number % 3]}")
            if sabotage == "no sync":
                cursor.execute("PRAGMA synchronous = OFF")
        if sabotage == "no transaction":
            untied()
        answer = use()
        if answer.status_code not in (204, 302):
            raise SystemExit(f"{name}: {answer.status_code}")
        record.said.append((len(disk.changes), name, said_now(made)))
    connection.close()
    return record


def untied() -> None:
    """Break Kith on purpose: let no block of work be one transaction."""
    from django.db import transaction

    transaction.Atomic.__enter__ = lambda _: None  # type: ignore[method-assign]
    transaction.Atomic.__exit__ = lambda *_: None  # type: ignore[method-assign]


if __name__ == "__main__":
    made_of_it = live(Path(sys.argv[1]), *sys.argv[3:])
    Path(sys.argv[2]).write_bytes(pickle.dumps(made_of_it))
    os._exit(0)  # the library would call back into an interpreter that is gone
