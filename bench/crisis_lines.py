"""Gives the lines of all corpora that the crisis reader is fitted on, and texts of strangers."""

import csv
import gzip
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "safety"
EVERY = 5  # every so many public comments
OURS = {  # the first corpus: file, class, levels, kind
    "explicit": ("explicit", 2, 3, "suicide"),
    "plan": ("explicit_now", 3, 3, "suicide"),
    "softened": ("softened", 1, 2, "suicide"),
    "oblique": ("oblique", 1, 2, "suicide"),
    "benign": ("benign", 0, 1, "none"),
    "danger": ("danger", 2, 3, "danger"),
    "danger_now": ("danger", 3, 3, "danger"),
    "danger_benign": ("benign", 0, 1, "none"),
}
FILES = {
    "corpus2/open": "second", "corpus2/sealed": "second", "corpus3/a": "a", "corpus3/b": "b", "corpus3/sealed": "third",
    "corpus4/sealed": "fourth", "corpus5/c": "c", "corpus5/d": "d", "corpus5/f": "f", "corpus5/g": "g",
    "corpus6/sealed": "sixth", "corpus7/h": "h", "corpus7/i": "i", "corpus7/j": "j", "corpus7/k": "k",
    "corpus7/m": "m", "corpus8/n": "n", "corpus8/o": "o", "corpus8/p": "p", "corpus9/sealed": "seventh",
}  # fmt: skip
WRITERS = ("ours", *dict.fromkeys(FILES.values()))


@dataclass(frozen=True)
class Line:
    """A line of a corpus and who wrote it."""

    text: str
    group: str
    least: int
    most: int
    kind: str
    writer: str


@cache
def lines() -> tuple[Line, ...]:
    """Give the lines of all corpora."""
    found = []
    for half in ("tune", "held"):
        for name, (group, least, most, kind) in OURS.items():
            texts = (CORPUS / "corpus" / half / f"{name}.txt").read_text("utf-8").splitlines()
            found += [Line(text, group, least, most, kind, "ours") for text in texts]
    for name, writer in FILES.items():
        for row in filter(None, (CORPUS / f"{name}.jsonl").read_text("utf-8").split("\n")):
            one = json.loads(row)
            group = one["class"].replace("benign_intense", "benign").replace("danger_now", "danger")
            found.append(
                Line(one["text"], group, one["level_min"], one["level_max"], one["kind"], writer)
            )
    return tuple(found)


@cache
def strangers() -> tuple[Line, ...]:
    """Give texts of strangers about nothing in particular, which are due nothing.

    Public comments (GoEmotions) and text messages (NUS SMS), in three parts that share no text:
    `fit` for the words, `bars` for the sums and bars, `dev` kept out of both. No text of theirs is
    in Kith. Where they lie: `KITH_DATA`, or `../shared/data`.
    """
    parts = {
        f"{name} {part}": texts
        for part in ("fit", "bars", "dev")
        for name, texts in (("comments", comments(part)), ("messages", messages()[part]))
    }
    return tuple(
        Line(text, "stranger", 0, 0, "none", part)
        for part, texts in parts.items()
        for text in texts
    )


@cache
def messages() -> dict[str, list[str]]:
    """Give the text messages of strangers in parts, by a hash: half to fit on, two quarters not."""
    parts: dict[str, list[str]] = {"fit": [], "bars": [], "dev": []}
    path = data() / "talk" / "sms" / "nus_sms_en_users_A.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            part = zlib.crc32(row["text"].strip().lower().encode()) % 4
            parts[("fit", "bars", "fit", "dev")[part]].append(row["text"])
    return parts


def comments(part: str) -> Iterable[str]:
    """Give public comments: `fit` and `bars` (GoEmotions, train), and `dev`, kept out of both."""
    if part == "dev":
        text = (data() / "talk" / "goemotions" / "dev.tsv").read_text("utf-8")
        return [row.split("\t")[0] for row in text.split("\n") if row]
    with gzip.open(data() / "talk" / "goemotions" / "train.tsv.gz", "rt", encoding="utf-8") as rows:
        start = ("fit", "bars").index(part)
        return [row.split("\t")[0] for row in islice(rows, start, None, EVERY)]


def data() -> Path:
    """Give where texts of strangers lie."""
    return Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data"))
