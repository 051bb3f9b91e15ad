"""Danger from somebody else is read when it is present or coming, and not in a figure of speech."""

import pytest
from crisis_corpus import HALVES, lines, share

from kith.safety.crisis import read
from kith.safety.templates import together


@pytest.mark.parametrize("half", HALVES)
def test_violence_and_threats_bring_at_least_the_panel(half):
    """Threats, blows, being locked in, being followed: level 2, with the words for danger."""
    assert share(half, "danger", lambda level: level >= 2) >= 0.98
    assert {read(line).kind for line in lines(half, "danger")} == {"danger"}


@pytest.mark.parametrize("half", HALVES)
def test_a_time_a_weapon_or_somebody_at_the_door_brings_the_full_page(half):
    """Explicit danger that is armed, near or happening now: level 3."""
    assert share(half, "danger_now", lambda level: level == 3) >= 0.95
    assert {read(line).kind for line in lines(half, "danger_now")} == {"danger"}


@pytest.mark.parametrize("half", HALVES)
def test_figures_of_speech_about_violence_stay_quiet(half):
    """Jokes, films, games, sport, grief and fair anger are no danger."""
    assert share(half, "danger_benign", lambda level: level >= 2) <= 0.03
    assert share(half, "danger_benign", lambda level: level >= 1) <= 0.36  # the quiet line


@pytest.mark.parametrize("half", HALVES)
def test_what_is_long_over_or_denied_brings_no_panel(half):
    """History told calmly gets a quiet line at most."""
    assert share(half, "danger_told", lambda level: level >= 2) <= 0.1


def test_the_corpus_of_danger_is_large_and_its_halves_share_no_line():
    """What the templates were tuned on is not what they are judged on."""
    kinds = ("danger", "danger_now", "danger_benign", "danger_told")
    size = {kind: sum(len(lines(half, kind)) for half in HALVES) for kind in kinds}
    assert size["danger"] + size["danger_now"] >= 90
    assert size["danger_benign"] >= 120
    for kind in kinds:
        assert not set(lines("tune", kind)) & set(lines("held", kind)), kind


@pytest.mark.parametrize(
    ("text", "level", "reason"),
    [
        ("He will kill me tonight, he has a knife", 3, "danger_now"),
        ("he'll kill me", 2, "danger"),
        ("he hits me. He has a knife.", 3, "danger_weapon"),
        ("he hits me. he is outside.", 3, "danger_means"),
        ("he hits me. It rained. It rained. It rained. he is outside.", 2, "danger"),
        ("he is outside", 0, "none"),
        ("he never hit me", 1, "negated"),
        ("when I was ten my dad hit me", 1, "past"),
        ("when I was ten my dad hit me and now he hits me again", 2, "danger"),
        ("he hits me lol", 1, "laughing"),
        ("he will kill me if it rains", 1, "maybe_danger"),
        ("she'll kill herself if I leave", 2, "danger"),
        ("my dad is going to kill me tonight", 3, "danger_now"),
    ],
)
def test_the_level_of_danger_follows_what_stands_around_it(text, level, reason):
    """Who hurts is always somebody else, so naming them lowers nothing; the rest does."""
    found = read(text)
    assert (found.level, found.reason) == (level, reason)


@pytest.mark.parametrize(
    ("joke", "earnest"),
    [
        ("mum will kill me if I'm late", "mum will kill me, she has a knife"),
        ("she is going to kill me for eating the cake", "she hits me for eating the cake"),
        ("he killed me in the game", "he said he will kill me after the game"),
        ("he hit me by accident", "he says he hit me by accident"),
        ("he beat me at football practice", "he beat me after football practice"),
        ("he has a gun in the film", "he has a gun"),
    ],
)
def test_an_idiom_does_not_hide_the_earnest_sentence_beside_it(joke, earnest):
    """A neighbour of a joke with a weapon, a blow or a threat in it is read."""
    assert read(joke).level <= 1
    assert read(earnest).level >= 2


def test_each_kind_keeps_its_own_words():
    """A wish to die is not worded as danger, and danger is not worded as a wish to die."""
    assert read("I want to die").kind == "suicide"
    assert read("he hits me").kind == "danger"
    assert read("he makes me want to die").kind == "suicide"


def test_a_word_list_that_two_files_define_is_refused(tmp_path):
    """One file cannot silently change what the other one reads."""
    for name in ("a", "b"):
        (tmp_path / name).write_text("[words]\nwho = ['he']\n", encoding="utf-8")
    with pytest.raises(ValueError, match="who"):
        together([tmp_path / "a", tmp_path / "b"])
