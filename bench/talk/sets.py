"""Reads the sets that the reader of messages is trained on, and says what is kept from training.

KithGold lies in `data/kithgold`; the others in `KITH_DATA/talk` (docs/credits.md). A part of each
set of ordinary and kind texts is never trained on: it is where false alarms are counted.
"""

import csv
import gzip
import html
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "kithgold"
TALK = Path(os.environ.get("KITH_DATA", ROOT.parent / "shared" / "data")) / "talk"
WRITERS = ("a", "b", "c", "d", "e", "f", "g", "k", "m")
# Writers with about as many of each barrier: curves are set on them
EVEN = ("a", "b", "c", "d", "k")
KIND = frozenset(
    {"admiration", "approval", "caring", "gratitude", "love", "optimism", "relief", "joy", "pride"}
)
ANGRY = frozenset({"anger", "annoyance", "disapproval", "disgust"})
# Words for who somebody is. What comments on the web say around them is nothing to learn from.
IDENTITY = frozenset(Path(__file__).with_name("identity.txt").read_text("utf-8").split())
csv.field_size_limit(sys.maxsize)


@dataclass(frozen=True, slots=True)
class Gold:
    """A message of KithGold with what its words do: (label, start, end, reason)."""

    name: str
    writer: str
    situation: str
    group: str
    kind: str
    variety: str
    relation: str
    text: str
    labels: tuple[tuple[str, int, int, str], ...]
    pair: str
    before: tuple[tuple[str, str], ...]


def gold(paths: list[Path] | None = None) -> list[Gold]:
    """Read KithGold, or any files of its form."""
    if paths is None:
        paths = [path for w in WRITERS if (path := GOLD / f"{w}.jsonl").exists()]
    return [
        _gold(json.loads(line))
        for path in paths
        for line in path.read_text("utf-8").split("\n")
        if line
    ]


def _gold(row: dict[str, Any]) -> Gold:
    own = "self." if row["set"] == "selftalk" else ""
    return Gold(
        name=row["id"], writer=row["id"].partition("-")[0], situation=row["situation"], group=row["set"],
        kind=row.get("kind", ""), variety=row.get("variety", ""), relation=row["relation"], text=row["text"],
        labels=tuple((own + x["label"], x["start"], x["end"], x["reason"]) for x in row["labels"]),
        pair=row.get("pair", ""), before=tuple((x["from"], x["text"]) for x in row["context"]),
    )  # fmt: skip


def _table(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    path = TALK / name
    raw = path.read_bytes()
    whole = gzip.decompress(raw) if path.suffix == ".gz" else raw
    with io.StringIO(whole.decode("utf-8", "replace"), newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def emotions(part: str) -> tuple[list[str], list[list[int]], list[str]]:
    """Give the texts of GoEmotions (`train` or `dev`), the numbers of their labels, and the labels' names."""
    names = (TALK / "goemotions" / "labels.txt").read_text("utf-8").split()
    path = TALK / "goemotions" / ("dev.tsv" if part == "dev" else "train.tsv.gz")
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").split("\n")
    rows = [line.rstrip("\r").split("\t") for line in lines if line.strip()]
    texts = [row[0].replace("[NAME]", "Sam").replace("[RELIGION]", "church") for row in rows]
    return texts, [[int(n) for n in row[1].split(",")] for row in rows], names


PARTS = ("kept", "kept", "bars", "train", "train", "train")


def part(key: str) -> str:
    """Say what serves for what: `train`, `bars` (where bars are set) or `kept` (only counted on)."""
    return PARTS[crc32(f"part of {key}".encode()) % len(PARTS)]


def sms() -> Iterator[tuple[str, str]]:
    """Yield text messages and their part; all of one writer are in one part."""
    for row in _table("sms/nus_sms_en_users_A.csv.gz"):
        yield row["text"], part(row["user"])


def counsel() -> Iterator[tuple[str, str]]:
    """Yield sentences of therapists and their part; all answers to one question are in one part."""
    for row in _table("counselchat/counselchat_dev75.csv.gz"):
        text = html.unescape(re.sub(r"<[^>]+>", " ", row["answerText"] or ""))
        for sentence in re.split(r"(?<=[.!?])\s+|\n+", text):
            if len(sentence.split()) >= 3:
                yield sentence.strip(), part(row["questionID"])


def polite() -> Iterator[tuple[str, float, str]]:
    """Yield requests among strangers, how polite they are, and their part."""
    for row in _table("politeness_se/se_dev75.csv.gz"):
        yield row["Request"], float(row["Normalized Score"]), part(row["Id"])


def sarcasm() -> Iterator[tuple[str, bool]]:
    """Yield posts and whether their writer meant them as sarcasm."""
    for row in _table("isarcasm/train.En.csv"):
        if row["tweet"]:
            yield row["tweet"], row["sarcastic"] == "1"


def toxic() -> Iterator[tuple[str, list[int]]]:
    """Yield comments and the places in them that people called toxic."""
    for row in _table("spans/tsd_train.csv.gz"):
        yield row["text"], json.loads(row["spans"])


def toxic_sentences() -> Iterator[tuple[str, bool]]:
    """Yield sentences of comments and whether people called something in them toxic."""
    for text, places in toxic():
        marked = set(places)
        for found in re.finditer(r"[^.!?\n]+[.!?\n]*", text):
            if len(found.group().split()) >= 2:
                yield found.group(), not marked.isdisjoint(range(found.start(), found.end()))


def comments() -> Iterator[str]:
    """Yield comments on articles, for the company of words."""
    for name in ("gc", "gn"):
        for row in _table(f"context_toxicity/{name}.csv.gz"):
            yield row["text"]


def receptive() -> Iterator[tuple[str, float]]:
    """Yield answers in disputes and how open to the other view they were rated."""
    for row in _table("receptiveness/receptive_dev75.csv"):
        if row.get("receptive"):
            yield row["text"], float(row["receptive"])


def seed_pairs() -> list[tuple[str, str, str]]:
    """Give the sixty pairs that were written before KithGold: kind of barrier, barrier, kind wording."""
    lines = (TALK / "barrier_seed_pairs_draft.tsv").read_text("utf-8").split("\n")
    return [(a, b, c) for a, b, c in (line.split("\t") for line in lines if line.count("\t") == 2)]


def lines() -> list[Gold]:
    """Read the teaching lines: short, a label and its reason, the words in square brackets."""
    found: list[Gold] = []
    for name in ("barriers", "fair", "selftalk"):
        rows = (ROOT / "data" / "lines" / f"{name}.tsv").read_text("utf-8").split("\n")
        for at, row in enumerate(filter(None, rows)):
            label, _, marked = row.partition("\t")
            start, end = marked.find("["), marked.find("]") - 1
            text = marked.replace("[", "").replace("]", "")
            marks = (
                ()
                if label == "none"
                else ((*label.split("/")[:1], start, end, label.split("/")[1]),)
            )
            found.append(Gold(
                name=f"l-{name}-{at}", writer="l", situation=f"l-{name}-{at}", variety="", kind="",
                group="none" if label == "none" else "barrier" if name == "barriers" else "selftalk" if name == "selftalk" else "healing",
                relation="self" if name == "selftalk" else "", text=text, labels=marks, pair="", before=(),
            ))  # fmt: skip
    return found
