"""The sieve over needed words: it gives exactly the lists of which every need is met."""

from hypothesis import example, given
from hypothesis import strategies as st

from kith.safety.sieve import sieve

NEEDS = st.lists(st.frozensets(st.sampled_from("abcdefgh"), min_size=1, max_size=4), max_size=6)


@example([list(map(frozenset, "abcd"))], frozenset("abc"))
@example([list(map(frozenset, "abcd"))], frozenset("abcd"))
@given(st.lists(NEEDS, max_size=12), st.frozensets(st.sampled_from("abcdefghx")))
def test_the_lists_that_are_met_are_found_and_no_other(lists, present):
    """One word for each need, in the order of the lists; without needs nothing is met."""
    wanted = [n for n, needs in enumerate(lists) if needs and all(need & present for need in needs)]
    assert sieve(lists).met(present) == wanted
