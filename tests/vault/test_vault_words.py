"""Words to keep: the list, generated passphrases, and phrases as people type them."""

import math
import re
import secrets
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kith import vault
from kith.vault import guessed, words


def test_the_list_has_words_that_cannot_be_confused():
    """12.5 bits each; none begins another, drawn today or once, so nothing is ambiguous."""
    listed = words.word_list()
    assert len(listed) == len({word.replace("-", "") for word in listed}) == 5873
    once = words._words_of("words_once.txt")
    assert len({*listed, *once}) == 7776
    ordered = sorted((*listed, *once))
    assert not any(b.startswith(a) for a, b in pairwise(ordered))
    assert all(word.isascii() and word == word.lower() for word in ordered)
    assert 62.5 < 5 * math.log2(len(listed)) < 62.7
    assert words.PHRASE_WORDS * math.log2(len(listed)) > 150


UNKIND = """
    abuse abuser addict afraid alcohol alone anger angry anxious arrest arson ashe assault attack
    autis bastard battle beaten betray bitch blame bleak blood bomb broken bruis brutal bull(?=y)
    bur[iy] cage cancer$ captive captivity casket cheat choke choking chubby corpse coward craz crim(?=e$)
    cripple cruel cry(?!pt|stal) cut(?!ler) dagger damn danger dead deaf death decease defeat demon
    denial depress despair despis destr(?=uct) devil disab disgrac disease dismiss distress divorc
    dizzy dread drown drug drunk dumb dying empty(?!ing) epilep evict evil exile explo(?=it|sion|de)
    faceless fail famine fat(?=$|al|so) fear felon fever fight(?!er) filth flashback foe fool(?!p)
    fragile funeral gallows gambl germ(?!an|inate) ghost gloom gore(?=$|d) grave(?!l) grief griev(?!$)
    groom grope grudge guilt gun gutless handcuff harm(?!on) harsh hate(?!r$) hatred haunt hell(?!o)
    helpless hemlock hopeless hostage hostil humiliat hung(?:er|ry|ri) hurt(?!le) husband idiot
    ignor ill(?:$|ness) imprison incest infect injur insan isolat jail jealous kidnap kill knife
    lame laz[iy] lethal liar loneli lonely loser lunacy lunatic lust(?!er|rous) maggot maim marri
    miscarr misery mock(?!up) molest monst morbid morgue morphine mortal mourn murder mutilat
    naked nasti nausea negle noose numb(?!er) obes obitua oppress orphan overdos pain(?!t) panic
    paraly perish pervert pimp poison police porn poverty predat pregnan prison punch punish
    quarrel racis rage(?!$) raging rape rapist razor(?!b) regret reject relaps revenge revolver riot
    rotten ruin sad(?:$|ly|ness|den) satan scar(?!f|let) scared scold scream seduc sedat sex shack(?=le)
    shame(?!less) shoot shot(?=$|gun) sick sin(?:$|ner|ful) skinny slain slap slash slaughter slave
    slit slut smother sniper sorrow stab(?!le|il) stalk starv stench steril stifl stink strangl
    stress stupid suffer suffoc suicid surviv symptom syndrom syring terror threat throttl
    tomb(?!ola) tortur toxic tragedy trap(?=$|p|door) trauma tumor ugly unlov unwant unworth
    urin useless vengef vermin victim villain violat violen virus vomit war(?=$|fare|like) weapon weep
    whip(?!pet) whore widow wife womb worthless wound(?!up) wreck wrist wrong zombie
"""


def test_no_word_that_is_given_out_can_hurt():
    """No violence, death, illness, sex, drugs, shame or loss, by a list made apart from the words."""
    unkind = re.compile("|".join(UNKIND.split()))
    assert [word for word in words.word_list() if unkind.match(word)] == []
    once = words._words_of("words_once.txt")
    assert sum(bool(unkind.match(word)) for word in once) > 150  # the list does find such words


def test_a_phrase_from_before_is_still_read():
    """Whoever wrote down one of the words that are no longer given out gets in with it."""
    old = " ".join(words._words_of("words_once.txt")[:12])
    assert words.normal_phrase(old) == old


def test_a_generated_passphrase_is_long_enough_and_never_the_same():
    """Five words, 62 bits, accepted by the rule for passphrases."""
    made = {vault.generate_passphrase() for _ in range(300)}
    assert len(made) == 300
    assert {len(one.split(" ")) for one in made} == {5}
    assert {vault.passphrase_problem(one) for one in made} == {None}
    assert len({word for one in made for word in one.split(" ")}) > 1000


