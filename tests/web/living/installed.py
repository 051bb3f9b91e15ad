"""A checkout of Kith that was set up in a folder of its own, as `./kith` leaves it.

The libraries are those of the Python that runs the tests: fetching them anew would take minutes and
the network. All else is what the set-up script makes, its stamp included, so the script runs on.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARTS = ("src", "requirements")


def fetched(folder: Path) -> Path:
    """Copy the program as it is fetched: no environment, nothing compiled."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "kith", folder / "kith")
    return folder


def environment(env: Path, source: Path) -> Path:
    """Make an environment that finds Kith in `source`; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(env)], check=True)
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = env / "lib" / name / "site-packages"
    libraries = sysconfig.get_path("purelib")
    (packages / "kith-checkout.pth").write_text(f"{source}\n{libraries}\n")
    return env / "bin" / "python"


def set_up(folder: Path) -> None:
    """Give the checkout its environment, as `./kith` does."""
    env = folder / ".kith"
    environment(env, folder / "src")
    lock = (folder / "requirements" / "run.txt").read_bytes()
    (env / "installed-run").write_text(hashlib.sha256(lock + str(folder).encode()).hexdigest())


def surroundings(home: Path, temp: Path) -> dict[str, str]:
    """Return the environment of a person with a home of her own."""
    left_out = ("PYTHON", "XDG_", "KITH_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "HOME": str(home), "TMPDIR": str(temp)}


def run(folder: Path, env: dict[str, str], *words: str, said: str = ""):
    """Run `./kith` to its end."""
    return subprocess.run(
        [sys.executable, str(folder / "kith"), *words],
        input=said,
        capture_output=True,
        text=True,
        env=env,
        check=False,
    )
