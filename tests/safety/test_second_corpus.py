"""The reader on lines of another hand. Of the sealed side only counts are ever looked at."""

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
    assert share("open", 2, "explicit", "explicit_now") >= 0.97
    assert share("open", 3, "explicit_now") >= 0.93
    assert share("open", 1, "oblique") >= 0.97
    assert share("open", "at least", "softened") >= 0.94
    assert share("open", "at least", "harm_to_others") >= 0.9
    assert share("open", "at least", "after_self_harm") >= 0.8
    assert share("open", "at least", "danger", "danger_now") >= 0.88


def test_strong_ordinary_words_of_another_hand_bring_no_panel():
    """Grief, sport, kitchens and idioms: a panel for few, a quiet line for some."""
    assert share("open", 2, "benign_intense") <= 0.03
    assert share("open", 1, "benign_intense") <= 0.13


def test_lines_that_nobody_read_are_not_met_worse_than_when_they_were_counted():
    """Far below what we want; a change may not lose what little of it there is."""
    sealed = counts("sealed")
    direct = sealed["explicit", 2] + sealed["explicit_now", 2]
    assert direct >= 74
    assert sealed["explicit_now", 3] >= 4
    assert sealed["oblique", 1] >= 53
    assert sealed["softened", 1] >= 33
    assert sealed["benign_intense", 2] <= 8
    assert sealed["benign_intense", 3] <= 2
