"""The reader on three more writers: two open ones it was fitted on, and a sealed one that is spent."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kith.safety.crisis import read

CORPUS = Path(__file__).parent / "corpus3"
FLOOR = {("a", "explicit"): 0.965, ("a", "oblique"): 0.72,
         ("b", "explicit"): 0.885, ("b", "oblique"): 0.63}  # fmt: skip
FIELDS = {"id", "text", "class", "level_min", "level_max", "kind"}


@cache
def lines(name):
    """The lines of a file."""
    text = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(row) for row in text.split("\n") if row)


@cache
def counts(name):
    """How many lines of each class there are, and how many are met with which level."""
    found = Counter()
    for row in lines(name):
        level, group = read(row["text"]).level, row["class"]
        found[group] += 1
        for least in (1, 2, 3):
            found[group, least] += level >= least
    return found


def share(name, level, *groups):
    """The share of the lines of some classes that is met with a level or more."""
    found = counts(name)
    return sum(found[group, level] for group in groups) / sum(found[group] for group in groups)


@pytest.mark.parametrize("name", ["a", "b", "sealed"])
def test_every_line_is_whole_and_named_once(name):
    """The fields, a name of its own, some text, levels in order."""
    assert all(set(row) == FIELDS and row["text"].strip() for row in lines(name))
    assert len({row["id"] for row in lines(name)}) == len(lines(name)) >= 900
    assert all(0 <= row["level_min"] <= row["level_max"] <= 3 for row in lines(name))
    assert all((row["kind"] == "none") == (row["class"] == "benign") for row in lines(name))


def test_open_lines_are_met_as_when_the_weights_were_fitted():
    """Floors for what is known; the honest figures are those of a writer left out (the page)."""
    for name in ("a", "b"):
        assert share(name, 2, "explicit", "explicit_now") >= FLOOR[name, "explicit"]
        assert share(name, 1, "oblique") >= FLOOR[name, "oblique"]
        assert share(name, 2, "benign") <= 0.035
        assert share(name, 1, "benign") <= 0.15
