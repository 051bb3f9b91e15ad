"""How good the crisis reader is on lines by other hands, and how fast it reads. Prints counts only.

python bench/crisis_reader.py open          the lines it was fitted on
python bench/crisis_reader.py count FILE    the lines of any file of the same form: for final figures
python bench/crisis_reader.py speed         sentences a second on one core
"""

import csv
import gzip
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from math import inf, sqrt
from pathlib import Path

from loops import reference

from kith.safety.crisis import read, read_many
from kith.safety.fold import fold
from kith.safety.templates import knowledge

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "safety"
OPEN = (
    *(
        "corpus2/open",
        "corpus2/sealed",
        "corpus3/a",
        "corpus3/b",
        "corpus3/sealed",
        "corpus4/sealed",
    ),
    *("corpus5/c", "corpus5/d", "corpus5/f", "corpus5/g"),
    *("corpus6/sealed", "corpus7/h", "corpus7/i", "corpus7/j", "corpus7/k"),
    *("corpus8/n", "corpus8/o", "corpus8/p", "corpus9/sealed"),
    *("corpus10/sealed", "corpus11/q", "corpus13/sealed"),
    *("corpus14/s", "corpus14/t", "corpus14/u"),
)
CLASSES = (
    "explicit", "explicit_now", "softened", "oblique", "harm_to_others", "after_self_harm", "danger", "danger_now",
    "benign",
)  # fmt: skip
MEASURES = ("lines", "at least", "at most", "right", "L1+", "L2+", "L3", "kind")


def rows(path: Path) -> list[dict[str, object]]:
    """Give the lines of a file of a corpus; danger that is due level 3 is a class of its own."""
    found = [json.loads(row) for row in path.read_text("utf-8").split("\n") if row]
    for row in found:
        if row["class"] == "danger" and row["level_min"] == 3:
            row["class"] = "danger_now"
        if row["class"].startswith("benign"):
            row["class"] = "benign"
    return found


def counts(path: Path) -> dict[str, Counter[str]]:
    """Give for each class how many lines got which level; no text leaves this function."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows(path):
        got, tally = read(row["text"]), found[row["class"]]
        tally["lines"] += 1
        tally["at least"] += got.level >= row["level_min"]
        tally["at most"] += got.level <= row["level_max"]
        tally["right"] += row["level_min"] <= got.level <= row["level_max"]
        tally["kind"] += got.kind == row["kind"]
        for level, column in ((1, "L1+"), (2, "L2+"), (3, "L3")):
            tally[column] += got.level >= level
    return found


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Give the 95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def sentences_a_second(
    texts: list[str], reads: Callable[[list[str]], object], rounds: int = 7
) -> float:
    """Give how many sentences one core reads in a second of its own time: the best of several rounds."""
    best = inf
    reads(texts)
    for _ in range(rounds):
        start = time.process_time()
        reads(texts)
        best = min(best, time.process_time() - start)
    return many_sentences(texts) / best


def many_sentences(texts: list[str]) -> int:
    """Give how many sentences the reader sees in texts."""
    know = knowledge()
    return sum(len(fold(one, know.lexicon, know.respelled, with_scraps=False)) for one in texts)


def speed() -> None:
    """Print the speed on what people write, where it lies, and on the hardest lines."""
    product, loop = (1000 * one for one in reference())
    print(f"reference: numpy product {product:.0f} ms, Python loop {loop:.0f} ms")
    sets = ordinary()
    opens = [row for path in opened() for row in rows(path)]
    gold = [
        str(json.loads(line)["text"])
        for path in sorted((ROOT / "data" / "kithgold").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]
    sets["messages of KithGold, most with a barrier"] = gold[:: len(gold) // 2000]
    sets["ordinary lines in strong words"] = [
        str(r["text"]) for r in opens if r["class"] == "benign"
    ]
    hard = [str(row["text"]) for row in opens]
    sets["all open lines of crisis"] = hard[:: len(hard) // 2000]
    for name, texts in sets.items():
        at_once = sentences_a_second(texts, read_many)
        alone = sentences_a_second(texts, lambda some: [*map(read, some)])
        each = many_sentences(texts) / len(texts)
        print(
            f"{name}: {at_once:,.0f} sentences a second at once, {alone:,.0f} one by one;"
            f" {len(texts):,} texts of {each:.1f} sentences"
        )


def ordinary() -> dict[str, list[str]]:
    """Give what strangers write, 2,000 texts of each, and both in turn: the mix the figure is said for."""
    talk = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "talk"
    if not talk.exists():
        return {}
    comments = (talk / "goemotions" / "dev.tsv").read_text("utf-8").splitlines()
    first = [row.split("\t")[0] for row in comments][:2000]
    with gzip.open(talk / "sms" / "nus_sms_en_users_A.csv.gz", "rt", encoding="utf-8") as file:
        messages = [row["text"] for row in csv.DictReader(file)]
    second = messages[:: len(messages) // 2000][:2000]
    mix = [one for both in zip(first, second, strict=True) for one in both]
    diary = [" ".join(mix[start : start + 100]) for start in range(0, len(mix), 100)]
    return {
        "comments of strangers": first,
        "text messages": second,
        "both in turn": mix,
        "a hundred of both as one long entry": diary,
    }


def main() -> None:
    """Print what was asked for."""
    if sys.argv[1:] == ["speed"]:
        speed()
        return
    if sys.argv[1:] == ["open"]:
        files = opened()
    elif sys.argv[1:2] == ["count"] and len(sys.argv) == 3:
        files = [Path(sys.argv[2])]
    else:
        sys.exit(__doc__)
    for file in files:
        print(f"== {file.name}")
        show(counts(file))


def opened() -> list[Path]:
    """Give the files of open lines."""
    return [CORPUS / f"{name}.jsonl" for name in OPEN]


def show(found: dict[str, Counter[str]]) -> None:
    """Print the counts of one file."""
    print(f"{'':16}" + "".join(f"{name:>10}" for name in MEASURES) + "   at least: share, 95 %")
    for name in CLASSES:
        tally = found[name]
        low, high = wilson(tally["at least"], tally["lines"])
        share = f"   {tally['at least'] / max(1, tally['lines']):.3f}  {low:.3f} to {high:.3f}"
        print(f"{name:16}" + "".join(f"{tally[one]:>10}" for one in MEASURES) + share)
    direct = found["explicit"] + found["explicit_now"]
    for name, hits, of in (
        ("explicit recall", direct["L2+"], direct["lines"]),
        ("explicit, L1", direct["L1+"], direct["lines"]),
        ("oblique recall", found["oblique"]["L1+"], found["oblique"]["lines"]),
        ("false panels", found["benign"]["L2+"], found["benign"]["lines"]),
        ("false lines", found["benign"]["L1+"], found["benign"]["lines"]),
    ):
        low, high = wilson(hits, of)
        print(f"{name:16}{hits:>6} of {of}: {hits / max(1, of):.3f}, {low:.3f} to {high:.3f}")


if __name__ == "__main__":
    main()
