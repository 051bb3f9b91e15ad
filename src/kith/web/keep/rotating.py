"""Backups by themselves, where a person wants them: when one is due, in a child, old ones let go.

Off unless switched on. A page only asks whether one is due; the work is done in a process of its
own, which the room ends when it locks. Only files that Kith wrote here, byte for byte as it wrote
them, are ever deleted.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from django.db import connection
from django.utils import timezone

from kith.web.keep.models import RotatedBackup, Rotation
from kith.web.keep.rotation_child import digest_of
from kith.web.room import running
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

FOLDER_GONE = "folder_gone"
BROKE = "broke"
AGAIN = timedelta(hours=1)  # after something went wrong
NAME = "backup-{:04d}.age"  # neutral, and without a date
_turn = threading.Lock()


def due(rotation: Rotation, now: datetime) -> bool:
    """Say whether it is time for the next one."""
    if rotation.tried_at and rotation.problem and now - rotation.tried_at < AGAIN:
        return False
    days = timedelta(days=rotation.every_days)
    return rotation.good_at is None or now - rotation.good_at >= days


def nudge(space: Space) -> None:
    """Begin a backup where one is wanted and due; return at once."""
    rotation = Rotation.objects.filter(space=space).first()
    if rotation is None or running.current().mode == "sample" or not due(rotation, timezone.now()):
        return
    if _turn.acquire(blocking=False):
        begin(lambda: _take_turn(space))


def _in_thread(task: Callable[[], None]) -> None:
    def run() -> None:
        try:
            task()
        finally:
            connection.close()  # this thread's own

    threading.Thread(target=run, name="kith-backup", daemon=True).start()


begin: Callable[[Callable[[], None]], None] = _in_thread  # tests take their turn at once


def _take_turn(space: Space) -> None:
    try:
        make_one(space, timezone.now())
    finally:
        _turn.release()


def make_one(space: Space, now: datetime) -> None:
    """Write one backup, have it read back, note what came of it, and let old ones go."""
    rotation = Rotation.objects.filter(space=space).first()
    if rotation is None:
        return
    folder = Path(rotation.folder)
    if not folder.is_dir():
        _note(rotation, now, problem=FOLDER_GONE)
        return
    _sweep(rotation)
    target = _next(rotation)
    _note(rotation, now, trying=target.name)
    said = _written(target)
    room = running.current()
    if room.locked:  # whatever came of it, there is no vault to note it in
        return
    digest = said.get("digest")
    if digest is None:
        _sweep(rotation)
        _note(rotation, now, problem=said.get("problem", BROKE))
        return
    RotatedBackup.objects.create(
        space=space, folder=rotation.folder, name=target.name, at=now, digest=digest
    )
    rotation.good_at = now
    _note(rotation, now)
    let_go(rotation, zone_of(space))


def _note(rotation: Rotation, now: datetime, *, trying: str = "", problem: str = "") -> None:
    rotation.tried_at, rotation.trying, rotation.problem = now, trying, problem
    rotation.save(update_fields=["tried_at", "trying", "problem", "good_at"])


def _sweep(rotation: Rotation) -> None:
    """Remove what a try that was cut short left: the half-written file of its own name."""
    if rotation.trying:
        for half in Path(rotation.folder).glob(f".{rotation.trying}.*.tmp"):
            with suppress(OSError):
                half.unlink()


def _next(rotation: Rotation) -> Path:
    """Return a name that nothing bears: not here, and not in the list of what was written."""
    folder, number = Path(rotation.folder), rotation.space.rotated.count() + 1
    used = set(rotation.space.rotated.values_list("name", flat=True))
    while NAME.format(number) in used or (folder / NAME.format(number)).exists():
        number += 1
    return folder / NAME.format(number)


def _written(target: Path) -> dict[str, str]:
    """Have a child write a backup; return its digest or the code of what went wrong."""
    room = running.current()
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "kith.web.keep.rotation_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    room.children.append(child)
    asked = {
        "vault": str(room.vault.folder),
        "key": room.vault.key().hex(),
        "recipient": room.vault.recipient,
        "target": str(target),
    }
    try:
        out, _ = child.communicate(json.dumps(asked).encode() + b"\n")
        said = json.loads(out)
        return {str(key): str(value) for key, value in said.items()}
    except (ValueError, OSError, AttributeError):
        return {"problem": BROKE}
    finally:
        child.kill()
        room.children.remove(child)


def staying(
    written: Iterable[tuple[int, datetime]], keep: int, months: int, zone: tzinfo
) -> set[int]:
    """Return which backups stay: the newest ones, and the newest of each of the last months."""
    newest = sorted(written, key=lambda one: (one[1], one[0]), reverse=True)
    stays = {pk for pk, _ in newest[:keep]}
    seen: list[tuple[int, int]] = []
    for pk, at in newest:
        local = at.astimezone(zone)
        month = (local.year, local.month)
        if month not in seen and len(seen) < months:
            seen.append(month)
            stays.add(pk)
    return stays


def let_go(rotation: Rotation, zone: tzinfo) -> None:
    """Delete the backups that need not stay, each only if it is still the file that Kith wrote."""
    written = list(rotation.space.rotated.filter(folder=rotation.folder))
    stays = staying([(one.pk, one.at) for one in written], rotation.keep, rotation.months, zone)
    for one in written:
        if one.pk in stays:
            continue
        file = Path(one.folder) / one.name
        with suppress(OSError):
            if not file.is_symlink() and file.is_file() and digest_of(file) == one.digest:
                file.unlink()
        one.delete()  # gone, or somebody else's by now: in both cases no longer ours
