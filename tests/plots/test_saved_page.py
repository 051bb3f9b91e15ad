"""A saved page needs nothing but itself."""

import re

from kith.plots import page


def test_the_page_asks_nothing_of_the_network_and_runs_nothing():
    """It can be opened years later, offline, from a mail or a stick."""
    whole = page("Impact", "<h1>Impact</h1>")
    assert "<script" not in whole
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", whole)
    assert not re.search(r"url\((?!data:)", whole)
    assert "default-src 'none'" in whole


def test_a_title_is_words_only():
    """Markup in a title is shown, not obeyed."""
    assert "<b>" not in page("<b>x</b>", "")
