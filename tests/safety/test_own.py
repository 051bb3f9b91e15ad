"""The grammar over kinds of words: what it says outright, and what the first look lets go."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kith.safety.crisis import NOTHING, read
from kith.safety.first import FIRST, first_look
from kith.safety.own import OUTRIGHT, grammar, ways_of


def found(text):
    """What holds in a plain text without stops."""
    return grammar().found([text.split()])


@pytest.mark.parametrize(
    "text",
    ["i would sooner drown myself", "i long to be dead", "i do not wish to be alive", "let me hang myself",
     "i keep wanting to end my own life", "i am suicidal", "i crave death", "i want to burn my arm"],
)  # fmt: skip
def test_orders_of_words_say_it_outright(text):
    """A wish before a word of death, an act before myself: whatever the words between."""
    assert OUTRIGHT in found(text)


@pytest.mark.parametrize(
    "text",
    ["i want tea", "the battery is flat", "he passed the ball", "we won the match", "i am going to die of laughter"],
)  # fmt: skip
def test_ordinary_orders_do_not(text):
    """No word of death, or one that is a figure of speech."""
    assert OUTRIGHT not in found(text)


LETTERS = "".join(sorted({*grammar().kinds.values(), "."}))


@given(st.text(LETTERS, max_size=20))
def test_no_rule_that_holds_is_passed_over(letters):
    """What is asked of the letters of a line before any rule is looked for loses none."""
    own = grammar()
    assert own._rules_in(letters) == {n for n, rule in own.rules.items() if rule.search(letters)}


@pytest.mark.parametrize(
    ("rule", "ways"),
    [("W[^O,]{0,4}e?K", ["W K"]), ("[Im].*M|M.*[Im]", ["Im M", "M Im"]), ("m{1,2}L(?:O|T)", ["m L"]),
     ("^.{0,2}W(?!o)", ["W"])],
)  # fmt: skip
def test_what_a_rule_asks_for_is_read_from_it(rule, ways):
    """Only steps that every match holds."""
    assert ways_of(rule) == [[frozenset(need) for need in way.split()] for way in ways]


@pytest.mark.parametrize("rule", ["a\\d", "(?:(a)b)c", "[a-z]", "a|.*", "b{0,3}"])
def test_a_rule_of_another_form_is_refused(rule):
    """Nothing is guessed: a rule that might be lost does not load."""
    with pytest.raises(ValueError, match="a rule that"):
        ways_of(rule)


def test_only_sentences_that_stand_near_count_together():
    """A wish on one page and a word of death on the next are not one thing."""
    wish, death, between = ["i", "want", "it"], ["dead"], ["tea"]
    assert "want_and_death" in grammar().found([wish, death])
    assert "want_and_death" not in grammar().found([wish, *[between] * 9, death])


@pytest.mark.parametrize(
    "text",
    ["Lunch was nice", "thank you for the book", "", "Lunch was yuuummy at 10pm \u2013 on the 5th \U0001f355\ufe0f"],
)  # fmt: skip
def test_ordinary_texts_leave_at_the_first_look(text):
    """Nothing is folded and nothing is weighed."""
    assert not first_look(text)
    assert read(text) == NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "KILL myself",
        "k i l l",
        "su1cide",
        "diiie",
        "k*ll",
        "I don\u2019t want to live",
        "k\u0456ll",
        "kiiilll",
        "done \U0001f48a",
    ],
)
def test_disguised_words_do_not_leave_at_the_first_look(text):
    """Digits, signs, spread and stretched letters, look-alikes and case."""
    assert first_look(text)


def test_the_words_of_the_first_look_are_plain_and_weigh_something():
    """A plain word a line, sorted, each with two whole weights, the first never below nothing."""
    rows = [row.split(" ") for row in FIRST.read_text("utf-8").splitlines()]
    bar, *rows = rows
    assert bar[0] == "_"
    words = [word for word, _, _ in rows]
    assert words == sorted(set(words))
    assert all(word.isascii() and word == word.lower() for word in words)
    assert all(int(calls) >= 0 and (int(calls) or int(tells)) for _, calls, tells in rows)


@settings(deadline=None)  # the templates are loaded once
@given(
    st.sampled_from(
        ["I want to kill myself", "su1cide", "k i l l", "diiie", "I want to end it all"]
    ),
    st.text("abc ,.!?tea", max_size=60),
    st.text("abc ,.!?tea", max_size=60),
)
def test_nothing_beside_a_word_hides_it_from_the_first_look(line, before, after):
    """Words only add: no talk about the weather outweighs what asks for help."""
    assert first_look(line)
    assert first_look(f"{before} {line} {after}")
