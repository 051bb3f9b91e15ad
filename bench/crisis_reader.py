"""How good the crisis reader is on the second corpus, and how fast it reads. Prints counts only.

python bench/crisis_reader.py open          the lines to work on
python bench/crisis_reader.py sealed        the lines that nobody reads: for final figures
python bench/crisis_reader.py speed         sentences a second on one core
"""

import json
import sys
import time
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path

from kith.safety.crisis import read
from kith.safety.fold import fold
from kith.safety.templates import knowledge

CORPUS = Path(__file__).parents[1] / "tests" / "safety" / "corpus2"
CLASSES = (
    "explicit", "explicit_now", "softened", "oblique", "harm_to_others", "after_self_harm", "danger", "danger_now",
    "benign_intense",
)  # fmt: skip
MEASURES = ("lines", "at least", "at most", "right", "L1+", "L2+", "L3", "kind")


def counts(side: str) -> dict[str, Counter[str]]:
    """Give for each class how many lines got which level; no text leaves this function."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in map(json.loads, (CORPUS / f"{side}.jsonl").read_text("utf-8").splitlines()):
        got, tally = read(row["text"]), found[row["class"]]
        tally["lines"] += 1
        tally["at least"] += got.level >= row["level_min"]
        tally["at most"] += got.level <= row["level_max"]
        tally["right"] += row["level_min"] <= got.level <= row["level_max"]
        tally["kind"] += got.kind == row["kind"]
        for level, name in ((1, "L1+"), (2, "L2+"), (3, "L3")):
            tally[name] += got.level >= level
    return found


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def sentences_a_second(minutes: float = 0.05) -> float:
    """Give how many ordinary sentences one core reads in a second of its own time."""
    lines = [
        row["text"]
        for row in map(json.loads, (CORPUS / "open.jsonl").read_text("utf-8").splitlines())
        if row["class"] == "benign_intense"
    ]
    know = knowledge()
    sentences = sum(len(fold(line, know.lexicon, know.respelled)) for line in lines)
    for line in lines:
        read(line)
    start, rounds = time.process_time(), 0
    while time.process_time() - start < 60 * minutes:
        for line in lines:
            read(line)
        rounds += 1
    return rounds * sentences / (time.process_time() - start)


def main() -> None:
    """Print what was asked for."""
    if sys.argv[1:] == ["speed"]:
        print(f"{sentences_a_second():,.0f} sentences a second")
        return
    if sys.argv[1:] not in (["open"], ["sealed"]):
        sys.exit(__doc__)
    found = counts(sys.argv[1])
    print(f"{'':16}" + "".join(f"{name:>10}" for name in MEASURES) + "   at least: share, 95 %")
    for name in CLASSES:
        tally = found[name]
        low, high = wilson(tally["at least"], tally["lines"])
        share = f"   {tally['at least'] / tally['lines']:.3f}  {low:.3f} to {high:.3f}"
        print(f"{name:16}" + "".join(f"{tally[one]:>10}" for one in MEASURES) + share)
    direct = found["explicit"] + found["explicit_now"]
    for name, hits, of in (
        ("explicit recall", direct["L2+"], direct["lines"]),
        ("oblique recall", found["oblique"]["L1+"], found["oblique"]["lines"]),
        ("false panels", found["benign_intense"]["L2+"], found["benign_intense"]["lines"]),
    ):
        low, high = wilson(hits, of)
        print(f"{name:16}{hits:>6} of {of}: {hits / of:.3f}, {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main()
