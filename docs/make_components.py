"""Ask the registry whether a library that ships is older than SECURITY.md allows, and write the answer.

    python docs/make_components.py [--days 7]    (or: make audit)

Nobody has to say which release mends a fault: every release is taken as one that might. The lock is
solved anew as of so many days ago, within the same ranges (requirements/run.in); a library that is
older in the lock than there is overdue. Writes docs/safety/components.md with the day and the mark of the
lock. Ends with 0 when nothing is overdue, 1 when something is, and 3 when nothing could be asked.
Needs uv and a network.
"""

import argparse
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "run.txt"
ASKED = ROOT / "requirements" / "run.in"
PAGE = ROOT / "docs" / "safety" / "components.md"
DAYS = 7  # the shortest time within which SECURITY.md promises to mend anything
OVERDUE, NOT_ASKED = 1, 3
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: ; ([^\n\\]+?))?(?: \\)?$", re.MULTILINE
)

Pinned = dict[tuple[str, str], str]


def pinned(lock: str) -> Pinned:
    """Give the version of each library of a lock, by its name and when it is for."""
    return {(name, when.strip()): version for name, version, when in PINNED.findall(lock)}


def numbers(version: str) -> tuple[int, ...]:
    """Give the numbers of a release, to compare by."""
    return tuple(int(part) for part in re.findall(r"\d+", version))


def overdue(locked: Pinned, newest: Pinned) -> list[str]:
    """Name what is older than it could have been, or asked for and not locked."""
    late = []
    for (name, when), version in newest.items():
        have = locked.get((name, when))
        if have is None or numbers(have) < numbers(version):
            late.append(name)
    return sorted(set(late))


def mark(lock: str) -> str:
    """Give a short mark of a lock, by which a page shows which one it is about."""
    return sha256(lock.encode()).hexdigest()[:16]


def page(lock: str, newest: Pinned, days: int, day: str) -> str:
    """Write the page."""
    locked = pinned(lock)
    late = overdue(locked, newest)
    lines = [
        "# The libraries that ship, and whether one is overdue",
        "",
        (
            "Printed by `make audit`. `SECURITY.md` says how soon a fault in a library is mended. Here every release"
            " counts as one that might mend a fault: each library is compared with the newest one that its range"
            f" (`requirements/run.in`) allowed {days} days before the day it was asked."
        ),
        "",
        f"Asked: {day}. Lock: `{mark(lock)}`. Overdue: {', '.join(late) or 'none'}.",
        "",
        f"| library | for | locked | newest {days} days before |",
        "|---|---|---|---|",
    ]
    for (name, when), version in sorted(locked.items()):
        lines.append(
            f"| {name} | {when} | {version} | {newest.get((name, when), 'not asked for')} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Ask and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--days", type=int, default=DAYS, help=f"how young a release may be ({DAYS})"
    )
    days = parser.parse_args().days
    today = datetime.now(UTC)
    before = (today - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    command = ["uv", "pip", "compile", "--universal", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", "--upgrade", "--exclude-newer", before, str(ASKED)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        print(f"Nothing could be asked, and nothing was written: {said.strip()}", file=sys.stderr)
        return NOT_ASKED
    lock = LOCK.read_text(encoding="utf-8")
    newest = pinned(done.stdout)
    PAGE.write_text(page(lock, newest, days, f"{today:%Y-%m-%d}"), encoding="utf-8")
    late = overdue(pinned(lock), newest)
    print(
        f"{PAGE.relative_to(ROOT)}: {len(newest)} libraries, overdue: {', '.join(late) or 'none'}"
    )
    return OVERDUE if late else 0


if __name__ == "__main__":
    sys.exit(main())
