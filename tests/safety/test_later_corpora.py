"""The corpora from the fourth on are whole, and no line of a corpus stands twice in it."""

import json
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FIELDS = {"id", "text", "class", "level_min", "level_max", "kind"}
SIZES = {
    "corpus4/sealed": 522,
    "corpus5/c": 700,
    "corpus5/d": 700,
    "corpus5/f": 800,
    "corpus5/g": 800,
    "corpus6/sealed": 660,
    "corpus7/h": 620,
    "corpus7/i": 621,
    "corpus7/j": 620,
    "corpus7/k": 621,
    "corpus7/m": 1294,
    "corpus8/n": 903,
    "corpus8/o": 900,
    "corpus8/p": 900,
    "corpus9/sealed": 660,
    "corpus10/sealed": 600,
    "corpus11/q": 64,
    "corpus12/r": 790,
    "corpus13/sealed": 640,
    "corpus14/s": 480,
    "corpus14/t": 480,
    "corpus14/u": 480,
    "corpus14/sealed": 640,
    "corpus15/w": 501,
    "corpus15/x": 450,
    "corpus15/m": 191,
    "corpus15/w_sealed": 249,
    "corpus15/x_sealed": 450,
}


def lines(name):
    """The lines of a file."""
    text = (HERE / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(row) for row in text.split("\n") if row]


@pytest.mark.parametrize("name", SIZES)
def test_every_line_is_whole_and_named_once(name):
    """The fields, a name of its own, some text of its own, levels in order."""
    rows = lines(name)
    assert [row["id"] for row in rows if set(row) != FIELDS or not row["text"].strip()] == []
    assert len({row["id"] for row in rows}) == len(rows) == SIZES[name]
    assert len({row["text"].casefold() for row in rows}) == len(rows)
    assert all(0 <= row["level_min"] <= row["level_max"] <= 3 for row in rows)
    assert all((row["kind"] == "none") == (row["class"] == "benign") for row in rows)
