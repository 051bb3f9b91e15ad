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
    """Say whether it is time for the next one; the first one in a folder is due at once."""
    if _rests(rotation, now):
        return False
    days = timedelta(days=rotation.every_days)
    return rotation.good_at is None or now - rotation.good_at >= days


def _rests(rotation: Rotation, now: datetime) -> bool:
    """Say whether a try went wrong less than an hour ago."""
    return bool(rotation.tried_at and rotation.problem and now - rotation.tried_at < AGAIN)


def newest(rotation: Rotation) -> RotatedBackup | None:
    """Return the newest backup that was written into the folder of now."""
    written: RotatedBackup | None = (
        rotation.space.rotated.filter(folder=rotation.folder).order_by("at", "pk").last()
    )
    return written


def is_missing(rotation: Rotation) -> bool:
    """Say whether the folder is there, and the newest backup is not in it: deleted, or another stick."""
    one = newest(rotation)
    return one is not None and is_folder(rotation.folder) and not _is_there(one)


def _is_there(one: RotatedBackup) -> bool:
    try:
        return (Path(one.folder) / one.name).is_file()
    except (OSError, ValueError):
        return False


def is_folder(folder: str | Path) -> bool:
    """Say whether this is a folder that is there; what no path can be is none."""
    try:
        return Path(folder).is_dir()
    except (OSError, ValueError):
        return False


def folders(space: Space) -> list[str]:
    """Return every folder into which backups were written by themselves, or are to be, by name."""
    known = set(space.rotated.values_list("folder", flat=True))
    known.update(Rotation.objects.filter(space=space).values_list("folder", flat=True))
    return sorted(known)


def nudge(space: Space) -> None:
    """Begin a backup where one is wanted and due; return at once.

    Whether the newest one is still there is asked in the thread: a disk may be slow to say.
    """
    rotation = Rotation.objects.filter(space=space).first()
    if rotation is None or running.current().mode == "sample":
        return
    if not _rests(rotation, timezone.now()) and _turn.acquire(blocking=False):
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
        rotation, now = Rotation.objects.filter(space=space).first(), timezone.now()
        if rotation is not None and (due(rotation, now) or is_missing(rotation)):
            make_one(space, now)
    finally:
        _turn.release()


def make_one(space: Space, now: datetime) -> None:
    """Write one backup, have it read back, note what came of it, and let old ones go."""
    rotation = Rotation.objects.filter(space=space).first()
    if rotation is None:
        return
    folder = Path(rotation.folder)
    if not is_folder(folder):
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
    """Note how it stands, unless it was switched off or led to another folder meanwhile."""
    rotation.tried_at, rotation.trying, rotation.problem = now, trying, problem
    names = ("tried_at", "trying", "problem", "good_at")
    same = Rotation.objects.filter(pk=rotation.pk, folder=rotation.folder)
    same.update(**{name: getattr(rotation, name) for name in names})


def lead_to(rotation: Rotation, folder: str) -> None:
    """Have the next one, due at once, go into another folder; the caller saves it.

    There is no good one there, whatever lies in the folder of before.
    """
    if _turn.acquire(blocking=False):  # else a backup is under way, and this is not left of it
        try:
            _sweep(rotation)
        finally:
            _turn.release()
    rotation.folder = folder
    rotation.good_at, rotation.trying = None, ""


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
