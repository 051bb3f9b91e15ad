"""How quickly Kith opens, unlocks, shows pages and saves, with three years of data.

Prints one JSON object. Data: a simulated life (seed 7) stretched to 10,000 check-ins and 40 people.
Run: .kith/bin/python bench/pages.py [--check-ins N] [--rounds N] [--each]
"""

import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import numpy as np

PASSPHRASE = "quiet river under early light"  # noqa: S105 (an invented vault of the bench)
PAGES = (
    "/today/",
    "/people/",
    "/impact/",
    "/search/",
    "/settings/",
    "/keep/",
    "/plan/",
    "/questionnaires/",
    "/talk/",
    "/practise/",
    "/practise/1/",
)


def percentile(times: list[float], q: float) -> float:
    """Return a percentile in milliseconds, to one decimal."""
    return round(float(np.percentile(np.array(times), q)) * 1000, 1)


def reference() -> dict[str, float]:
    """Time a fixed numpy product and a fixed Python loop, to compare machines by."""
    a = np.arange(360_000, dtype=float).reshape(600, 600)
    begun = time.perf_counter()
    for _ in range(5):
        a @ a
    product = time.perf_counter() - begun
    begun = time.perf_counter()
    total = 0
    for i in range(2_000_000):
        total += i & 7
    return {
        "numpy_product_s": round(product, 3),
        "python_loop_s": round(time.perf_counter() - begun, 3),
    }


class Browser:
    """Just enough of a browser: one host, its cookies, the headers a browser sends."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.host, self.port = parts.hostname or "", parts.port or 80
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        """Send one request and return status, headers and text."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Host": f"{self.host}:{self.port}",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Sec-Fetch-Site": "same-origin" if form is not None else "none",
            "Connection": "close",
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = f"http://{self.host}:{self.port}"
        link.request(method, path, body, headers)
        answer = link.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, text


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return round(int(found[1]) / 1024, 1) if found else float("nan")


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(p) for p in found.read_text().split()]


def fill(folder: Path, count: int) -> None:
    """Make a vault with a long simulated life."""
    code = """
import sys, os
from datetime import timedelta
from pathlib import Path
from kith import vault, records
from kith.exchange import Located
from kith.impact import simulate
from kith.web.room import running
folder, count = Path(sys.argv[1]), int(sys.argv[2])
opened, _ = vault.create(folder, sys.argv[3])
running.enter(running.Room(vault=opened, folder=folder, host="localhost", port=0, lock=lambda _: None))
os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.room"
from kith.web.migrate import bring_up_to_date
bring_up_to_date(opened)
import django; django.setup()
from kith.web.keep.store import store
from kith.web.shell.space import the_space
life = simulate(seed=7, days=1096, people=40, checkins_per_day=12.0)
items = [*life.people, *life.ties, *life.checkins[:count], *life.contacts]
batch = store(the_space(), (Located(i, r) for i, r in enumerate(items)), format_name="bench")
print(batch.counts)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), str(count), PASSPHRASE],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    print(done.stdout.strip(), file=sys.stderr)


@contextlib.contextmanager
def running_kith(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """Start Kith on a vault and wait for its address."""
    command = [
        sys.executable,
        "-m",
        "kith",
        "open",
        "--vault",
        str(folder),
        "--no-browser",
        "--port",
        "8799",
    ]
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        line = (process.stdout or sys.exit("no output")).readline()
        yield process, line.split(" at ")[1].strip(), begun
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def one_start(folder: Path) -> tuple[float, float]:
    """Return seconds to the lock page and from unlock to Today."""
    with running_kith(folder) as (_, address, started):
        browser = Browser(address)
        status, _, _ = browser.ask("GET", "/")
        to_lock_page = time.perf_counter() - started
        time.sleep(1.5)  # a person types meanwhile
        begun = time.perf_counter()
        browser.ask("POST", "/unlock", {"passphrase": PASSPHRASE})
        today, _, _ = browser.ask("GET", "/today/")
        assert (status, today) == (200, 200), (status, today)
        return to_lock_page, time.perf_counter() - begun


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check-ins", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--each", action="store_true", help="print how long every view took")
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    result: dict[str, object] = {
        "reference": reference(),
        "check_ins": args.check_ins,
        "people": 40,
    }
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "vault"
        fill(folder, args.check_ins)
        starts = [one_start(folder) for _ in range(5)]
        result["cold_start_to_lock_page_s"] = round(statistics.median(s for s, _ in starts), 2)
        result["unlock_to_today_s"] = round(statistics.median(u for _, u in starts), 2)
        with running_kith(folder) as (process, address, _):
            browser = Browser(address)
            browser.ask("GET", "/")
            browser.ask("POST", "/unlock", {"passphrase": PASSPHRASE})
            pages: dict[str, float] = {}
            for page in PAGES:
                times = []
                for _ in range(args.rounds):
                    begun = time.perf_counter()
                    status, _, text = browser.ask("GET", page)
                    times.append(time.perf_counter() - begun)
                    assert status == 200, (page, status)
                pages[page] = percentile(times[5:], 95)
                if args.each:
                    print(page, [round(one * 1000) for one in times], file=sys.stderr)
            result["page_p95_ms"] = pages
            saves = []
            for i in range(args.rounds):
                _, _, text = browser.ask("GET", "/today/")
                hidden = re.findall(
                    r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text
                )
                form = {**dict(hidden), "valence": str((i % 9 - 4) / 4), "arousal": "0.1"}
                begun = time.perf_counter()
                status, _, _ = browser.ask("POST", "/today/", form)
                saves.append(time.perf_counter() - begun)
                assert status == 302, status
            result["check_in_saved_p95_ms"] = percentile(saves[5:], 95)
            result["room_resident_mb"] = [resident_mb(pid) for pid in children(process.pid)]
            result["door_resident_mb"] = resident_mb(process.pid)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
