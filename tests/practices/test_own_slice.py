"""Where a share is refused, it is refused in whatever words it is named; others' shares stand."""

import pytest

from kith import tongues
from kith.practices import library, path
from kith.practices.own_slice import is_own

OWN = [
    "myself",
    "my own fault",
    "I led him on",
    "my body",
    "that I did not say no",
    "my silence",
    "that I went back",
    "little me",
    "the girl I was",
    "eight year old me",
    "my bad behaviour",
    "because I was naughty",
    "the way I sat on his lap",
    "my consent",
    "silence",
    "Not saying no",
    "Curiosity",
    "being pretty",
    "letting him",
    "a naughty child",
    "my uncle and me",
    "him, because I let him",
    "Trusting him",
    "That I liked it",
    "what I wore",
    "the child",
    "his little girl",
    "my lie",
]
THEIRS = [
    "my uncle",
    "Uncle Jim",
    "Marc's drinking",
    "the weather",
    "Chance at work",
    "the man who touched me",
    "my mum who did not protect me",
    "nobody asked",
    "no help",
    "money",
    "his drinking",
    "my stepdad",
    "the school",
    "my parents' divorce",
    "grown-ups",
    "Robin",
    "The neighbours",
    "others",
    "their silence towards me",
    "too little sleep",
    "lack of money",
    "my mum's illness",
]


@pytest.mark.parametrize("name", OWN)
def test_a_share_of_ones_own_in_other_words_is_one(name):
    """A doubt refuses: a share that is not asked for harms nobody."""
    assert is_own(name)


@pytest.mark.parametrize("name", [*THEIRS, "", " … "])
def test_what_others_did_and_what_was_around_is_none(name):
    """They are named clearly."""
    assert not is_own(name)


@pytest.mark.parametrize(
    ("name", "own"),
    [("mi tío", False), ("el alcohol", False), ("mi silencio", True), ("que no dije nada", True)],
)
def test_in_spanish_only_what_speaks_of_oneself(name, own):
    """What is not known stands there."""
    with tongues.speaking("es"):
        assert is_own(name) is own


@pytest.mark.parametrize(
    ("said", "weighs"),
    [
        ({"age": "teen"}, False),
        ({"age": "teen", "older": "no"}, True),
        ({"age": "adult"}, True),
        ({"age": "adult", "older": "no"}, True),
        ({}, False),
    ],
)
def test_no_share_is_asked_of_a_young_person_who_left_open_whether_somebody_older_was_in_it(
    said, weighs
):
    """What was skipped is read with care: the feeling comes, and no pie."""
    one = library().practices["four_rs"]
    given = {"did": "I told on my friend", "whose": "mine", **said}
    way = path(one, {"before": {}, "did": given})
    assert way.here is not None
    following = way.here.id
    assert (following == "pie") is weighs
    assert following in {"pie", "feel"}