def test_two_short_words_are_drawn_again_rather_than_given_out():
    """Asked for too few words, the generator still gives an acceptable passphrase."""
    draws = iter(["yam", "zap", "umbrella", "harmonica"])
    made = words.generate_passphrase(2, choose=lambda _: next(draws))
    assert made == "umbrella harmonica"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "too_short"),
        ("fourteen chars", "too_short"),
        ("fifteen of them", None),
        ("\u0065\u0301" * 14, "too_short"),  # 28 code points, 14 letters
        ("nothing but small letters", None),
        ("\u0065\u0301l\u0065\u0301phants in my k", None),
        ("\U0001f331\U0001f333\U0001f332" * 5 + "\U0001f335", None),
        ("a river " * 500 + "ends", None),
    ],
)
def test_length_is_the_only_rule_for_a_passphrase(text: str, problem: str | None):
    """Fifteen characters after NFKC; no digits, marks or capitals are asked for."""
    assert vault.passphrase_problem(text) == problem


@pytest.mark.parametrize(
    "text",
    [
        "passwordpassword",
        "Password Password",
        "password12345678",
        "I love you, i love you",
        "123456789012345",
        "987654321987654321",
        "aaaaaaaaaaaaaaaa",
        " " * 15,
        "\U0001f331" * 15,
        "abcabcabcabcabcabc",
        "qwertyuiopasdfghjkl",
        "kithkithkithkith",
        "Diary, diary, diary",
        "passphrase passphrase",
        "sunshine princess",
        "1q2w3e4r5t6y7u8i9o0p",
    ],
)
def test_what_is_tried_first_is_no_passphrase(text: str):
    """Published passwords, runs and our own words, alone, repeated or two in a row."""
    assert vault.passphrase_problem(text) == "too_common"
    with pytest.raises(vault.WeakPassphrase) as refused:
        vault.create(Path("nowhere"), text)
    assert refused.value.code == "too_common"


def test_the_list_of_published_passwords_is_there():
    """It comes with Django; without it most of the rule would be gone without a word."""
    assert len(guessed._published()) > 19_000


def test_words_that_were_drawn_are_never_called_common():
    """Five drawn words, many times; and every word of the list is free to stand in one."""
    for _ in range(500):
        assert not guessed.is_common(" ".join(secrets.choice(words.word_list()) for _ in range(5)))


listed = st.sampled_from((*words.word_list(), *words._words_of("words_once.txt")))
breaks = st.sampled_from([" ", "  ", "\n", " - ", "-", ", ", "\t", "\r\n", " / ", "\u00a0"])


@settings(suppress_health_check=[HealthCheck.too_slow])  # the words are read with the first draw
@given(st.lists(listed, min_size=12, max_size=12), breaks, st.booleans())
def test_every_phrase_is_understood_however_it_is_set(phrase: list[str], between: str, loud: bool):
    """Any twelve words, any common separator, any case: the same phrase."""
    typed = between.join(phrase)
    plain = " ".join(word.replace("-", "") for word in phrase)
    assert words.normal_phrase(typed.upper() if loud else typed) == plain
    assert words.normal_phrase(plain) == plain


@given(st.lists(listed, min_size=12, max_size=12), st.data())
def test_a_word_broken_at_the_end_of_a_line_is_put_together(phrase: list[str], data):
    """A printed phrase that wrapped inside a word is still read."""
    place = data.draw(st.integers(0, 11))
    cut = data.draw(st.integers(1, len(phrase[place]) - 1))
    typed = [*phrase]
    typed[place] = typed[place][:cut] + "-\n" + typed[place][cut:]
    plain = " ".join(word.replace("-", "") for word in phrase)
    if typed[place].count("-") == 1:  # `yo-yo` broken again has three parts
        assert words.normal_phrase(" ".join(typed)) == plain


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_phrase_or_a_plain_refusal(text: str):
    """No input makes the reader of phrases stumble, and none is repeated in the answer."""
    with pytest.raises(vault.WrongPhrase) as caught:
        words.normal_phrase(text)
    assert str(caught.value) == vault.WrongPhrase.sentence


def test_a_generated_phrase_is_twelve_words_and_never_the_same():
    """A phrase reads back as itself."""
    made = {words.generate_phrase() for _ in range(100)}
    assert {len(one.split(" ")) for one in made} == {12}
    assert len({words.normal_phrase(one) for one in made}) == 100
