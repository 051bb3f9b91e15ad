"""What lies behind a second passphrase stands nowhere else; switching on is all or nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


HERE = Path(__file__).parent
NEVER = ("found", "accepted", "again", "torn", "other")


def tried(folder, flips, *sabotage):
    command = [sys.executable, str(HERE / "second.py"), str(folder / "vault"), str(flips), "1"]
    done = subprocess.run([*command, *sabotage], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_nothing_of_it_is_found_outside_and_no_kill_tears_it(tmp_path):
    """Canaries in every field, boxes moved and flipped, a kill at every statement, a new machine."""
    found = tried(tmp_path, 500)
    print(found)
    assert [found[name] for name in NEVER] == [0] * len(NEVER)
    assert found["looked"] > 10_000
    assert found["moves"] > 400
    assert found["kills"] > 30
