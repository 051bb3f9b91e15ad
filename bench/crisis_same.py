"""Counts the texts that the crisis reader reads otherwise than it did at another commit. Prints no text.

python bench/crisis_same.py dd293ac

Reads every line of tests/safety but the Spanish ones, the training half of KithGold, public texts from `KITH_DATA` where
they lie, and lines of these put together and changed at random (seed 5): signs, small pictures and
look-alikes put in, letters stretched or taken apart. Level, kind and reason have to be the same: of
each text alone by `read` (`one`), and of all at once by `read_many` (`many`).
"""

import csv
import gzip
import json
import os
import random
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import IO, cast

ROOT = Path(__file__).parents[1]
TALK = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "talk"
COLUMNS = {  # the columns of text in public tables
    "counselchat/counselchat_dev75.csv.gz": ("questionTitle", "questionText", "answerText"),
    "politeness_se/se_dev75.csv.gz": ("Request",),
    "context_toxicity/gc.csv.gz": ("text", "parent"),
    "context_toxicity/gn.csv.gz": ("text", "parent"),
    "sms/nus_sms_en_users_A.csv.gz": ("text",),
    "spans/tsd_train.csv.gz": ("text",),
    "spans/tsd_trial.csv": ("text",),
    "isarcasm/train.En.csv": ("tweet",),
    "receptiveness/receptive_dev75.csv": ("text",),
}
SIGNS = "'`\u2018\u2019\u201c\u2026\u2013\U0001f602\U0001f480\U0001f52a\u2764\ufe0f\u200b\u202e\u0301\ud800\x00\n\t.,!?;:|*#@$013457\u20ac\u00e9\u0456\u0430\ufdfa\u0130\ufb01\u2028\xa0\x80"
READ = """
import json, sys
from kith.safety.crisis import read, read_many
texts = json.loads(sys.stdin.read())
found = read_many(texts) if sys.argv[1] == "many" else map(read, texts)
print(json.dumps([(one.level, one.kind, one.reason) for one in found]))
"""


def texts() -> dict[str, list[str]]:
    """Give all texts by where they are from."""
    ours = [*_ours(ROOT / "tests" / "safety")]
    gold = [*_rows(ROOT / "data" / "kithgold", "*.jsonl")]
    found = {"tests/safety": ours, "data/kithgold": gold}
    if TALK.exists():
        for name, columns in COLUMNS.items():
            with _opened(TALK / name) as file:
                found[name] = [row[c] or "" for row in csv.DictReader(file) for c in columns]
        for name in ("goemotions/dev.tsv", "goemotions/train.tsv.gz"):
            with _opened(TALK / name) as file:
                found[name] = [line.split("\t")[0] for line in file]
    return found | {"changed at random": changed(ours + gold, 40_000)}


def changed(lines: list[str], count: int) -> list[str]:
    """Give lines with signs, words and letters put in, stretched and taken apart, or several together."""
    rng = random.Random(5)
    words = sorted({word for line in lines for word in line.split()})
    found = []
    for _ in range(count):
        text = [*rng.choice(lines)]
        for _ in range(rng.randrange(6)):
            at = rng.randrange(len(text) + 1)
            put = (rng.choice(SIGNS), f" {rng.choice(words)} ", "".join(text[at : at + 1] * 3), " ")
            text[at : at + rng.randrange(2)] = rng.choice(put)
        if rng.random() < 0.2:
            text = [" ".join(rng.sample(words, rng.randrange(60)))]
        elif rng.random() < 0.1:
            text = [
                rng.choice([". ", "\n", ", ", " "]).join(rng.sample(lines, rng.randrange(2, 25)))
            ]
        found.append((" " if rng.random() < 0.05 else "").join(text))
    return found


def _ours(folder: Path) -> Iterator[str]:
    yield from _rows(folder, "**/*.jsonl")
    for path in sorted(folder.glob("**/*.txt")):
        yield from path.read_text("utf-8").splitlines()


def _rows(folder: Path, names: str) -> Iterator[str]:
    for path in sorted(folder.glob(names)):
        if path.parent.name == "spanish":
            continue
        for line in filter(None, path.read_text("utf-8").split("\n")):
            yield json.loads(line)["text"]


def _opened(path: Path) -> IO[str]:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast("IO[str]", opened(path, "rt", encoding="utf-8", newline=""))


def answers(source: Path, how: str, asked: list[str]) -> list[list[object]]:
    """Give what the reader of a source tree says of texts, one by one or all at once."""
    done = subprocess.run(
        [sys.executable, "-c", READ, how],
        input=json.dumps(asked),
        env={**os.environ, "PYTHONPATH": str(source)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def main() -> None:
    """Print for each source how many texts were read and how many differ; 1 where one does."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    csv.field_size_limit(1 << 30)
    wrong = 0
    with TemporaryDirectory() as folder:
        asked_for = [which("git") or "git", "-C", str(ROOT), "archive", sys.argv[1], "src"]
        tree = subprocess.run(asked_for, stdout=subprocess.PIPE, check=True).stdout
        with tarfile.open(fileobj=BytesIO(tree)) as held:
            held.extractall(folder, filter="data")
        for name, asked in texts().items():
            before = answers(Path(folder) / "src", "one", asked)
            print(f"{name}: {len(asked):,} texts", end="", flush=True)
            for how in ("one", "many"):
                now = answers(ROOT / "src", how, asked)
                differ = sum(a != b for a, b in zip(before, now, strict=True))
                print(f"; {how}: {differ} differ", end="", flush=True)
                wrong += differ
            print()
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
