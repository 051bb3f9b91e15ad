"""The reader on lines of another hand. The sealed side is spent and not counted again."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

from kith.safety.crisis import read

CORPUS = Path(__file__).parent / "corpus2"


@cache
def counts(side):
    """How many lines of each class there are, and how many are met with which level."""
    found = Counter()
    for row in map(json.loads, (CORPUS / f"{side}.jsonl").read_text("utf-8").splitlines()):
        level, name = read(row["text"]).level, row["class"]
        found[name] += 1
        found[name, "at least"] += level >= row["level_min"]
        for least in (1, 2, 3):
            found[name, least] += level >= least
    return found


def share(side, level, *classes):
    """The share of the lines of some classes that is met with a level or more."""
    found = counts(side)
    return sum(found[name, level] for name in classes) / sum(found[name] for name in classes)


def test_open_lines_of_another_hand_are_read():
    """The reader was tuned on these, so what it reads of them may only grow."""
    assert share("open", 2, "explicit", "explicit_now") >= 0.96
    assert share("open", 3, "explicit_now") >= 0.91
    assert share("open", 1, "oblique") >= 0.88
    assert share("open", "at least", "softened") >= 0.95
    assert share("open", "at least", "harm_to_others") >= 0.97
    assert share("open", "at least", "after_self_harm") >= 0.75
    assert share("open", "at least", "danger", "danger_now") >= 0.97


def test_strong_ordinary_words_of_another_hand_bring_no_panel():
    """Grief, sport, kitchens and idioms: a panel for few, a quiet line for some."""
    assert share("open", 2, "benign_intense") <= 0.015
    assert share("open", 1, "benign_intense") <= 0.12
