"""Gives the lines of all corpora that the crisis reader is fitted on, and texts of strangers."""

import csv
import gzip
import json
import os
import re
import tomllib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from kith.safety.crisis import templates_in

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
    "corpus7/m": "m", "corpus12/r": "m", "corpus8/n": "n", "corpus8/o": "o", "corpus8/p": "p", "corpus9/sealed": "seventh",
    "corpus10/sealed": "eighth", "corpus13/sealed": "ninth", "corpus14/s": "s", "corpus14/t": "t", "corpus14/u": "u",
    "corpus14/sealed": "tenth", "corpus15/w": "w", "corpus15/x": "x", "corpus15/m": "m",
}  # fmt: skip
PARTS = ("fit", "bars", "dev")
MEANS = re.compile(
    r"\b(blades?|razors?|pills|tablets|overdos\w*|kill\w*|dying|died?|dead|suicid\w*|self.?harm\w*"
    r"|wrists?|rope|noose|bridge|gun|knife|weapon|punch\w*|slap\w*|chok\w*|hit(s|ting)? (me|her|him|us))\b"
)
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

    Public comments (GoEmotions) and text messages (NUS SMS), of which no text is in Kith, and the
    messages of KithGold to learn from that tell of no harm; each in three parts that share no text:
    `fit` for the words, `bars` for the sums and bars, `dev` kept out of both. Where the first two
    lie: `KITH_DATA`, or `../shared/data`.
    """
    parts = {
        f"{name} {part}": texts
        for part in PARTS
        for name, texts in (
            *(("comments", comments(part)), ("messages", messages()[part])),
            ("chat", chat()[part]),
        )
    }
    return tuple(
        Line(text, "stranger", 0, 0, "none", part)
        for part, texts in parts.items()
        for text in texts
    )


@cache
def messages() -> dict[str, list[str]]:
    """Give the text messages of strangers in parts, by a hash: half to fit on, two quarters not."""
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    path = data() / "talk" / "sms" / "nus_sms_en_users_A.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            part = zlib.crc32(row["text"].strip().lower().encode()) % 4
            parts[("fit", "bars", "fit", "dev")[part]].append(row["text"])
    return parts


@cache
def chat() -> dict[str, list[str]]:
    """Give what people write to each other (KithGold) and into practices, by a hash of the situation.

    Half to fit on, two quarters not. Left out: threats, reports of harm, self-talk, and whatever a
    template of danger or of one's own death knows or names a means.
    """
    parts: dict[str, list[str]] = {part: [] for part in PARTS}
    for situation, text in (*_messages_of_gold(), *_answers()):
        if not (MEANS.search(text.lower()) or templates_in(text)):
            part = zlib.crc32(situation.encode()) % 4
            parts[("fit", "bars", "fit", "dev")[part]].append(text)
    return parts


def _messages_of_gold() -> Iterable[tuple[str, str]]:
    for path in sorted((ROOT / "data" / "kithgold").glob("?.jsonl")):
        for row in filter(None, path.read_text("utf-8").split("\n")):
            one = json.loads(row)
            grave = one["set"] == "selftalk" or one.get("kind") == "harm_report"
            if not grave and all(label["label"] != "threat_control" for label in one["labels"]):
                yield one["situation"], one["text"]


def _answers() -> Iterable[tuple[str, str]]:
    """Give what the walks of the practices answer, by the practice; all of it is ordinary life."""
    for path in sorted((CORPUS.parent / "practices" / "walks").glob("*.toml")):
        for text in _texts(tomllib.loads(path.read_text("utf-8"))):
            if " " in text:
                yield path.stem, text


def _texts(of: object) -> Iterable[str]:
    if isinstance(of, str):
        yield of
    elif isinstance(of, dict | list):
        for one in of.values() if isinstance(of, dict) else of:
            yield from _texts(one)


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
