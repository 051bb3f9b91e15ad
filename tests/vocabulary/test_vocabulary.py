"""The words for feelings and needs are complete, consistent and kind."""

import tomllib

import pytest

from kith.vocabulary import (
    DONT_KNOW,
    MIXED,
    NUMB,
    feelings,
    find_feeling,
    near,
    need_groups,
    needs,
)
from kith.vocabulary.words import HERE

GOEMOTIONS = {
    "admiration",
    "amusement",
    "anger",
    "annoyance",
    "approval",
    "caring",
    "confusion",
    "curiosity",
    "desire",
    "disappointment",
    "disapproval",
    "disgust",
    "embarrassment",
    "excitement",
    "fear",
    "gratitude",
    "grief",
    "joy",
    "love",
    "nervousness",
    "optimism",
    "pride",
    "realization",
    "relief",
    "remorse",
    "sadness",
    "surprise",
    "neutral",
}
FAMILIES = {
    "joy", "calm", "love", "pride", "interest", "surprise",
    "sadness", "fear", "anger", "shame", "disgust", "numb",
}  # fmt: skip


def own():
    return [feeling for feeling in feelings().values() if not feeling.verdict]


def verdicts():
    return [feeling for feeling in feelings().values() if feeling.verdict]


def test_there_are_about_120_feelings_in_twelve_families():
    """A person finds a word in every family, pleasant ones included."""
    assert 110 <= len(own()) <= 135
    assert {feeling.family for feeling in own()} == FAMILIES
    assert sum(feeling.valence > 0 for feeling in own()) >= 45


def test_every_feeling_is_filled_in():
    """Each has a gloss, a body hint, a GoEmotions tag and a place on the grid."""
    for feeling in own():
        assert feeling.gloss.endswith("."), feeling.key
        assert feeling.body, feeling.key
    for feeling in feelings().values():
        assert feeling.tag in GOEMOTIONS, feeling.key
        assert -2 <= feeling.valence <= 2, feeling.key
        assert -2 <= feeling.arousal <= 2, feeling.key


def test_no_two_feelings_share_a_word():
    """What a person reads is unambiguous, also through the words that mean the same."""
    words = [word.casefold() for f in feelings().values() for word in (f.word, *f.also)]
    assert len(words) == len(set(words)), sorted({w for w in words if words.count(w) > 1})


def test_forty_verdict_words_point_to_feelings_underneath():
    """A verdict word is accepted and leads on to feelings that exist and are no verdicts."""
    assert len(verdicts()) >= 40
    for feeling in verdicts():
        assert feeling.under, feeling.key
        assert not any(feelings()[key].verdict for key in feeling.under), feeling.key


@pytest.mark.parametrize(
    "word",
    ["controlled", "Threatened", "trapped", "scared of him", "afraid of them", "watched",
     "followed", "intimidated", "unsafe", "forced", "Walking on eggshells"],
)  # fmt: skip
def test_words_of_fear_of_somebody_lead_to_safety(word):
    """Somebody who writes that they are controlled gets the safety link, not a grammar lesson."""
    assert find_feeling(word).safety


@pytest.mark.parametrize("word", ["ignored", "afraid", "interrupted", "sad", "overworked"])
def test_ordinary_words_do_not_lead_to_safety(word):
    """The link keeps its weight by not standing everywhere."""
    assert not find_feeling(word).safety


@pytest.mark.parametrize(
    ("word", "key"),
    [("AFRAID", "feel.afraid"), ("scared", "feel.afraid"), ("feel.afraid", "feel.afraid"),
     ("  fed   up ", "feel.fed_up"), ("I don’t know", DONT_KNOW), ("meh", "feel.flat"),
     ("On Eggshells", "feel.on_eggshells"), ("close", "feel.close_to")],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written(word, key):
    """Case, spaces, typographic apostrophes and near synonyms all find the feeling."""
    assert find_feeling(word).key == key


@pytest.mark.parametrize("word", ["", "   ", "zxqv", "\ud800", "\x00", "a" * 100_000])
def test_an_unknown_word_is_no_error(word):
    """A word of one's own is simply not in the list."""
    assert find_feeling(word) is None


def test_numb_mixed_and_not_knowing_are_first_class():
    """Having no word is an answer with a key of its own."""
    assert {MIXED, NUMB, DONT_KNOW} <= set(feelings())


@pytest.mark.parametrize(
    ("valence", "arousal", "inside"),
    [(0.9, 0.9, "feel.excited"), (-0.9, 0.9, "feel.furious"), (-0.9, -0.6, "feel.hopeless"),
     (0.6, -0.7, "feel.peaceful"), (0, -0.3, "feel.so_so"), (-0.7, -0.9, "feel.exhausted")],
)  # fmt: skip
def test_a_tap_on_the_grid_suggests_words_from_there(valence, arousal, inside):
    """The chips fit the point that was tapped, nearest first, and are always the same."""
    chips = near(valence, arousal, 6)
    assert inside in {feeling.key for feeling in chips}
    assert chips == near(valence, arousal, 6)
    assert not any(feeling.verdict for feeling in chips)


def test_nearest_comes_first_and_the_number_asked_for_is_kept():
    """Chips are ordered by distance, and never more than asked."""

    def away(feeling):
        return (feeling.valence - 1) ** 2 + (feeling.arousal + 1) ** 2

    distances = [away(feeling) for feeling in near(0.5, -0.5, 20)]
    assert distances == sorted(distances)
    assert len(distances) == 20
    assert near(0, 0, 0) == near(0, 0, -3) == ()


def test_needs_stand_in_nine_groups():
    """About sixty needs, each with a gloss, in nine groups with a heading."""
    assert 55 <= len(needs()) <= 70
    assert len(need_groups()) == 9
    assert {need.group for need in needs().values()} == set(need_groups())
    assert all(need.gloss.endswith(".") for need in needs().values())
    words = [need.word for need in needs().values()]
    assert len(words) == len(set(words))


def test_no_key_is_written_twice_across_families():
    """A key in two families would silently hide one of them."""
    raw = tomllib.loads((HERE / "feelings.toml").read_text(encoding="utf-8"))
    assert sum(len(rows) for rows in raw.values()) == len(feelings())


def test_the_shared_tables_cannot_be_changed():
    """One page cannot change the words of another."""
    with pytest.raises(TypeError):
        feelings()["feel.new"] = None
