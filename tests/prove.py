"""Run the long proofs and print their table: `make prove [N=0.1] [SEED=1] [ONLY=word]`.

Each proof is a program that tries something very often and counts what went wrong; each is also
run on a Kith that is broken on purpose and must find that out. `N` scales how often. Proofs are
cut into parts, each with a seed of its own, and two parts run at a time. A part that was finished
for this state of the source, this N and this seed is not run again: a run that is stopped with
Ctrl-C goes on where it was. Whole proofs at N=1 or more are kept in docs/safety/proof.md, each with
its day and the mark of the source that was tried; what was not run again stays as it was.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock
from typing import Any

HERE = Path(__file__).resolve().parent.parent
LIST = HERE / "tests" / "proofs" / "proofs.toml"
KEPT = HERE / ".kith" / "proved.json"
TABLE = HERE / "docs" / "safety" / "proof.md"
SHARED_MEMORY = Path("/dev/shm")  # where it is, nothing waits for a disk that is not the point
SINGLE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
MOST = "most_"  # counts of this beginning are not summed over the parts: the largest stands
STOPPED = 130
RUNS_KEPT = 5
LOOKS = 0.3  # seconds between two looks whether it was stopped


@dataclass(frozen=True)
class Proof:
    """A promise, the program that tries to break it, and what it must never count.

    Its program is called with a folder, how often (or every how-manieth), a seed (or where to
    begin), its `words`, and the name of a sabotage; it prints a line of JSON of counts.
    """

    name: str
    promise: str
    program: str
    tries: int  # how often, at N=1
    counted: str  # the key of what was tried in the program's answer; "" sums all of them
    never: list[str]  # keys whose counts are failures
    seldom: dict[str, str] = field(default_factory=dict)  # more than 1 in 100 of these: failures
    sabotage: list[str] = field(default_factory=list)
    sabotaged_tries: int = 200
    per_step: bool = False  # the program takes "every nth" in the place of "how often"
    parts: int = 1  # at N=1; what was finished of a stopped run is kept part by part
    seconds: int = 60  # of one core at N=1, measured once: the longest begin first
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Part:
    """One run of a program: a share of a proof, or a sabotage that it must catch."""

    proof: Proof
    number: int
    seed: int
    name: str
    cost: float
    sabotage: str = ""

    @property
    def key(self) -> str:
        """Return the name under which it is kept."""
        return f"{self.proof.name}: {self.sabotage or self.name}"


def say(text: str) -> None:
    """Print a line of progress at once, where it cannot be taken for the answer."""
    print(text, file=sys.stderr, flush=True)


def source() -> str:
    """Give a mark that changes with everything that is proved."""
    mark = sha256()
    for folder in ("src", "tests/proofs", "tests/exchange", "tests/web/fixtures"):
        for path in sorted((HERE / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                mark.update(path.read_bytes())
    return mark.hexdigest()[:16]


def parts_of(proof: Proof, scale: float, seed: int) -> list[Part]:
    """Cut a proof into its parts: as many tries, or every place, each in one of them."""
    count = max(1, round(proof.parts * scale))
    cost = proof.seconds * scale / count
    if proof.per_step:
        step = max(1, round(proof.tries / scale))
        begins = [(seed - 1 + step * i) % (step * count) for i in range(count)]
        numbers = [(step * count, begin) for begin in begins]
    else:
        often = max(count, round(proof.tries * scale))
        shares = [often // count + (i < often % count) for i in range(count)]
        numbers = [(share, seed * 1000 + i) for i, share in enumerate(shares)]
    parts = [
        Part(proof, number, begin, f"{i + 1} of {count}", cost)
        for i, (number, begin) in enumerate(numbers)
    ]
    broken = proof.sabotaged_tries
    return parts + [
        Part(proof, broken, 0 if proof.per_step else seed, f"broken: {name}", 5.0, name)
        for name in proof.sabotage
    ]


class Runner:
    """Runs programs, knows which are under way, and can end them."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[str]] = set()
        self._lock = Lock()
        self._ended = False

    def run(self, part: Part) -> dict[str, Any]:
        """Run a part and give what it counted, and how long it took."""
        program = HERE / part.proof.program
        env = {**os.environ, **SINGLE, "PYTHONPATH": f"{HERE / 'src'}{os.pathsep}{program.parent}"}
        numbers = [str(part.number), str(part.seed), *part.proof.words]
        broken = [part.sabotage] if part.sabotage else []
        begun = time.monotonic()
        with self._room() as room:
            command = [sys.executable, str(program), f"{room}/vault", *numbers, *broken]
            out, err, code = self._called(command, env)
        if code != 0:
            raise RuntimeError(f"{part.key} ended with {code}\n{err[-2000:]}")
        return {"counted": json.loads(out.splitlines()[-1]), "seconds": time.monotonic() - begun}

    def end(self) -> None:
        """End what is under way, with all that it started; nothing new begins."""
        with self._lock:
            self._ended = True
            for child in self._running:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)

    @contextlib.contextmanager
    def _room(self) -> Iterator[str]:
        where = SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None
        with tempfile.TemporaryDirectory(dir=where, ignore_cleanup_errors=True) as room:
            yield room

    def _called(self, command: list[str], env: dict[str, str]) -> tuple[str, str, int]:
        with self._lock:
            if self._ended:
                raise RuntimeError("stopped")
            child = subprocess.Popen(
                command,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,  # Ctrl-C is for this program, which then ends that one
            )
            self._running.add(child)
        out, err = child.communicate()
        with self._lock:
            self._running.discard(child)
        return out, err, child.returncode


