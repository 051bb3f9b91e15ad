"""Write the last figures of `make prove` (docs/safety/proof.md) into the table of promises.

A row of docs/safety/promises.md names the proofs that try it (tests/proofs/proofs.toml); its last
column says how often each was tried last, how often it failed, how large a share could still fail,
the seed and the day, or that it has not been run in full.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROMISES = ROOT / "docs" / "safety" / "promises.md"
PROOF = ROOT / "docs" / "safety" / "proof.md"
PROOFS = ROOT / "tests" / "proofs" / "proofs.toml"
NOT_RUN = "not run in full yet"
NONE = "–"


def figures(proof: str) -> dict[str, str]:
    """Read the table of `make prove`: what it says of each promise."""
    found = {}
    for line in proof.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 9 and re.fullmatch(r"[\d,]+", cells[1]):
            promise, tried, failed, bound, _, seed, day, *_ = cells
            found[promise] = f"{failed} of {tried}, {bound}, seed {seed}, {day}"
    return found


def names() -> dict[str, str]:
    """Give the promise of each proof by its name."""
    rows = tomllib.loads(PROOFS.read_text(encoding="utf-8"))["proof"]
    return {row["name"]: row["promise"] for row in rows}


def page(promises: str, proof: str) -> str:
    """Return the table of promises with its last column written anew."""
    said, promise_of = figures(proof), names()
    lines = []
    for line in promises.splitlines():
        cells = line.split(" | ")
        if line.startswith("| ") and len(cells) == 5 and cells[3] != "Proof":
            asked = [] if cells[3] == NONE else cells[3].split(", ")
            told = [f"{name}: {said.get(promise_of[name], NOT_RUN)}" for name in asked]
            line = " | ".join([*cells[:4], "; ".join(told) or NONE]) + " |"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines) + "\n"


def written() -> str:
    """Return the page as it has to stand now."""
    proof = PROOF.read_text(encoding="utf-8") if PROOF.exists() else ""
    return page(PROMISES.read_text(encoding="utf-8"), proof)


if __name__ == "__main__":
    PROMISES.write_text(written(), encoding="utf-8")
