"""Run every test of Kith: `./kith test [--no-browser] [--quick] [PYTEST ARGUMENTS]`.

The tests, with the walks in a real browser and the house (lint, types, import rules) beside them.
What fails is tried once more, alone. Chromium is installed from the system's packages where it is missing and this may
be done; where not, it says so and ends with exit code 3, never with a green result.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# the first is the same Chromium without windows; its walks take two thirds of the time
BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
NO_BROWSER = 3
WALKS = ("tests/browser", "tests/proofs/walls")  # where tests marked `browser` lie
WORKERS = "2"  # of the tests, and as many of the walks: these wait half of their time
SOME_FAILED = 1  # of pytest: they ran, and some failed
# one thread each: the workers share two cores
SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def environment() -> dict[str, str]:
    """Return what every step runs in; what is compiled is kept, since Kith is started a lot."""
    kept = {name: said for name, said in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **SINGLE}


def call(*command: str) -> int:
    """Run one step in the checkout and return its exit code."""
    return subprocess.run(command, cwd=HERE, env=environment(), check=False).returncode


def browser() -> str | None:
    """Return the browser that is on this machine."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def install_browser() -> None:
    """Install Chromium from Debian's packages, if this may be done here."""
    apt = shutil.which("apt-get")
    if apt is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return
    say("Installing Chromium from the system's packages for the browser tests.")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    out = subprocess.DEVNULL
    for step in (
        ["update"],
        ["install", "-y", "--no-install-recommends", BROWSERS[0], "fonts-dejavu-core"],
        ["install", "-y", "--no-install-recommends", BROWSERS[1], "fonts-dejavu-core"],
    ):
        subprocess.run([apt, "-qq", *step], env={**os.environ, **quiet}, stdout=out, check=False)
        if browser() is not None:
            return


QUICK_STEPS = (
    ("ruff", "check", "-q", "src", "tests", "bench", "docs"),
    ("ruff", "format", "-q", "--check", "src", "tests", "bench", "docs"),
)
SLOW_STEPS = (("lint-imports", "--no-cache"), ("mypy", "--no-error-summary"))
COMPILED = "KITH_TEST_COMPILED"
Begun = list[subprocess.Popen[str]]


def begun(steps: tuple[tuple[str, ...], ...]) -> Begun:
    """Begin to look whether the house is in order, all of it at once."""
    return [
        subprocess.Popen(
            [str(BIN / name), *args],
            cwd=HERE,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, *args in steps
    ]


def house(steps: Begun) -> int:
    """Say one by one what was found, once it is there."""
    codes = []
    for step in steps:
        told = step.communicate()[0]
        codes.append(step.returncode)
        if told.strip():
            say(told.rstrip())
    if any(codes):
        say("The house is not in order: see above.")
    return max(codes)


def compile_once(folder: str) -> None:
    """Have written down what dataclasses compile, for the hundreds of processes that tests start."""
    path = str(Path(folder) / "compiled")
    if call(sys.executable, str(HERE / "tests" / "compiled_once.py"), path) == 0:
        os.environ[COMPILED] = path


@dataclass(frozen=True)
class Part:
    """Some of the tests: which, where they lie, and the folder of what failed in them."""

    marks: str
    where: tuple[str, ...] = ()
    kept: str = ".pytest_cache"

    def command(self, *more: str) -> list[str]:
        """Return how pytest is called for them."""
        pytest = [sys.executable, "-m", "pytest", "-q", "-m", self.marks, *self.where]
        return [*pytest, "-o", f"cache_dir={self.kept}", *more]


AT_ONCE = ("-n", WORKERS, "--dist", "worksteal")  # who is done takes from the others' rest
AGAIN = ("--last-failed", "--last-failed-no-failures", "none")


def first_try(parts: list[Part]) -> list[int]:
    """Run the parts at once, and return how each ended.

    The first is seen while it runs; what the others say is told after it, one by one.
    """
    with ExitStack() as open_files:
        beside = []
        for part in parts[1:]:
            told = open_files.enter_context(tempfile.TemporaryFile())
            beside.append((begin(part.command(*AT_ONCE), told), told))
        codes = [call(*parts[0].command(*AT_ONCE))]
        for process, told in beside:
            codes.append(process.wait())
            told.seek(0)
            say(told.read().decode("utf-8", "replace").rstrip())
    return codes


def begin(command: list[str], told: IO[bytes]) -> subprocess.Popen[bytes]:
    """Begin one step whose words are kept for later."""
    return subprocess.Popen(
        command, cwd=HERE, env=environment(), stdout=told, stderr=subprocess.STDOUT
    )


def tested(parts: list[Part]) -> int:
    """Run the parts on both cores at once, and what failed once more, alone.

    Many tests wait for real processes and a real browser; on a machine that is busy with something
    else one of them may wait in vain. What fails twice is broken. What needed its second try is
    named by pytest in the first run's summary.
    """
    codes = first_try(parts)
    for number, part in enumerate(parts):
        if codes[number] == SOME_FAILED:
            say("What failed is tried once more, one after another:")
            codes[number] = call(*part.command(*AGAIN))
            if not codes[number]:
                say("All of it passed at the second try.")
    return max(codes)


def main(args: list[str]) -> int:
    """Run what was asked for; the last lines are pytest's own."""
    since = time.monotonic()
    with_browser = "--no-browser" not in args
    quick = "--quick" in args
    rest = [a for a in args if a not in ("--no-browser", "--quick")]
    if rest:
        return call(sys.executable, "-m", "pytest", *rest)
    if with_browser and not quick and browser() is None:
        install_browser()
        if browser() is None:
            say(
                "The browser tests need Chromium, and it can not be installed from here. Nothing was "
                "tested. Install the package 'chromium', or run: ./kith test --no-browser"
            )
            return NO_BROWSER
    types = begun(SLOW_STEPS)  # they take a minute of one core: beside the tests
    failed = house(begun(QUICK_STEPS))
    marks = "not long and not browser" + (" and not slow" if quick else "")
    parts = [Part(marks, ("tests", "--ignore=tests/browser"))]
    if with_browser and not quick:
        parts.append(Part("browser and not long", WALKS, ".pytest_cache/walks"))
    with tempfile.TemporaryDirectory(prefix="kith-tests-") as folder:
        compile_once(folder)
        failed = tested(parts) or failed
    failed = house(types) or failed
    if not with_browser and not quick:
        say("The browser tests were left out, as asked: this is not the whole of it.")
    say(
        f"{time.monotonic() - since:.0f} s. "
        + ("Not everything holds." if failed else "Everything holds.")
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
