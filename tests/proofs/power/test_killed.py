"""Killed while saving: what was acknowledged is there, and no check-in is there by half."""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def killed(folder, kills, *sabotage):
    command = [sys.executable, str(HERE / "kills.py"), str(folder / "vault"), str(kills), "1"]
    done = subprocess.run([*command, *sabotage], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_a_kill_costs_nothing_that_was_acknowledged(tmp_path):
    """Twenty kills at random moments, and many check-ins between them."""
    found = killed(tmp_path, 20)
    print(found)
    assert (found["lost"], found["half"], found["broken"]) == (0, 0, 0)
    assert found["acknowledged"] > 20
