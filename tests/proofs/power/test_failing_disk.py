"""The disk fails at any change: a use is done and said to be done, or not begun.

`KITH_STEP=1` fails every change of every use in turn (`make prove`); by default one in 151.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


STEP = os.environ.get("KITH_STEP", "151")
HERE = Path(__file__).parent


def points(folder: Path, *sabotage: str) -> dict[str, int]:
    command = [
        sys.executable,
        str(HERE / "failing.py"),
        str(folder / "vault"),
        STEP,
        "0",
        "disk",
        *sabotage,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def test_a_disk_that_fails_leaves_all_of_a_use_or_nothing(tmp_path):
    """Once or from then on, at a write, a sync, a new name: no half, nothing lost, still sound."""
    found = points(tmp_path)
    print(f"every change in {STEP}: {found}")
    assert set(found) == {"once: whole", "from then on: whole"}
    assert sum(found.values()) > 1500 / int(STEP)
