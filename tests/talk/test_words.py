"""Folding a message into words keeps every offset, whatever is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.talk.words import QUOTED, fold, lower, plain_words

ODD = st.text(st.characters(), max_size=300) | st.text(
    st.sampled_from("abzntsd'’\".?!,…\n<>İßſ\ud800\u202e😂👩\u200d🦰שלוםa1(—)-_"), max_size=200
)


@given(ODD)
def test_every_word_lies_where_it_says(text):
    """Words stand in order, inside the text, and no clause or word is lost."""
    folded = fold(text)
    assert len(folded.words) == len(folded.starts) == len(folded.ends)
    assert all(folded.words)
    before = 0
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert before <= start <= end <= len(text)
        before = start
    covered = [n for c in folded.clauses for n in range(c.first, c.last)]
    assert covered == list(range(len(folded.words)))
    assert [n for a, b in folded.sentences for n in range(a, b)] == list(range(len(folded.clauses)))


@given(ODD)
def test_small_letters_keep_the_length(text):
    """A letter whose small form is longer stays one code point."""
    assert len(lower(text)) == len(text)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("don't", "do not"),
        ("dont", "do not"),
        ("you're", "you are"),
        ("can't", "can not"),
        ("it's", "it is"),
        ("mum's", "mum"),
        ("sooooo", "so"),
        ("yuh", "you"),
        ("cannae", "can not"),
        ("gonna", "going to"),
        ("he'd've", "he would have"),
        ("n't", "not"),
        ("s's", "s"),
        ("s'", "s"),
    ],
)
def test_short_forms_and_dialects_are_written_out(token, words):
    """One word of a text may be two plain words."""
    assert " ".join(plain_words(token)) == words


def test_quoted_words_are_one_sign():
    """What another said is not what the writer says; a word at arm's length is."""
    assert QUOTED in fold('he said "you are so useless honestly" and left').words
    assert "useless" not in fold('he said "you are so useless honestly" and left').words
    assert "useless" not in fold("he said “you are so useless honestly” and left").words
    assert "help" in fold('your "help" again').words
    assert "useless" in fold('you are useless " and more').words


def test_clauses_end_at_marks_and_turns():
    """A clause is what stands between marks, and before but, because, if and their like."""
    folded = fold("I saw the cups on the table but you were asleep, so I left. Fine?")
    said = [" ".join(folded.words[c.first : c.last]) for c in folded.clauses]
    assert said == [
        "i saw the cups on the table",
        "but you were asleep ,",
        "so i left .",
        "fine ?",
    ]
    assert folded.sentences == [(0, 3), (3, 4)]


def test_a_span_leaves_out_marks_and_turns_at_its_ends():
    """What is shown begins with the words that count."""
    text = "Right. But you never listen!!"
    folded = fold(text)
    last = folded.clauses[-1]
    start, end = folded.span(last.first, last.last)
    assert text[start:end] == "you never listen"
