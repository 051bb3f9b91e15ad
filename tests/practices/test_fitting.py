"""Answers of a sort that no form gives: they fit no field, and reading them breaks nothing."""

import pytest

from kith import practices
from kith.practices import Field, Kind
from kith.practices.fitting import fits
from kith.practices.running import texts

ODD = (
    7,
    -1,
    10**400,
    True,
    1.5,
    "x",
    [1, 2],
    ["a"],
    [["a", 1, 2]],
    [{"a": 1}],
    {"a": [1]},
    {"a": 1},
)


@pytest.mark.parametrize("kind", [kind for kind in Kind if Field("a", kind).answers])
def test_what_does_not_fit_is_read_and_breaks_nothing(kind: Kind) -> None:
    """Every step of every practice with such a field is walked with each odd answer."""
    tried = 0
    for one in practices.library().practices.values():
        for step in one.steps:
            for field in step.fields:
                if field.kind is kind and field.answers:
                    for odd in ODD:
                        practices.path(one, {step.id: {field.id: odd}})
                        texts(step, {field.id: odd})
                        practices.said(field, odd)
                        tried += 1
    assert tried or kind is Kind.SCRIPT


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Kind.TEXT, "a", 7),
        (Kind.SCALE, 10, 11),
        (Kind.SCALE, 0, True),
        (Kind.CHOICE, "a", ["a"]),
        (Kind.SEVERAL, ["a"], [["a"]]),
        (Kind.LIST, ["a"], ["a", 1]),
        (Kind.PEOPLE, ["Marc"], [1]),
        (Kind.GRID, {"a": "b"}, {"a": [1]}),
        (Kind.LADDER, [["a", None], ["b", 3]], [["a"]]),
        (Kind.PIE, {"a": 100}, {"a": "9"}),
        (Kind.TIMER, "done", 1),
    ],
)
def test_an_answer_is_of_its_kind(kind: Kind, good: object, bad: object) -> None:
    """What a form gives fits, and a value of another sort does not."""
    field = Field("a", kind)
    assert fits(field, good)
    assert not fits(field, bad)
    assert fits(field, None)
