"""Plain reproaches are found by rule, and fair words are left alone."""

import pytest

from kith.talk import reproach

REPROACHES = {
    "You always leave the dishes, you are lazy.": {"always_never", "character"},
    "Why do you never help me?": {"rhetorical"},
    "Why are you always late?": {"rhetorical"},
    "I know you did it on purpose.": {"motive"},
    "You never ask how I am.": {"always_never"},
    "They always forget my birthday.": {"always_never"},
    "You're just selfish.": {"character"},
    "He is such a liar.": {"character"},
    "You said that to hurt me.": {"motive"},
    "I know that you don't care about me.": {"thought"},
    "I know you think I am stupid.": {"thought"},
    "Why can't you ever be on time?": {"rhetorical"},
}
FAIR = [
    "I know you are tired.",
    "Why don't we try Sunday?",
    "You always make me laugh.",
    "You never let me down.",
    "You are always welcome here.",
    "Do you always take the bus?",
    "Did you ever live in Leeds?",
    "I know you did not do it on purpose.",
    "I do not think you are lazy.",
    "I wonder whether you did it on purpose.",
    "You could always ring me later.",
    "I know you want to rest tonight.",
    "Why did you choose the blue one?",
    "You were late on Monday, and I waited.",
    "I know you do not care for jazz.",
    "You are cold, take my coat.",
    "You have always been kind to my mother.",
    "I never said that clearly.",
    "You never know what the weather does.",
    "I know you think about it often.",
]


@pytest.mark.parametrize("text", REPROACHES)
def test_a_reproach_is_found_with_its_reason(text):
    """Always and never, labels, known motives and accusing questions."""
    assert {one.reason for one in reproach.read(text)} == REPROACHES[text]


@pytest.mark.parametrize("text", FAIR)
def test_fair_words_are_left_alone(text):
    """Kind, asked, denied and plain ones."""
    assert reproach.read(text) == ()


def test_the_words_stand_where_they_are_said():
    """Places are code points of the text as it was given."""
    text = "On Monday I waited. You’re lazy."
    (one,) = reproach.read(text)
    assert text[one.start : one.end] == "You’re lazy"


@pytest.mark.parametrize(
    "text",
    [
        "You ruined the evening",
        "You're a terrible father",
        "Typical you",
        "You people are all the same",
        "You should know what I need",
        "It's your fault",
        "You make me angry",
    ],
)
def test_plain_blame_is_found(text):
    """Short and without always or never."""
    assert reproach.read(text)


@pytest.mark.parametrize(
    "text",
    [
        "You make me feel loved",
        "It is not your fault",
        "I do not think it is your fault",
        "You should know that I love you",
        "You made me a good soup",
        "The rain ruined the evening",
    ],
)
def test_words_that_only_look_like_blame_are_left(text):
    """Denied, kind, or about nobody."""
    assert not reproach.read(text)
