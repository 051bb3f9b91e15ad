"""Deleting a vault for good, and what a kill left half done in its folder."""

import os
import shutil
from pathlib import Path

from kith.machine import writing
from kith.machine.claimed import abandoned
from kith.vault import cipher, envelope, held
from kith.vault.errors import ThrowawayVault, disk_errors
from kith.vault.opened import Vault
from kith.vault.opening import MAKING, UNFINISHED, exists, remove_remains
from kith.vault.preparing import HALF_WRITTEN, KEPT

LOCK = "vault.lock"


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Name what was left half done in a vault's folder and belongs to no running process.

    Nothing is changed. Where there is no vault, remains of one that was never finished, or whose
    deletion was cut short, are among it.
    """
    found = [one for kind in (held.WORK, held.LOOK_AROUND) for one in abandoned(folder, kind)]
    found += [path for pattern in HALF_WRITTEN for path in sorted(folder.glob(pattern))]
    if not exists(folder):
        found += sorted(folder.glob(f"{KEPT}*"))  # without an envelope nobody has the key to it
        found += [path for name in (*UNFINISHED, LOCK) if (path := folder / name).exists()]
    return tuple(dict.fromkeys(found))


def clear_leftovers(folder: Path) -> None:
    """Remove what `leftovers` names; raises `VaultBusy` while another process is at work here."""
    if not leftovers(folder):
        return
    with held.turn(folder, wait=2.0), disk_errors():
        _clear(folder)
    if not exists(folder):
        with disk_errors():
            (folder / LOCK).unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    for path in leftovers(folder):
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name not in (LOCK, MAKING):  # the mark goes last, the lock once it is let go
            path.unlink(missing_ok=True)
    if not exists(folder):
        remove_remains(folder)


def delete(opened: Vault, *, alone: bool = True) -> None:
    """Delete a vault, and all that this package put beside it, for good.

    The envelope goes first: from then on nobody has the key to what a disk may still hold. A kill
    at any moment leaves a vault that opens, or remains that `clear_leftovers` takes away. Raises
    `VaultBusy`, with nothing changed, while another process uses the vault; `alone` set to false is
    for a process that has it open itself and ends right after.
    """
    if opened.throwaway:
        raise ThrowawayVault
    folder = opened.folder
    with held.turn(folder, wait=2.0), disk_errors():
        with cipher.opened(opened.database, opened.key(), timeout=2.0, alone=alone):
            pass  # nobody else has it open
        if not (folder / MAKING).exists():
            os.close(writing.create_private(folder / MAKING))
            writing.sync_folder(folder)
        (folder / envelope.NAME).unlink()
        writing.sync_folder(folder)
        for path in folder.glob(f"{KEPT}*"):
            path.unlink(missing_ok=True)
        _clear(folder)
    with disk_errors():
        (folder / LOCK).unlink(missing_ok=True)
        writing.sync_folder(folder)
    opened.let_go()
