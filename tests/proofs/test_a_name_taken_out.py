"""A name that was taken out for good is nowhere in the file; the short form of the proof."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pages
import pytest

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src"


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """Run the proof in a process of its own, which opens a vault for its whole life."""
    folder = tmp_path_factory.mktemp("forgetting")
    command = [sys.executable, HERE / "forgetting.py", folder / "life", "1", "5", "some"]
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_nothing_of_a_name_is_left_on_any_page(counted):
    """Every column of every table, boxes, free pages, the log, the file from before, an undo."""
    assert counted[0] == {"tries": 1, "found": 0, "unseen": 0, "lost": 0}


def test_one_place_left_out_is_found(counted):
    """A Kith that leaves the free pages as they are, or keeps the undo, does not pass."""
    assert len(counted) == 3
    assert all(one["found"] for one in counted[1:])


def test_the_search_reads_what_is_really_encrypted():
    """The cipher of the search gives the known answer of its standard (AES-256, one block)."""
    key = bytes.fromhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    sealed = bytes.fromhex("8ea2b7ca516745bfeafc49904b496089")
    assert pages.decrypted(sealed, key, bytes(16)).hex() == "00112233445566778899aabbccddeeff"
