"""KithGold is what its guideline says, and the script that takes lines in says what is wrong with one."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import make_gold  # noqa: E402

GOLD = ROOT / "data" / "kithgold"
FILES = sorted(GOLD.glob("*.jsonl"))
FAIR = GOLD / "fairness" / "dialect.jsonl"
LINE = {
    "id": "z-1", "situation": "z-tea", "set": "healing", "relation": "friend", "text": "Thanks for the tea 🍵, thanks",
    "labels": [{"label": "appreciation", "words": "thanks", "reason": "specific_thanks"}], "context": [],
}  # fmt: skip


def rows_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("path", [*FILES, FAIR], ids=lambda p: p.stem)
def test_kept_lines_are_whole(path):
    """Offsets lie in the text, labels and reasons are known, pairs answer each other."""
    rows = rows_of(path)
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


def test_kithgold_is_as_large_as_its_page_says():
    """Three thousand messages to learn from, a thousand minimal pairs, twelve hundred that do nothing."""
    rows = [row for path in FILES for row in rows_of(path)]
    set_of = {row["id"]: row["set"] for row in rows}
    pairs = [row for row in rows if row["set"] in {"barrier", "selftalk"} and "pair" in row]
    assert len(rows) == len(set_of) >= 3000
    assert len(pairs) >= 1000
    assert {set_of[row["pair"]] for row in pairs} == {"fair"}
    assert sum(not row["labels"] for row in [*rows, *rows_of(FAIR)]) >= 1200


def test_no_two_writers_share_a_situation():
    """A set that is split by writer is split by situation as well."""
    seen = [{row["situation"] for row in rows_of(path)} for path in FILES]
    assert sum(map(len, seen)) == len(set().union(*seen))


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


def test_a_pair_whose_other_half_was_refused_is_told_apart():
    """The half that was kept is no fault; it stands alone until the other is mended."""
    lines = [{**LINE, "pair": "z-2"}, {**LINE, "id": "z-2", "pair": "z-1", "kind": "swearing"}]
    good, wrong = make_gold.taken_in([json.dumps(line) for line in lines])
    assert [row["id"] for row in good] == ["z-1"]
    assert wrong == ["z-2: ValueError: kind", "z-1: its pair was refused"]
