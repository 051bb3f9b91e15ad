"""Build Kith's wheel twice, in two folders and as if in two years, and compare the bytes.

    python docs/make_wheels.py [FOLDER]    (or: make wheels)

Needs hatchling, the build tool named in pyproject.toml; where it is not installed, it is fetched into
an environment of its own under FOLDER. Ends with 0 when the two are the same, 1 when not, and 3
when nothing could be tried. `--sabotage` gives each build its own time, which has to be noticed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("src", "pyproject.toml", "README.md", "LICENSE", "NOTICE", "CHANGELOG.md")
NOT_TRIED = 3
WHEN = "1577836800"  # the first second of 2020, in every wheel


def builder(room: Path) -> str | None:
    """Give a Python that has hatchling: this one, or one in an environment of its own."""
    if find_spec("hatchling"):
        return sys.executable
    made = room / "environment"
    python = made / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for command in (
        [sys.executable, "-m", "venv", str(made)],
        [str(python), "-m", "pip", "install", "--quiet", "hatchling>=1.26"],
    ):
        if subprocess.run(command, check=False, capture_output=True).returncode:
            return None
    return str(python)


def built(python: str, room: Path, mtime: float, when: str) -> Path:
    """Build a wheel from a copy of the source whose files all bear a time of their own."""
    room.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, room / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, room / part)
    for path in room.rglob("*"):
        os.utime(path, (mtime, mtime))
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [python, "-c", code, str(room / "dist")],
        cwd=room,
        env={**os.environ, "SOURCE_DATE_EPOCH": when, "PYTHONHASHSEED": str(int(mtime) % 1000)},
        check=True,
        capture_output=True,
        text=True,
    )
    return room / "dist" / done.stdout.split()[-1]


def main(args: list[str]) -> int:
    """Build, compare, say what came of it."""
    broken = "--sabotage" in args
    folders = [one for one in args if one != "--sabotage"]
    with tempfile.TemporaryDirectory(dir=folders[0] if folders else None) as place:
        room = Path(place)
        python = builder(room)
        if python is None:
            print("NOT TRIED: hatchling is not here and could not be fetched.")
            return NOT_TRIED
        now = time.time()
        first = built(python, room / "a", now, WHEN)
        second = built(
            python, room / "b" / "", now - 400 * 86_400, str(int(WHEN) + 86_400) if broken else WHEN
        )
        marks = [sha256(one.read_bytes()).hexdigest() for one in (first, second)]
        with zipfile.ZipFile(first) as archive:
            count = len(archive.namelist())
        print(f"{first.name}, {count} files: {marks[0]} and {marks[1]}")
        if first.name == second.name and marks[0] == marks[1]:
            print("The same bytes.")
            return 0
        print("Not the same.")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
