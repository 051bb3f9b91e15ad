"""Use Kith for a while and watch every process of it from below: nothing leaves this machine.

    python alone.py FOLDER SECONDS SEED [SABOTAGE]

Every page and form, imports, a fit, drafts, lock and unlock, again and again. Where the system lets
us, `strace` sees each connection and each packet of the door, the rooms and their children, also of
the child that reads files and of compiled libraries; else a hook in each Python. Prints a line of
JSON: `seconds`, `rounds`, `asked` (pages and forms), `seen` (connections to this machine itself, so
that somebody watched; with the hook: processes), and `attempts` at any other machine.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import conditions  # first: it says where the rest is found
import kithed
import walks

CALLS = "trace=connect,sendto,sendmsg,sendmmsg,bind"
ELSEWHERE = re.compile(r"sa_family=AF_(?:INET6?|PACKET|NETLINK)\b.*")
HERE = re.compile(
    r'127\.0\.0\.1|"::1"|AF_NETLINK|inet_addr\("0\.0\.0\.0"\)'
)  # binding is not going


def can_trace() -> bool:
    """Say whether a process may be watched here."""
    found = shutil.which("strace")
    return (
        found is not None
        and subprocess.run(
            [found, "-o", os.devnull, "true"], capture_output=True, check=False
        ).returncode
        == 0
    )


@contextmanager
def watched(pid: int, into: Path) -> Iterator[None]:
    """Write down the calls of a process and of all that it starts."""
    command = [
        "strace",
        "-f",
        "-qq",
        "-e",
        CALLS,
        "-e",
        "signal=none",
        "-o",
        str(into),
        "-p",
        str(pid),
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as watching:
        time.sleep(0.5)
        try:
            yield
        finally:
            watching.terminate()
            watching.wait(30)


def used(browser: kithed.Browser, until: float, found: Counter[str]) -> None:
    """Do everything that can be done, again and again."""
    while time.monotonic() < until or not found["rounds"]:
        found["asked"] += len(walks.read_everything(browser))
        found["asked"] += len(walks.type_everywhere(browser, "the wren sings"))
        token = walks.token_of(browser)
        browser.ask("POST", "/impact/start", {"o": "mood", "csrfmiddlewaretoken": token})
        if not found["rounds"]:
            walks.bring_in(browser)
        browser.ask("POST", "/exit")
        for at in ("/help/", "/help/someone/", "/away/", "/"):
            found["asked"] += browser.ask("GET", at).status == 200
        kithed.until(lambda: kithed.unlock(browser).status == 303, 60)
        found["rounds"] += 1


def many(folder: Path, seconds: int, *sabotage: str) -> Counter[str]:
    """Use Kith for as long, and count."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    calls, tracing = folder.parent / "calls", can_trace()
    conditions.set_for_kith(*sabotage)
    kithed.ENVIRONMENT.pop("KITH_TEST_CALLS", None)
    if not tracing:
        kithed.ENVIRONMENT["KITH_TEST_CALLS"] = str(calls)
    found = Counter(seconds=seconds, rounds=0, asked=0, seen=0, attempts=0)
    command = [sys.executable, "-m", "kith", "--vault", str(folder), "--no-browser"]
    with kithed.started(command, folder) as kith:
        browser = kith.browser
        walks.create(browser)
        browser.ask("POST", "/lock")
        kithed.until(lambda: not kith.rooms())
        if tracing:
            with watched(kith.pid, calls):  # rooms that are opened from now on are its children
                kithed.unlock(browser)
                used(browser, time.monotonic() + seconds, found)
        else:
            kithed.unlock(browser)
            used(browser, time.monotonic() + seconds, found)
    for line in calls.read_text().splitlines():
        if tracing:
            away = ELSEWHERE.search(line) and not HERE.search(line)
            found["seen"] += bool(HERE.search(line)) or "AF_UNIX" in line or "sendto" in line
        else:
            away, started = " call " in line, " start " in line
            found["seen"] += started
        found["attempts"] += bool(away)
        if away:
            print(line, file=sys.stderr)
    return found


if __name__ == "__main__":
    result = many(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[4:])
    sys.stdout.write(json.dumps({key: int(value) for key, value in result.items()}) + "\n")
