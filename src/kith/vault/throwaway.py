"""A vault for looking around: its key lives in memory only, its folder goes when you leave."""

import os
import secrets
import shutil
from pathlib import Path

from kith.vault import cipher, files, held
from kith.vault.derive import KEY_BYTES
from kith.vault.errors import ThrowawayVault, disk_errors
from kith.vault.opened import DATABASE, Vault
from kith.vault.opening import OURS


def create_throwaway(parent: Path) -> Vault:
    """Make a vault in a folder of its own inside `parent`, with no envelope on disk.

    Nobody, not even this program, can open it once the process has ended.
    """
    cipher.require_cipher()
    files.make_private_folder(parent, ours=OURS)
    with disk_errors():
        folder, claim = held.claim_folder(parent, held.LOOK_AROUND)
    try:
        key = secrets.token_bytes(KEY_BYTES)
        cipher.create(folder / DATABASE, key)
    except BaseException:
        os.close(claim)
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Vault(folder, key, "", claim=claim)


def discard(opened: Vault) -> None:
    """Delete a throwaway vault and its folder; close its connections first."""
    if not opened.throwaway:
        raise ThrowawayVault(
            "Only a vault for looking around can be thrown away. Nothing was changed."
        )
    opened.let_go()
    with disk_errors():
        shutil.rmtree(opened.folder, ignore_errors=True)


def sweep_throwaways(parent: Path) -> int:
    """Remove throwaway vaults whose process has ended; give how many."""
    with disk_errors():
        return held.sweep(parent, held.LOOK_AROUND)
