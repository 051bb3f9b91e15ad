"""Run the long proofs and print their table: `make prove [N=0.1] [SEED=1] [ONLY=word]`.

Each proof is a program that tries something very often and counts what went wrong; each is also
run on a Kith that is broken on purpose and must find that out. `N` scales how often. A proof that
was finished for this state of the source, this N and this seed is not run again, so that a run
that was stopped goes on where it was. The table is kept in docs/safety/proof.md.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
LIST = HERE / "tests" / "proofs" / "proofs.toml"
KEPT = HERE / ".kith" / "proved.json"
TABLE = HERE / "docs" / "safety" / "proof.md"


@dataclass(frozen=True)
class Proof:
    """A promise, the program that tries to break it, and what it must never count."""

    name: str
    promise: str
    program: str
    tries: int  # how often, at N=1
    counted: str  # the key of what was tried in the program's answer; a list is summed
    never: list[str]  # keys whose counts are failures
    sabotage: list[str] = field(default_factory=list)
    sabotaged_tries: int = 200
    per_step: bool = False  # the program takes "every nth" in the place of "how often"


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)


def source() -> str:
    """Give a mark that changes with everything that is proved."""
    mark = sha256()
    for folder in ("src", "tests/proofs"):
        for path in sorted((HERE / folder).rglob("*.py")):
            mark.update(path.read_bytes())
    return mark.hexdigest()[:16]


def run(proof: Proof, tries: int, seed: int, *sabotage: str) -> dict[str, int]:
    """Run a proof's program once and give what it counted."""
    program = HERE / proof.program
    env = {**os.environ, "PYTHONPATH": f"{HERE / 'src'}{os.pathsep}{program.parent}"}
    numbers = [str(tries)] if proof.per_step else [str(tries), str(seed)]
    with tempfile.TemporaryDirectory() as room:
        command = [sys.executable, str(program), f"{room}/vault", *numbers, *sabotage]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr[-2000:])
    counted: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counted


def failures(proof: Proof, counted: dict[str, int]) -> int:
    """Count what must never happen; a name ending in * is a beginning, -name all but that name."""
    found = 0
    for key, number in counted.items():
        for never in proof.never:
            if never.startswith("-"):
                found += number * (not key.endswith(never[1:]))
            else:
                found += number * (key == never)
    return found


def tried(proof: Proof, counted: dict[str, int]) -> int:
    """Count what was tried."""
    return counted[proof.counted] if proof.counted else sum(counted.values())


def prove(proof: Proof, scale: float, seed: int) -> dict[str, Any]:
    """Run a proof and its sabotages; give its row of the table."""
    begun = time.monotonic()
    often = max(1, round(proof.tries / scale if proof.per_step else proof.tries * scale))
    counted = run(proof, often, seed)
    caught = []
    for broken in proof.sabotage:
        found = run(proof, proof.sabotaged_tries, seed, broken)
        caught.append(f"{broken}: {failures(proof, found)} of {tried(proof, found)}")
        if not failures(proof, found):
            caught[-1] += " (missed)"
    number = tried(proof, counted)
    return {
        "name": proof.name,
        "promise": proof.promise,
        "tried": number,
        "failed": failures(proof, counted),
        "counted": counted,
        "sabotage": caught,
        "seed": seed,
        "date": date.today().isoformat(),  # noqa: DTZ011 - the day on which somebody looked
        "seconds": time.monotonic() - begun,
    }


def bound(row: dict[str, Any]) -> str:
    """Say how large a share could still fail: three in as many as were tried (95 %)."""
    if row["failed"]:
        return "–"
    return f"< {3 / row['tried']:.2g}"


def table(rows: list[dict[str, Any]]) -> str:
    """Write the rows as a table of Markdown."""
    lines = [
        "# What was proved, and how often it was tried",
        "",
        "Printed by `make prove`. A zero has a size: with nothing found in n independent tries, the share that could still fail is below 3/n (95 %).",
        "Each proof also runs on a Kith that is broken on purpose and must find that out.",
        "",
        "| promise | tried | failed | at most | on purpose | seed | date | seconds |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        broken = "; ".join(row["sabotage"])
        lines.append(
            f"| {row['promise']} | {row['tried']:,} | {row['failed']} | {bound(row)} | {broken} "
            f"| {row['seed']} | {row['date']} | {row['seconds']:.0f} |"
        )
    return "\n".join(lines) + "\n"


def proofs() -> list[Proof]:
    """Read the list of proofs."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8"))["proof"]
    return [Proof(**row) for row in rows]


def main() -> int:
    """Run what is not proved yet and print the table; 1 where something failed or was missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    parser.add_argument("--n", type=float, default=1.0, help="scale of each proof (1.0)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="proofs whose name holds this word")
    parser.add_argument("--again", action="store_true", help="also what was proved already")
    parser.add_argument("--json", action="store_true", help="print the rows as JSON")
    args = parser.parse_args()
    kept = json.loads(KEPT.read_text()) if KEPT.exists() and not args.again else {}
    mark, rows = source(), []
    for proof in proofs():
        if args.only not in proof.name:
            continue
        key = f"{proof.name} {mark} {args.n} {args.seed}"
        if key not in kept:
            say(f"{proof.name} …")
            kept[key] = prove(proof, args.n, args.seed)
            KEPT.parent.mkdir(exist_ok=True)
            KEPT.write_text(json.dumps(kept))
        rows.append(kept[key])
    text = table(rows)
    if not args.only and args.n >= 1:
        TABLE.write_text(text, encoding="utf-8")
    say(json.dumps(rows) if args.json else text)
    bad = any(row["failed"] or any("missed" in one for one in row["sabotage"]) for row in rows)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
