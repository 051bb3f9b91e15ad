"""What calls for help soon is found in plain words, and each of the five has its own sentence."""

import pytest

from kith.safety import soon

SAID = {
    "neck": (
        "Me agarró del cuello",
        "intentó ahorcarme",
        "he choked me last night",
        "her hands round my neck",
        "He tried to STRANGLE me",
    ),
    "threats": (
        "me amenaza de muerte",
        "dice que me va a matar",
        "he said he will kill me",
        "she threatened the kids",
    ),
    "weapon": (
        "tiene una pistola en casa",
        "there’s a gun in the drawer",
        "he showed me the knife",
    ),
    "follows": (
        "me sigue hasta el trabajo",
        "he follows me to work",
        "she keeps turning up",
        "he waits outside",
    ),
    "own_life": (
        "dice que si me voy se va a matar",
        "if I go he will kill himself",
        "he says: if you leave I will kill myself",
    ),
}


@pytest.mark.parametrize(("code", "text"), [(c, t) for c, said in SAID.items() for t in said])
def test_it_is_found(code, text):
    """Whatever else stands there."""
    assert code in soon.found(["a quiet day", text])


@pytest.mark.parametrize(
    "text", ["", "we had supper", "I follow a recipe", "the neck of the woods"]
)
def test_plain_words_hold_none(text):
    """No sign in them."""
    assert soon.found([text]) == ()


def test_each_has_words_of_its_own():
    """Five of them, none like another."""
    assert list(soon.signs()) == list(SAID)
    assert len({*soon.signs().values()}) == len(SAID)
