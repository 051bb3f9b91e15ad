"""The fourth corpus is whole and apart from the open lines; nothing here says a sealed line."""

import json
from pathlib import Path

HERE = Path(__file__).parent
FIELDS = {"id", "text", "class", "level_min", "level_max", "kind"}


def lines(name):
    """The lines of a file."""
    return [json.loads(row) for row in (HERE / name).read_text("utf-8").split("\n") if row]


def test_every_line_is_whole_and_named_once():
    """The fields, a name of its own, some text, levels in order."""
    sealed = lines("corpus4/sealed.jsonl")
    assert [row["id"] for row in sealed if set(row) != FIELDS or not row["text"].strip()] == []
    assert len({row["id"] for row in sealed}) == len(sealed) == 522
    assert all(0 <= row["level_min"] <= row["level_max"] <= 3 for row in sealed)


def test_no_line_stands_in_the_lines_that_were_fitted_on():
    """What was learned is not what was counted."""
    known = {
        row["text"].casefold().strip()
        for name in ("corpus2/open.jsonl", "corpus3/a.jsonl", "corpus3/b.jsonl")
        for row in lines(name)
    }
    twice = [
        r["id"] for r in lines("corpus4/sealed.jsonl") if r["text"].casefold().strip() in known
    ]
    assert twice == []
