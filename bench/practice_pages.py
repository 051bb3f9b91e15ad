"""How much of the processor the page of any practice takes, in a large life.

Run: .kith/bin/python bench/practice_pages.py [--check-ins N] [--rounds N]
Data: a simulated life (seed 7) of 10,000 check-ins and 40 people, as bench/pages.py makes it. Each
round goes through every practice about somebody: its page, each step, its end and their person's
page; later rounds have the runs of earlier ones beside them. A time is the processor's, of the room
and of the client together, so that others on the machine do not count. Prints one JSON object.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from pages import PASSPHRASE, Browser, children, fill, percentile, reference, running_kith

LOADS = """
import time
from kith import practices
begun = time.process_time()
practices.library()
print(time.process_time() - begun)
"""


def on_processor(pid: int) -> float:
    """Return for how many seconds all threads of a process have been on a processor."""
    rows = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(row.read_text().split()[0]) for row in rows) / 1e9


class Timed:
    """A browser that keeps what each page took."""

    def __init__(self, browser: Browser, room: int) -> None:
        self.browser, self.room = browser, room
        self.took: dict[str, list[float]] = defaultdict(list)

    def ask(self, kind: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Send one request; return status, where it leads, and the text."""
        before = on_processor(self.room) + time.process_time()
        method = "GET" if form is None else "POST"
        status, headers, text = self.browser.ask(method, path, form)
        self.took[kind].append(on_processor(self.room) + time.process_time() - before)
        assert status in {200, 302}, (path, status, text[:300])
        return status, headers.get("location", ""), text


def hidden(text: str) -> dict[str, str]:
    """Return the hidden fields of a page."""
    found = re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text)
    return dict(found)


def through(timed: Timed, number: int, turn: int) -> None:
    """Go through one practice with everything skipped, about somebody where it asks for that."""
    _, _, text = timed.ask("the practice", f"/practise/{number}/")
    people = re.findall(r'<option value="(\d+)"', text)
    form = hidden(text)
    if people:
        form |= {"person": people[turn % 3], "go": "1"}
    status, where, text = timed.ask("begin", f"/practise/{number}/", form)
    if status != 302:
        return
    while True:
        status, leads, text = timed.ask("a run", where)
        if status == 302:
            where = leads
        step = re.search(r"/practise/run/\d+/\d+/$", where)
        if not step:
            going = re.search(r'href="(/practise/run/\d+/\d+/)">Go on', text)
            if not going:
                return
            where = going[1]
        status, _, text = timed.ask("a step", where)
        status, where, _ = timed.ask("keep a step", where, hidden(text) | {"do": "skip"})


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check-ins", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    load = [
        subprocess.run([sys.executable, "-c", LOADS], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    result: dict[str, object] = {
        "reference": reference(),
        "definitions_load_ms": round(1000 * statistics.median(float(one.stdout) for one in load)),
    }
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "vault"
        fill(folder, args.check_ins)
        with running_kith(folder) as (process, address, _):
            browser = Browser(address)
            browser.ask("GET", "/")
            browser.ask("POST", "/unlock", {"passphrase": PASSPHRASE})
            room = children(process.pid)[0]
            timed = Timed(browser, room)
            _, _, text = timed.ask("warm", "/practise/")
            numbers = sorted({int(one) for one in re.findall(r'href="/practise/(\d+)/"', text)})
            for turn in range(args.rounds):
                for number in numbers:
                    through(timed, number, turn)
                timed.ask("the list", "/practise/")
                timed.ask("what was written before", "/practise/runs/")
            people = re.findall(r'href="/people/(\d+)/"', timed.ask("people", "/people/")[2])
            for pk in people[:20]:
                timed.ask("a person", f"/people/{pk}/")
            result["practices"] = len(numbers)
            result["p95_ms"] = {k: percentile(v, 95) for k, v in timed.took.items()}
            result["most_ms"] = {k: round(1000 * max(v)) for k, v in timed.took.items()}
            result["asked"] = {k: len(v) for k, v in timed.took.items()}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
