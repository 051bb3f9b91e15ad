"""KithGold is what its guideline says, and the script that takes lines in says what is wrong with one."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_gold  # noqa: E402

FILES = sorted((ROOT / "data" / "kithgold").glob("*.jsonl"))
LINE = {
    "id": "z-1", "situation": "z-tea", "set": "healing", "relation": "friend", "text": "Thanks for the tea 🍵, thanks",
    "labels": [{"label": "appreciation", "words": "thanks", "reason": "specific_thanks"}], "context": [],
}  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_kept_lines_are_whole(path):
    """Offsets lie in the text, labels and reasons are known, pairs answer each other."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    known = {**make_gold.BARRIERS, **make_gold.MOVES}
    by_id = {row["id"]: row for row in rows}
    assert len(by_id) == len(rows) >= 400
    for row in rows:
        for mark in row["labels"]:
            mine = make_gold.SELF_TALK if row["set"] == "selftalk" else known
            assert mark["reason"] in mine[mark["label"]]
            assert 0 <= mark["start"] < mark["end"] <= len(row["text"])
            assert row["text"][mark["start"] : mark["end"]].strip()
        if row["set"] == "none":
            assert row["labels"] == []
        if "pair" in row:
            assert by_id[row["pair"]]["pair"] == row["id"]


def test_words_become_code_points():
    """Counted in code points; the second of the same words for the second mark."""
    kept = make_gold.kept(LINE)
    assert [LINE["text"][m["start"] : m["end"]] for m in kept["labels"]] == ["thanks"]
    twice = {**LINE, "labels": LINE["labels"] + [{**LINE["labels"][0], "words": "hanks"}]}
    assert [m["start"] for m in make_gold.kept(twice)["labels"]] == [22, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"set": "other"}, {"relation": "boss"}, {"kind": "grief"}, {"variety": "klingon"}, {"text": " "}, {"labels": []},
        {"labels": [{"label": "appreciation", "words": "coffee", "reason": "specific_thanks"}]},
        {"labels": [{"label": "appreciation", "words": "tea", "reason": "threat"}]},
        {"context": [{"from": "you", "text": "a"}]},
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_refused_without_its_text(change):
    """By identifier and field; no text is printed."""
    good, wrong = make_gold.taken_in([json.dumps({**LINE, **change})])
    assert (good, len(wrong)) == ([], 1)
    assert "tea" not in wrong[0]


def test_a_pair_that_does_not_answer_is_named():
    """Both halves name each other."""
    assert make_gold.taken_in([json.dumps({**LINE, "pair": "z-2"})])[1] == [
        "z-1: its pair does not answer"
    ]
