"""How contacts felt is shown from five ratings on, so that the first weeks are not all grey."""

import pytest
from lives import START
from scipy.stats import t

from kith.impact import felt_summary
from kith.impact.felt import _t95
from kith.records import Contact


def rated(*felt):
    return [Contact(START, ("Ana",), felt=value) for value in felt]


def test_five_ratings_have_a_mean_with_an_interval():
    """The interval is inside the scale and around the mean."""
    (ana,) = felt_summary(rated(1, 2, 0, 3, 1, None))
    assert (ana.person, ana.n) == ("Ana", 5)
    assert ana.mean == pytest.approx(1.4)
    assert -3.0 <= ana.low < 1.4 < ana.high <= 3.0


def test_four_ratings_are_not_summed_up():
    """Below five, only how many there are."""
    (ana,) = felt_summary(rated(3, 3, 3, 3, None))
    assert (ana.n, ana.mean, ana.low, ana.high) == (4, None, None, None)


def test_equal_ratings_do_not_claim_to_be_certain():
    """Five times the same still leaves room, and the scale still ends at 3."""
    (two,) = felt_summary(rated(2, 2, 2, 2, 2))
    assert two.low < 2.0 < two.high
    (three,) = felt_summary(rated(3, 3, 3, 3, 3))
    assert three.high == 3.0


def test_a_contact_with_two_people_counts_for_both_and_names_are_in_order():
    """Once for each, however often a name stands in the row."""
    contacts = [Contact(START, ("Ben", "Ana", "Ben"), felt=1)] * 5
    assert [(s.person, s.n) for s in felt_summary(contacts)] == [("Ana", 5), ("Ben", 5)]


@pytest.mark.parametrize("degrees", [4, 6, 10, 40, 400])
def test_the_quantile_of_students_t_is_right(degrees):
    """Against scipy, to a thousandth."""
    assert _t95(degrees) == pytest.approx(t.ppf(0.95, degrees), rel=1e-3)
