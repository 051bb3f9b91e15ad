"""A folder, and a quick vault in it."""

import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from vault_lives import CHEAP, PASSPHRASE, PHRASE, fill

from kith.vault import Vault, create


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "life"


@pytest.fixture
def made(folder: Path) -> Vault:
    """A vault with the schema of version 1: two tables with a reference, and a search index."""
    opened, _ = create(folder, PASSPHRASE, _cost=CHEAP, _phrase=lambda: PHRASE)
    fill(opened)
    return opened


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 1 MiB, where the system lets us mount one; else the same limit per file."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    mounted = os.geteuid() == 0 and subprocess.run(mount, check=False).returncode == 0
    if not mounted:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, before[1]))
    yield place
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
