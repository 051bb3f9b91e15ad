"""An apology that takes itself back is shown as such; one that stands is left alone."""

import pytest

from kith.talk import apology

STANDS = (
    "I read your letter without asking.",
    "I told your sister what you had told me alone.",
    "I came an hour late and did not call.",
    "You may have felt alone with all the guests.",
    "It may have hurt to hear it from somebody else.",
    "I will ask before I touch your things.",
    "I can pay for the repair, if you like.",
    "If you want, I will tell her that it was wrong of me.",
    "I am sorry that I shouted.",
    "I'm sorry I was late.",
    "I cannot undo it, but I will mend what I can.",
    "You do not have to forgive me.",
    "I made a promise and broke it.",
    "I was loud, and the children heard it.",
    "Nothing but my own fear made me do it.",
    "I shouted at you. That was wrong.",
    "If it happens again I will leave the room first.",
    "You were right to go.",
    "I pushed for an answer when you had said not now.",
    "Next time I will wait for you to bring it up.",
)
TAKEN_BACK = (
    ("But you were late too.", "but"),
    ("I am sorry, but you know how I am.", "but"),
    ("I shouted, but it was a long day.", "but"),
    ("However, I only meant well.", "but"),
    ("I'm sorry if you felt hurt.", "if_you_felt"),
    ("If I hurt you, I am sorry.", "if_you_felt"),
    ("I am sorry you feel that way.", "if_you_felt"),
    ("Sorry that you were upset.", "if_you_felt"),
    ("I'm sorry if anyone was offended.", "if_you_felt"),
    ("You made me do it.", "blames"),
    ("It was wrong of me, and you are too sensitive.", "blames"),
    ("You started it.", "blames"),
)


@pytest.mark.parametrize("text", STANDS)
def test_what_stands_is_left_alone(text: str) -> None:
    """No nit-picking."""
    assert apology.read(text) == ()


@pytest.mark.parametrize(("text", "code"), TAKEN_BACK)
def test_what_takes_it_back_is_pointed_at(text: str, code: str) -> None:
    """With the words themselves."""
    found = apology.read(text)
    assert code in [one.code for one in found]
    assert all(text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize("text", ["", "if", "sorry", "but", "\x00", "but " * 3000])
def test_anything_can_be_read(text: str) -> None:
    """Whatever is written, an answer comes."""
    apology.read(text)


def test_another_language_is_left_alone() -> None:
    """Nothing is said of what is not read."""
    assert apology.read("Es tut mir leid, aber du hast auch nicht angerufen") == ()
