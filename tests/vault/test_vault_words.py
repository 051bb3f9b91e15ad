"""Words to keep: the list, generated passphrases, and phrases as people type them."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith import vault
from kith.vault import words


def test_the_list_has_7776_words_that_cannot_be_confused():
    """Enough words for 12.9 bits each; none begins another, so nothing is ambiguous."""
    listed = words.word_list()
    assert len(listed) == len(set(listed)) == 7776
    ordered = sorted(listed)
    assert not any(b.startswith(a) for a, b in pairwise(ordered))
    assert all(word.isascii() and word == word.lower() for word in listed)
    assert words.PHRASE_WORDS * math.log2(len(words._plain_words())) > 155


def test_a_generated_passphrase_is_long_enough_and_never_the_same():
    """Five words, 64 bits, accepted by the rule for passphrases."""
    made = {vault.generate_passphrase() for _ in range(300)}
    assert len(made) == 300
    assert {len(one.split(" ")) for one in made} == {5}
    assert {vault.passphrase_problem(one) for one in made} == {None}
    assert len({word for one in made for word in one.split(" ")}) > 1000


def test_two_short_words_are_drawn_again_rather_than_given_out():
    """Asked for too few words, the generator still gives an acceptable passphrase."""
    draws = iter(["yam", "zap", "unfitting", "neurotic"])
    made = words.generate_passphrase(2, choose=lambda _: next(draws))
    assert made == "unfitting neurotic"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "too_short"),
        ("fourteen chars", "too_short"),
        ("fifteen of them", None),
        (" " * 15, None),
        ("\u0065\u0301" * 14, "too_short"),  # 28 code points, 14 letters
        ("\u0065\u0301" * 15, None),
        ("\U0001f331" * 15, None),
        ("a" * 4000, None),
    ],
)
def test_length_is_the_only_rule_for_a_passphrase(text: str, problem: str | None):
    """Fifteen characters after NFKC; no digits, marks or capitals are asked for."""
    assert vault.passphrase_problem(text) == problem


listed = st.sampled_from(words.word_list())
breaks = st.sampled_from([" ", "  ", "\n", " - ", "-", ", ", "\t", "\r\n", " / ", "\u00a0"])


@given(st.lists(listed, min_size=12, max_size=12), breaks, st.booleans())
def test_every_phrase_is_understood_however_it_is_set(phrase: list[str], between: str, loud: bool):
    """Any twelve words, any common separator, any case: the same phrase."""
    typed = between.join(phrase)
    plain = " ".join(word.replace("-", "") for word in phrase)
    assert words.normal_phrase(typed.upper() if loud else typed) == plain
    assert words.normal_phrase(plain) == plain


@given(st.lists(listed, min_size=12, max_size=12), st.data())
def test_a_word_broken_at_the_end_of_a_line_is_put_together(phrase: list[str], data):
    """A printed phrase that wrapped inside a word is still read."""
    place = data.draw(st.integers(0, 11))
    cut = data.draw(st.integers(1, len(phrase[place]) - 1))
    typed = [*phrase]
    typed[place] = typed[place][:cut] + "-\n" + typed[place][cut:]
    plain = " ".join(word.replace("-", "") for word in phrase)
    if typed[place].count("-") == 1:  # `yo-yo` broken again has three parts
        assert words.normal_phrase(" ".join(typed)) == plain


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_phrase_or_a_plain_refusal(text: str):
    """No input makes the reader of phrases stumble, and none is repeated in the answer."""
    with pytest.raises(vault.WrongPhrase) as caught:
        words.normal_phrase(text)
    assert str(caught.value) == vault.WrongPhrase.sentence


def test_a_generated_phrase_is_twelve_words_and_never_the_same():
    """A phrase reads back as itself."""
    made = {words.generate_phrase() for _ in range(100)}
    assert len({words.normal_phrase(one) for one in made}) == 100
