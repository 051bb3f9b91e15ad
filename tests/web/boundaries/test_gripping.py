"""A limit that would watch or hold somebody: said gently, kept, and never made warm and firm."""

import pytest
from django.urls import reverse

from kith.web.boundaries import kind_views, looking

HOLDS = [
    ("she goes out with her friends", "lock her out"),
    ("", "follow him on Fridays to see whether he lies"),
    ("", "check his phone every night"),
    ("she leaves me", "take the kids away"),
]


@pytest.mark.parametrize(("when", "then"), HOLDS)
def test_the_page_says_it_and_keeps_the_words(shown, mine, when, then):
    """With the way to people who listen; no other question is asked."""
    one = mine(when=when, then=then)
    page = shown(reverse("boundary", args=[one.pk]))
    assert then in page
    assert "Kith helps with nothing that watches somebody" in page or "heard as a threat" in page
    assert "/help/own/" in page
    assert "What could you do yourself" not in page
    asked = looking.asked(one)
    assert asked.grips or asked.threat


@pytest.mark.parametrize(("when", "then"), HOLDS)
def test_nothing_is_put_together_of_it(client, shown, mine, when, then):
    """No checklist, no "warm and firm", no rehearsal; the words stay in the form."""
    one = mine(when=when, then=then)
    address = reverse("boundary_words", args=[one.pk])
    client.post(address, {"limit": when or "I want to know", "then": then, "warmth": "I like you"})
    page = shown(address)
    assert "Warm and firm" not in page
    assert "/help/own/" in page
    assert then in page
    one.refresh_from_db()
    assert one.then == then


def test_a_reply_at_a_rehearsal_is_not_praised_for_it():
    """Also where somebody invented pushes."""
    said = kind_views.heard("I will lock you out if you go")
    assert "still there in these words" not in str(said[0][1])


def test_a_limit_of_ones_own_is_put_together_as_before(mine):
    """Nothing is taken for holding somebody that is not."""
    one = mine(when="he shouts", then="leave the room")
    assert not kind_views.whole(one).grips
    assert looking.asked(one) is None
