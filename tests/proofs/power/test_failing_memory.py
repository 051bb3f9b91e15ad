"""Memory runs out under SQLCipher: a use is done and said to be done, or not begun, and it is said.

A few requests of every use here, every eighth in `make prove`, all of them with N=8; there also on a Kith that
is broken on purpose.
"""

import json
import subprocess
import sys
from pathlib import Path

import memory
import pytest

HERE = Path(__file__).parent
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(memory.compiler() is None, reason="no C compiler here"),
]


def points(folder: Path, step: int) -> dict[str, int]:
    command = [sys.executable, str(HERE / "failing.py"), str(folder / "vault"), str(step), "0"]
    command += ["memory"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    counted: dict[str, int] = json.loads(done.stdout)
    return counted


def test_memory_that_runs_out_leaves_all_of_a_use_or_nothing(tmp_path):
    """Once or from then on: no half, nothing lost, still sound, and never without a sentence."""
    found = points(tmp_path, 9973)
    assert set(found) == {"once: whole", "from then on: whole"}
    assert sum(found.values()) > 6
