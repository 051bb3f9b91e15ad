"""Who does what to whom across clauses, and words of one company."""

import pytest

from kith.talk.company import company
from kith.talk.turns import turns
from kith.talk.words import fold


def plain(text):
    """Give the turns of a text without the kind of deed."""
    return {name for _, name in turns(fold(text)) if name.count(" ") - name.count(" not") <= 3}


@pytest.mark.parametrize(
    ("text", "turn"),
    [
        ("If you leave, I'll take the kids", "if you > i"),
        ("If you leave I'll take the kids", "if you > i"),
        ("I'll leave the room if you shout", "if you > i"),
        ("Until you say sorry, you will not see them", "until you > you not"),
        ("If there is shouting I'll hang up", "if it > i"),
        ("If he comes, you can stay here", "if third > you"),
        ("Lower your voice or I'll give you something to shout about", "or > i"),
    ],
)
def test_who_acts_after_a_condition(text, turn):
    """The person of the condition, and who acts then, wherever the condition stands."""
    assert turn in plain(text)


@pytest.mark.parametrize("text", ["", "if", "or", "?", "if if if", "I left the door open", "ok"])
def test_no_turn_where_nobody_acts(text):
    """Nothing is made up, and nothing breaks."""
    assert not {name for name in plain(text) if name.endswith((" i", " you", " third"))}


def test_turns_lie_in_the_clause_where_somebody_acts():
    """So that a stretch that is shown holds what it was found by."""
    folded = fold("You can talk. If you leave now, I will take the kids")
    (at,) = {at for at, name in turns(folded) if name == "if you > i"}
    assert folded.words[folded.clauses[at].first] == "i"


def test_words_of_one_company():
    """A word is in one group; groups are no words for who somebody is."""
    groups = company()
    assert len(groups) > 3000
    assert len(set(groups.values())) > 100
    assert groups["monday"] == groups["friday"]
    assert not groups.keys() & {"muslim", "gay", "jew", "black", "trump"}
