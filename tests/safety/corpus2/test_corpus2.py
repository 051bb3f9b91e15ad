"""The second corpus is whole, apart and labelled; a failure names ids, never a sealed line."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SIDES = ("open", "sealed")
KINDS = {"suicide", "self_harm", "harm_to_others", "danger", "none"}
# The levels that a class may carry, and how many lines of it both sides hold at least.
LEVELS = {
    "explicit": {(2, 3)},
    "explicit_now": {(3, 3)},
    "softened": {(1, 2)},
    "oblique": {(1, 2), (1, 3), (2, 3)},
    "harm_to_others": {(1, 2), (2, 3)},
    "after_self_harm": {(2, 3)},
    "danger": {(2, 3)},
    "danger_now": {(3, 3)},
    "benign_intense": {(0, 1)},
}
AT_LEAST = {
    "explicit": 150,
    "explicit_now": 60,
    "softened": 80,
    "oblique": 180,
    "harm_to_others": 50,
    "after_self_harm": 30,
    "danger": 80,
    "danger_now": 15,
    "benign_intense": 330,
}


@cache
def lines(side: str) -> tuple[dict[str, Any], ...]:
    """Every line of a side, in the order of the file."""
    text = (HERE / f"{side}.jsonl").read_text(encoding="utf-8")
    return tuple(json.loads(row) for row in text.split("\n") if row)


def situation(line: dict[str, Any]) -> str:
    """The situation a line belongs to: its id without the number."""
    return str(line["id"]).rpartition("-")[0]


def folded(line: dict[str, Any]) -> str:
    """The words of a line, without case, signs and spacing."""
    return "".join(c for c in str(line["text"]).casefold() if c.isalnum())


def is_well_formed(line: dict[str, Any]) -> bool:
    """Whether a line has exactly the six fields, some text, and levels and kind its class allows."""
    return (
        set(line) == {"id", "text", "class", "level_min", "level_max", "kind"}
        and bool(folded(line))
        and (line["level_min"], line["level_max"]) in LEVELS.get(line["class"], set())
        and line["kind"] in KINDS
        and (line["kind"] == "none") == (line["class"] == "benign_intense")
    )


@pytest.mark.parametrize("side", SIDES)
def test_every_line_says_what_a_person_should_be_shown(side: str) -> None:
    """A line carries its class, its kind and the levels that are right for it."""
    wrong = [line.get("id") for line in lines(side) if not is_well_formed(line)]
    assert wrong == []


def test_no_two_lines_share_a_name() -> None:
    """An id names one line of both files."""
    ids = Counter(line["id"] for side in SIDES for line in lines(side))
    assert [name for name, times in ids.items() if times > 1] == []


def test_no_words_stand_twice() -> None:
    """No text is said twice, on one side or across the two, whatever its case and signs."""
    seen: dict[str, list[str]] = {}
    for side in SIDES:
        for line in lines(side):
            seen.setdefault(folded(line), []).append(line["id"])
    twins = [ids for ids in seen.values() if len(ids) > 1]
    assert twins == []


def test_a_voice_is_either_open_or_sealed() -> None:
    """A situation is split whole, so the sealed side holds only voices that nobody has tuned to."""
    both = set.intersection(*({situation(line) for line in lines(side)} for side in SIDES))
    assert both == set()


@pytest.mark.parametrize("name", AT_LEAST)
def test_there_are_enough_lines_of_each_class_and_a_third_is_sealed(name: str) -> None:
    """Each class is large enough to be measured, and between 28 and 40 % of it is sealed."""
    opened, sealed = (sum(line["class"] == name for line in lines(side)) for side in SIDES)
    assert opened + sealed >= AT_LEAST[name]
    assert 0.28 <= sealed / (opened + sealed) <= 0.40


def test_long_entries_are_well_represented() -> None:
    """At least a third of the lines of each side has more than 20 words."""
    for side in SIDES:
        long = sum(len(line["text"].split()) > 20 for line in lines(side))
        assert long >= len(lines(side)) / 3