def failures(proof: Proof, counted: dict[str, int]) -> int:
    """Count what must never happen, or too often; -name means all but that name."""
    found = 0
    for key, number in counted.items():
        for never in proof.never:
            if never.startswith("-"):
                found += number * (not key.endswith(never[1:]))
            else:
                found += number * (key == never)
    for key, whole in proof.seldom.items():
        found += max(0, counted.get(key, 0) - counted.get(whole, 0) // 100)
    return found


def tried(proof: Proof, counted: dict[str, int]) -> int:
    """Count what was tried."""
    return counted[proof.counted] if proof.counted else sum(counted.values())


def joined(all_counted: list[dict[str, int]]) -> dict[str, int]:
    """Add up what the parts counted; of what is a largest, take the largest."""
    found: Counter[str] = Counter()
    for counted in all_counted:
        for key, number in counted.items():
            found[key] = max(found[key], number) if key.startswith(MOST) else found[key] + number
    return dict(found)


def row(proof: Proof, parts: list[Part], kept: dict[str, Any], seed: int) -> dict[str, Any]:
    """Give the proof's row of the table once all of its parts are done."""
    sound = [kept[part.key] for part in parts if not part.sabotage]
    counted = joined([one["counted"] for one in sound])
    caught = []
    for part in parts:
        if part.sabotage:
            found = kept[part.key]["counted"]
            failed = failures(proof, found)
            said = f"{part.sabotage}: {failed} of {tried(proof, found)}"
            caught.append(said if failed else f"{said} (missed)")
    return {
        "name": proof.name,
        "promise": proof.promise,
        "tried": tried(proof, counted),
        "failed": failures(proof, counted),
        "counted": counted,
        "sabotage": caught,
        "seed": seed,
        "date": max(kept[part.key]["date"] for part in parts),
        "seconds": sum(kept[part.key]["seconds"] for part in parts),
    }


def bound(found: dict[str, Any]) -> str:
    """Say how large a share could still fail: three in as many as were tried (95 %)."""
    if found["failed"]:
        return "–"
    return f"< {3 / found['tried']:.2g}"


def line_of(found: dict[str, Any], mark: str) -> str:
    """Write one row of the table."""
    broken = "; ".join(found["sabotage"])
    return (
        f"| {found['promise']} | {found['tried']:,} | {found['failed']} | {bound(found)} "
        f"| {broken} | {found['seed']} | {found['date']} | {found['seconds']:.0f} | {mark} |"
    )


def kept_lines(text: str) -> dict[str, str]:
    """Return the rows of a table that was written before, by their promise."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return {line.split(" | ")[0].removeprefix("| "): line for line in rows}


def table(
    rows: list[dict[str, Any]], machine: str, mark: str = "", before: dict[str, str] | None = None
) -> str:
    """Write the rows as a table of Markdown, between those of earlier runs that still are proofs."""
    shown = {**(before or {}), **{found["promise"]: line_of(found, mark) for found in rows}}
    order = [found["promise"] for found in rows] if before is None else promises()
    lines = [
        "# What was proved, and how often it was tried",
        "",
        "Printed by `make prove`. A zero has a size: with nothing found in n independent tries, the share that could still fail is below 3/n (95 %).",
        "Each proof also runs on a Kith that is broken on purpose and must find that out. `70 of 40` there means 70 faults found in 40 tries: one try may show several.",
        "Proofs may be run one by one: the last column marks the source that each was run on (`source()` in tests/prove.py).",
        f"Seconds are of one core; two run at a time. Of the last run: {machine}",
        "",
        "| promise | tried | failed | at most | broken on purpose: faults found of tries | seed | date | seconds | source |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [shown[promise] for promise in order if promise in shown]
    return "\n".join(lines) + "\n"


def promises() -> list[str]:
    """Return what is proved, in the order of the list."""
    return [proof.promise for proof in proofs()]


def proofs() -> list[Proof]:
    """Read the list of proofs."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["proof"]
    return [Proof(**found) for found in rows]


def reference() -> dict[str, float]:
    """Time the two fixed loops by which the bench tells machines apart."""
    sys.path.insert(0, str(HERE / "bench"))
    import pages

    found: dict[str, float] = pages.reference()
    return found


def machine_of(kept: dict[str, Any]) -> str:
    """Say what the reference loops took when the first part of this run began."""
    loops = kept["reference"]
    return (
        f"Reference on the same machine: a fixed numpy product {loops['numpy_product_s']} s, "
        f"a fixed Python loop {loops['python_loop_s']} s."
    )


class Kept:
    """What was finished of this run, written down after every part; other runs stay beside it."""

    def __init__(self, run: str, *, again: bool) -> None:
        self._all = json.loads(KEPT.read_text()) if KEPT.exists() else {}
        self.parts: dict[str, Any] = {} if again else self._all.get(run, {})
        self._all.pop(run, None)
        self._all[run] = self.parts

    def save(self) -> None:
        """Write it down in one step; the newest runs only."""
        KEPT.parent.mkdir(exist_ok=True)
        beside = KEPT.with_suffix(".tmp")
        beside.write_text(json.dumps(dict([*self._all.items()][-RUNS_KEPT:])))
        beside.replace(KEPT)


def work(waiting: list[Part], kept: Kept, workers: int) -> list[str]:
    """Run what is waiting, the longest first; keep each as it ends. Give what ended in an error."""
    runner, broken = Runner(), []
    whole, begun, done = sum(part.cost for part in waiting), time.monotonic(), 0.0
    pool = ThreadPoolExecutor(workers)
    order = sorted(waiting, key=lambda part: -part.proof.seconds)
    under_way = {pool.submit(runner.run, part): part for part in order}
    stopped = Event()  # set by Ctrl-C, and looked at where nothing is half done
    before = signal.signal(signal.SIGINT, lambda *_: stopped.set())
    try:
        while under_way:
            if stopped.is_set():
                raise KeyboardInterrupt  # noqa: TRY301 - as if it had struck here
            for future in wait(under_way, LOOKS, FIRST_COMPLETED).done:
                part = under_way.pop(future)
                done += part.cost
                left = (time.monotonic() - begun) * (whole / done - 1) / 60
                said = f"{len(waiting) - len(under_way)}/{len(waiting)}  {part.key}"
                try:
                    found = future.result()
                except RuntimeError as error:
                    broken.append(str(error))
                    say(f"{said}: BROKEN")
                    continue
                today = date.today().isoformat()  # noqa: DTZ011 - the day on which somebody looked
                kept.parts[part.key] = {**found, "date": today}
                kept.save()
                say(f"{said}: {found['seconds']:.0f} s; about {left:.0f} min left")
    except BaseException:
        runner.end()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        signal.signal(signal.SIGINT, before)
    return broken


def main() -> int:
    """Run what is not proved yet and print the table; 1 where something failed or was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("--n", type=float, default=1.0, help="scale of each proof (1.0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="proofs whose name holds this word")
    parser.add_argument("--again", action="store_true", help="also what was proved already")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    parser.add_argument("--workers", type=int, default=2, help="programs at a time (2)")
    args = parser.parse_args()
    kept = Kept(f"{source()} {args.n} {args.seed}", again=args.again)
    chosen = [proof for proof in proofs() if args.only in proof.name]
    parts = {proof.name: parts_of(proof, args.n, args.seed) for proof in chosen}
    waiting = [part for some in parts.values() for part in some if part.key not in kept.parts]
    if "reference" not in kept.parts:
        kept.parts["reference"] = reference()
    try:
        broken = work(waiting, kept, args.workers)
    except KeyboardInterrupt:
        say("Stopped. What was finished is kept; the same command goes on from there.")
        return STOPPED
    whole = [p for p in chosen if all(part.key in kept.parts for part in parts[p.name])]
    rows = [row(proof, parts[proof.name], kept.parts, args.seed) for proof in whole]
    text = table(rows, machine_of(kept.parts), source())
    if args.n >= 1 and rows:
        before = kept_lines(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
        kept_text = table(rows, machine_of(kept.parts), source(), before)
        TABLE.write_text(kept_text, encoding="utf-8")
    print(json.dumps(rows) if args.json else text)
    for error in broken:
        say(error)
    bad = broken or any(
        found["failed"] or "(missed)" in "".join(found["sabotage"]) for found in rows
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
