"""The sums of the crisis reader: all at once they give what each gives alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.safety.sums import LEAST, MOST, SIGN, STEPS, steps_of, sums_of
from kith.safety.templates import knowledge
from kith.safety.weigh import HEADS

WEIGHTS = st.fixed_dictionaries({head: st.integers(-2_000, 2_000) for head in HEADS})
BARS = knowledge().bars
SIGNS = sorted(
    {name for shares in BARS.values() for name in shares if "_over_" not in name} - {"bar", *HEADS}
    | {"nobody_knows_this"}
)


@given(WEIGHTS, st.sets(st.sampled_from(SIGNS), max_size=12))
def test_all_sums_at_once_are_what_each_gives_alone(weights, signs):
    """Shares times what was found, added up in whole numbers, less the bar."""
    every = dict.fromkeys(signs, SIGN)
    for head, weight in weights.items():
        every |= steps_of(head, weight)
    over = knowledge().sums.over(weights, signs)
    for name, shares in BARS.items():
        if len(shares) > 1:
            total = sum(weight * shares.get(one, 0) for one, weight in every.items())
            assert over[name] == total // 100 - shares["bar"]


@pytest.mark.parametrize("weight", [-10_000, LEAST, -250, 0, 99, MOST, 10_000])
def test_a_question_counts_within_bounds_and_above_each_step(weight):
    """No weight counts for more than the bounds, and a step only where it is passed."""
    steps = steps_of("ask", weight)
    inside = min(max(weight, LEAST), MOST)
    assert steps == {"ask": inside} | {f"ask_over_{s}": inside - s for s in STEPS if inside > s}


def test_a_sum_of_nothing_is_its_bar():
    """Where no share is met, only the bar is left."""
    sums = sums_of({"panel": {"ask": 100, "bar": 7}, "closer": {"bar": 1}}, HEADS)
    assert sums.over(dict.fromkeys(HEADS, 0), []) == {"panel": -7}
    assert sums.over(dict.fromkeys(HEADS, 0) | {"ask": 12}, ["unknown"]) == {"panel": 5}
