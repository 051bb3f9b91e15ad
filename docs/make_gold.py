"""Bring lines of KithGold from the form they are written in to the form that is kept, and check them.

python docs/make_gold.py WRITTEN.jsonl data/kithgold/KEPT.jsonl

Writers mark the words; kept are their code-point offsets, `start` and `end`. Everything that the
guideline says of a field is checked. Only identifiers and counts are printed, never a text, so
that lines kept for the final count can be brought in without anybody reading them.
"""

import json
import sys
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

SETS = frozenset({"barrier", "fair", "healing", "none", "selftalk"})
KINDS = frozenset(
    {
        *("logistics", "banter", "grief", "fair_anger", "self_disclosure", "quoted"),
        *("harm_report", "swearing", "disagreement", "other_kind"),
    }
)
RELATIONS = frozenset({"partner", "parent", "child", "friend", "ex", "work", "sibling", "self"})
VARIETIES = frozenset(
    {
        *("aave", "singlish", "indian", "scots", "irish", "caribbean", "nigerian"),
        *("second_language", "youth"),
    }
)
BARRIERS = {
    "criticism": {"character", "comparison", "blame", "rhetorical"},
    "overgeneralisation": {"always_never", "everyone_nothing"},
    "contempt": {"insult", "mockery", "superiority", "disgust"},
    "defensiveness": {"denial", "counter_attack", "whataboutism", "victim_turn"},
    "passive_aggression": {"sarcasm", "cold_agreement", "martyr", "hint"},
    "dismissal": {"minimising", "calm_down", "at_least", "too_sensitive", "get_over_it"},
    "avoidance": {"topic_drop", "shutdown", "deflecting"},
    "mind_reading": {"motive", "thought"},
    "threat_control": {
        *("threat", "coercion", "monitoring", "isolation", "self_harm_lever", "money"),
    },
}
MOVES = {
    "i_statement": {"feeling_tied"},
    "need": {"named_need"},
    "request": {"doable"},
    "validation": {"makes_sense"},
    "reflection": {"said_back", "feeling_heard"},
    "open_question": {"open_ask"},
    "appreciation": {"specific_thanks"},
    "repair": {"owned", "restart"},
    "boundary": {"own_limit"},
    "kind_refusal": {"warm_no"},
    "misunderstanding": {"talking_past"},
}
SELF_TALK = {
    name: {name}
    for name in (
        *("inner_critic", "all_or_nothing", "overgeneralising", "mental_filter", "discounting"),
        *("mind_reading", "fortune_telling", "magnifying", "emotional_reasoning", "should"),
        *("labelling", "personalising"),
    )
}


def kept(row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a line in the form that is kept; ValueError names what is wrong with it."""
    text = row["text"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError("no text")
    _in(row["set"], SETS, "set")
    _in(row["relation"], RELATIONS, "relation")
    if (row["set"] == "none") != ("kind" in row):
        raise ValueError("kind")
    _in(row.get("kind", "grief"), KINDS, "kind")
    _in(row.get("variety", "youth"), VARIETIES, "variety")
    if bool(row["labels"]) != (row["set"] in {"barrier", "healing", "selftalk"}) and (
        row["set"] != "fair"
    ):
        raise ValueError("labels do not go with the set")
    found = {key: row[key] for key in ("id", "situation", "set") if row[key]}
    found |= {key: row[key] for key in ("kind", "relation", "variety") if key in row}
    found["text"] = text
    found["labels"] = _spans(text, row["labels"], _of(row["set"]))
    if row.get("pair"):
        found["pair"] = row["pair"]
    found["context"] = [{"from": c["from"], "text": c["text"]} for c in row.get("context", [])]
    if len(found["context"]) > 4 or any(c["from"] not in {"me", "them"} for c in found["context"]):
        raise ValueError("context")
    return found


def _of(name: str) -> dict[str, set[str]]:
    return SELF_TALK if name == "selftalk" else BARRIERS | MOVES


def _in(value: object, known: frozenset[str], what: str) -> None:
    if value not in known:
        raise ValueError(what)


def _spans(
    text: str, labels: Sequence[Mapping[str, Any]], known: Mapping[str, set[str]]
) -> list[dict[str, Any]]:
    """Give labels with offsets; the same words twice for one label and reason stand further on."""
    found: list[dict[str, Any]] = []
    for mark in labels:
        label, reason, words = mark["label"], mark["reason"], mark["words"]
        if reason not in known.get(label, ()):
            raise ValueError(f"{label}/{reason}")
        taken = {x["start"] for x in found if (x["label"], x["reason"]) == (label, reason)}
        start = text.find(words)
        while start in taken:
            start = text.find(words, start + 1)
        if start < 0 or not words.strip():
            raise ValueError(f"the words of {label} are not in the text")
        found.append({"label": label, "start": start, "end": start + len(words), "reason": reason})
    return found


def taken_in(lines: Sequence[str]) -> tuple[list[dict[str, Any]], list[str]]:
    """Give the lines that are right and, by identifier, what is wrong with the others."""
    good: list[dict[str, Any]] = []
    wrong: list[str] = []
    refused: set[str] = set()
    for number, line in enumerate(lines, 1):
        name = f"line {number}"
        try:
            row = json.loads(line)
            name = str(row.get("id", name))
            good.append(kept(row))
        except (ValueError, KeyError, TypeError) as error:
            wrong.append(f"{name}: {type(error).__name__}: {error}")
            refused.add(name)
    wrong += _pairs(good, refused)
    return good, wrong


def _pairs(rows: Sequence[Mapping[str, Any]], refused: Collection[str]) -> list[str]:
    by_id = {row["id"]: row for row in rows}
    wrong = [f"{name}: twice" for name, n in Counter(r["id"] for r in rows).items() if n > 1]
    for row in rows:
        if "pair" not in row:
            continue
        other = by_id.get(row["pair"])
        if row["pair"] in refused:
            wrong.append(f"{row['id']}: its pair was refused")
        elif other is None or other.get("pair") != row["id"]:
            wrong.append(f"{row['id']}: its pair does not answer")
        elif other["situation"] != row["situation"]:
            wrong.append(f"{row['id']}: its pair has another situation")
    return wrong


def main(source: str, target: str) -> int:
    """Convert one file; 1 where a line is wrong (the right ones are kept all the same)."""
    lines = [line for line in Path(source).read_text("utf-8").split("\n") if line.strip()]
    good, wrong = taken_in(lines)
    rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in good]
    Path(target).write_text("".join(rows), encoding="utf-8")
    print(f"{target}: {len(good)} lines kept", dict(Counter(row["set"] for row in good)))
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
