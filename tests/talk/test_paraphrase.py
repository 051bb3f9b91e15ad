"""Replies of a listener: how much comes back, and what else they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kith.talk import paraphrase

BOSS = "My boss gave the project to someone else after I worked on it for six months. I can't even look at him now."
WEDDING = "I don't want to go to the wedding. Everyone will ask about the divorce."


def test_good_replies_stand_above_poor_ones():
    """Feeling and matter, then matter, then a crumb, then nothing."""
    replies = [
        "It sounds like you're really hurt that your boss handed six months of your work to somebody else.",
        "So your manager passed the project on, after half a year of effort.",
        "What did you have for lunch?",
    ]
    marks = [paraphrase.read(BOSS, reply).fidelity for reply in replies]
    assert marks[0] == 4
    assert marks == sorted(marks, reverse=True)
    assert marks[-1] == 0


@pytest.mark.parametrize(
    "reply",
    ["You should talk to HR.", "Why don't you look for another job?", "Have you tried telling him?", "If I were you I'd quit.",
     "Just ignore him.", "Try to get some sleep."],
)  # fmt: skip
def test_advice_is_seen(reply):
    """What to do is no paraphrase."""
    said = paraphrase.read(BOSS, reply)
    assert said.advice
    assert said.fidelity <= 2


@pytest.mark.parametrize(
    "reply",
    ["You're overreacting.", "At least you still have a job.", "That was silly of you.", "You should have said no.",
     "It's not that bad.", "You're too sensitive."],
)  # fmt: skip
def test_judgement_and_making_small_are_seen(reply):
    """Praise and blame both leave the speaker."""
    assert paraphrase.read(BOSS, reply).judgement


@pytest.mark.parametrize(
    "reply",
    ["So after six months your project went to somebody else, and you feel hurt.", "You sound worn out by it.",
     "You'd rather not see him."],
)  # fmt: skip
def test_plain_reflections_are_neither(reply):
    """No false alarm on what is asked for."""
    said = paraphrase.read(BOSS, reply)
    assert [said.advice, said.judgement, said.parroting, said.negation_flip] == [False] * 4


def test_parroting_is_seen_with_the_persons_turned():
    """The same words with "you" for "I" are the same words."""
    assert paraphrase.read(
        BOSS, "Your boss gave the project to someone else after you worked on it for six months"
    ).parroting


@pytest.mark.parametrize(
    ("speaker", "reply"),
    [
        (WEDDING, "You want to go to the wedding"),
        (BOSS, "You can look at him now"),
        ("I love my job but the hours kill me", "You hate your job"),
        ("She didn't call me on my birthday", "She called you on your birthday"),
        ("I trust him with the money", "You don't trust him with the money"),
    ],
)
def test_a_turned_denial_is_seen(speaker, reply):
    """Saying back the opposite is worse than saying nothing back."""
    said = paraphrase.read(speaker, reply)
    assert said.negation_flip
    assert said.fidelity <= 1


@pytest.mark.parametrize(
    ("speaker", "reply"),
    [
        (WEDDING, "You'd rather not go, because people will bring up the split."),
        ("I wish he would call", "He doesn't call"),
        ("She didn't call me on my birthday", "It hurt that she did not call."),
    ],
)
def test_a_true_denial_is_no_flip(speaker, reply):
    """Other words for the same no."""
    assert not paraphrase.read(speaker, reply).negation_flip


def test_feelings_are_seen_where_they_are_named():
    """A feeling of the speaker, not of the listener."""
    assert paraphrase.read(BOSS, "You feel betrayed.").feeling_named
    assert not paraphrase.read(BOSS, "So the project is gone.").feeling_named
    assert not paraphrase.read(BOSS, "I was sad too once").feeling_named


@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_have_an_answer(speaker, reply):
    """Never an exception; fidelity is 0 to 4; the same again."""
    said = paraphrase.read(speaker, reply)
    assert said == paraphrase.read(speaker, reply)
    assert said.fidelity in range(5)


def test_something_lost_is_no_feeling():
    """ "You lost your job" names none; "you feel lost" does."""
    told = "I lost my job on Monday and I do not know what to do."
    assert not paraphrase.read(told, "You lost your job on Monday.").feeling_named
    assert paraphrase.read(told, "You feel lost since Monday.").feeling_named


@pytest.mark.parametrize(
    "reply",
    [
        "I'm sure she didn't mean it",
        "Time heals everything",
        "But you do have other people who remembered",
        "This too shall pass",
        "It was a bad job anyway",
        "I'm sure it will work out",
        "Many people lose their jobs",
        "she must be a terrible person",
        "When I lost my job I cried too",
    ],
)
def test_sure_consoling_is_seen(reply):
    """Sayings, what nobody can know, what is still there, one's own story."""
    assert paraphrase.read("I lost my job and she forgot my birthday", reply).judgement


@pytest.mark.parametrize(
    "reply",
    [
        "At least that is how I understood it: you lost your job",
        "So you lost your job, and that left you scared",
        "I am not sure I got it right: you feel forgotten?",
    ],
)
def test_asking_whether_it_was_heard_right_is_left(reply):
    """It consoles nobody."""
    assert not paraphrase.read("I lost my job and she forgot my birthday", reply).judgement
