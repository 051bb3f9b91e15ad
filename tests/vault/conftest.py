"""A folder, and a quick vault in it."""

from pathlib import Path

import pytest
from lives import CHEAP, PASSPHRASE, PHRASE, fill

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
