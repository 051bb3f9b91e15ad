"""Words out of a file stand on one line of a terminal and cannot steer it."""

import pytest

from kith.cli.printable import LONGEST, listed, printable


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred", "[31mred"),
        ("a\x07b\x9b2J", "ab2J"),
        ("one\ntwo\r\nthree", "one two three"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("\u200bZo\u00eb\u3164", "Zo\u00eb"),
        ("", ""),
    ],
)
def test_nothing_that_steers_or_hides_is_printed(written: str, shown: str) -> None:
    """Control signs, turned text, line breaks and signs that are seen as nothing."""
    assert printable(written) == shown
    assert printable(written).isprintable()


def test_a_long_word_is_cut_where_it_is_shown() -> None:
    """With a sign that it goes on."""
    assert printable("x" * LONGEST) == "x" * LONGEST
    assert printable("x" * (LONGEST + 1)) == "x" * (LONGEST - 1) + "\u2026"
    assert listed(["a", "b", "c"], 2) == "a \u00b7 b \u2026 and 1 more"
