"""Killed while saving: what was acknowledged is there, and no check-in is there by half."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("sabotage", "shows"), [("no transaction", "half"), ("early yes", "lost")])
def test_a_kith_that_is_broken_on_purpose_is_found_out(tmp_path, sabotage, shows):
    """The kills see a check-in in pieces, and one that was acknowledged too soon."""
    assert killed(tmp_path, 12, sabotage)[shows] > 0
