"""An old vault whose migration is killed at a statement: the old one or the new, whole.

Every statement of every old state in `make prove`; here some of two states.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


HERE = Path(__file__).parent
NEVER = ("half", "lost", "left", "shut")


def killed(folder: Path, step: int, *sabotage: str) -> dict[str, int]:
    command = [sys.executable, str(HERE / "migrating.py"), str(folder / "vault"), str(step), "0"]
    done = subprocess.run([*command, *sabotage], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_a_migration_that_is_killed_leaves_a_whole_vault(tmp_path):
    """Nothing by half, nothing lost at the next opening, nothing left lying about."""
    found = killed(tmp_path, 41)
    assert {never: found[never] for never in NEVER} == dict.fromkeys(NEVER, 0)
    assert found["old"] > 4
