"""Who holds what: one process at a time for the vault's file, and folders that die with theirs.

Both rest on advisory locks that the system lets go when a process ends, however it ends.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kith.machine.claimed import ALIVE, LOOK_AROUND, WORK, lock, sweep
from kith.vault.errors import VaultBusy, disk_errors
from kith.vault.files import PRIVATE_FOLDER

__all__ = ["LOOK_AROUND", "WORK", "claim_folder", "sweep", "turn", "work_folder"]


@contextmanager
def turn(folder: Path, *, wait: float = 20.0) -> Iterator[None]:
    """Hold the vault in `folder` alone; wait for whoever has it, then raise `VaultBusy`."""
    with disk_errors():
        until = time.monotonic() + wait
        while (descriptor := lock(folder / "vault.lock")) is None:
            if time.monotonic() > until:
                raise VaultBusy
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(descriptor)


def claim_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    """Make a private folder that `sweep` leaves alone while this process lives.

    Gives the folder and the descriptor that holds it; closing the descriptor lets it go.
    """
    while True:
        folder = parent / f"{prefix}{secrets.token_hex(8)}"
        folder.mkdir(mode=PRIVATE_FOLDER)
        folder.chmod(PRIVATE_FOLDER)
        with suppress(OSError):  # a sweep between the two lines may take the folder: make another
            descriptor = lock(folder / ALIVE)
            if descriptor is None:
                continue
            if (folder / ALIVE).exists():
                return folder, descriptor
            os.close(descriptor)


@contextmanager
def work_folder(parent: Path) -> Iterator[Path]:
    """Give a private folder for half-done files, on the vault's disk; gone afterwards."""
    folder, descriptor = claim_folder(parent, WORK)
    try:
        yield folder
    finally:
        os.close(descriptor)
        shutil.rmtree(folder, ignore_errors=True)
