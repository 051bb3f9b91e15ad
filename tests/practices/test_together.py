"""Two marks are said to move together only where a fair coin would hardly do it."""

import random

from kith.practices.together import LEAST, Moved, together


def zigzag(times, other):
    """Marks where the first goes up and down, and the second answers it."""
    return [(5 + (i % 2), other(i)) for i in range(times)]


def test_too_few_changes_say_nothing():
    """With fewer than eight times at which both changed there is nothing to say."""
    assert together([]).moved is Moved.TOO_FEW
    assert together(zigzag(LEAST, lambda i: 5 + (i % 2))).moved is Moved.TOO_FEW
    assert together([(5, i) for i in range(40)]).moved is Moved.TOO_FEW


def test_the_same_way_every_time_is_together():
    """Nine marks, eight changes, all the same way."""
    found = together(zigzag(LEAST + 1, lambda i: 3 + (i % 2)))
    assert (found.moved, found.both, found.same) == (Moved.TOGETHER, 8, 8)


def test_the_other_way_every_time_is_against():
    """The sign is kept."""
    assert together(zigzag(LEAST + 1, lambda i: 3 - (i % 2))).moved is Moved.AGAINST


def test_two_slow_drifts_are_not_taken_for_a_tie():
    """Two marks that rise for years, each with its own small wobble, are no pair."""
    rng = random.Random(4)
    marks = [(i // 3 + rng.choice((0, 1)), i // 3 + rng.choice((0, 1))) for i in range(30)]
    assert together(marks).moved is not Moved.TOGETHER


def test_chance_alone_is_seldom_taken_for_a_tie():
    """Of 2,000 pairs of unrelated marks, at most one in twenty is called either way."""
    rng = random.Random(7)
    called = 0
    for _ in range(2000):
        marks = [(rng.randrange(11), rng.randrange(11)) for _ in range(20)]
        called += together(marks).moved in {Moved.TOGETHER, Moved.AGAINST}
    assert called / 2000 <= 0.05
