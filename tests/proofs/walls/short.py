"""Run a program of this folder as `make prove` does, and give what it counted."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE.parents[2] / "src"


def counted(program: str, folder: Path, tries: int, *sabotage: str) -> dict[str, int]:
    """Run a proof as a short form of itself."""
    command = [sys.executable, str(HERE / program), str(folder / "vault"), str(tries), "1"]
    env = {**os.environ, "PYTHONPATH": f"{SOURCE}{os.pathsep}{HERE}"}
    done = subprocess.run(
        [*command, *sabotage], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    print(said)
    return said
