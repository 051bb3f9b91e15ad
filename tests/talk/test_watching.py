"""Words for watching somebody are seen, and what is no watching is left alone."""

import pytest

from kith.talk import watching

WATCHES = (
    *("I can check her phone whenever I like", "He shows me his phone every evening", "I read their messages"),
    *("She gives me all her passwords", "Location sharing stays on", "They share their location", "I get access to his accounts"),
    *("I follow him after work", "I track her", "a GPS in the car", "I hire a private detective", "He takes a lie detector test"),
    *("I look through his pockets", "she tells me where she is at all times? no: I know where she is every hour"),
    *("I test her with a fake profile", "We go through Marc’s WhatsApp together", "I want to see all her chats"),
)  # fmt: skip
LEAVES = (
    *("My questions are answered without anger", "I no longer check her phone", "I stop reading his messages", "Nobody reads the other's mail"),
    *("He stops checking my phone", "I can say stop, and it holds", "The other contact has ended", "She calls when it gets late"),
    *("I test the water before I say more", "We watch a film once a week", "We follow the plan we made", "I see them on Sundays"),
    *("They tell me by themselves when something comes up", "I want to read more", "A day on which we look again", "I never go through his things or his phone"),
    *("A walk without phones", "I have my own account", "We check the list on Friday", "My sister knows where I am"),
)  # fmt: skip


@pytest.mark.parametrize("text", WATCHES)
def test_watching_is_seen(text):
    """The words themselves are marked."""
    found = watching.read(text)
    assert found
    assert all(text[one.start : one.end].strip() for one in found)


@pytest.mark.parametrize("text", LEAVES)
def test_what_is_none_is_left_alone(text):
    """An end of it, what is done to the writer, and other meanings of the words."""
    assert not watching.read(text)


def test_each_row_is_read_by_itself():
    """A no in one row does not hide the next."""
    text = "I no longer ask at night\nI check his phone"
    (one,) = watching.read(text)
    assert text[one.start : one.end] == "check his phone"
