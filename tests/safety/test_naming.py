"""What stands in the place of a name: names, and sentences that are none."""

import time

import pytest

from kith.safety import naming

NAMES = ["Gun", "Kill Bill", "Suicide Squad", "Suicide Boys", "Die Ärzte", "Death Cab for Cutie", "Will Dye", "Rope", "Kms", "Unalive", "Pistol Pete", "Slash", "Dolores Muerte", "The Killers", "Bullet For My Valentine", "My Bloody Valentine", "My dead brother", "Mum (died 2019)", "Suicide survivors group", "people from the suicide ward", "Die Hard fans", "I Want To Break Free choir", "Sophie the cutter", "Overdose group", "Mata Hari", "I (my younger self)", "Ana Quiero", "Ángel de la Muerte", "the boy who hit me", "Robin Would", "Ax", "my late husband", "Dead Poets Society", "Want-to-be", "Hang Nguyen"]  # fmt: skip
SENTENCES = ["I want to kill myself", "kill myself", "i want to die", "I wanna die", "quiero morirme", "me quiero morir", "tonight after he's asleep i'm going to take all the pills", "voy a matarme esta noche", "I don’t want to live", "kms tonight", "I will hang myself tomorrow", "no quiero vivir", "end my life", "i w4nt t0 d1e", "I’m going to kill myself on Sunday", "he has a knife at my throat"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_a_name(name):
    """Whatever words it holds."""
    assert naming.sentences([name]) == []


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_a_plan_or_a_wish_to_die_is_none(sentence):
    """As it would be read in a note."""
    assert naming.sentences(["Marc", sentence, "Gun"]) == [sentence]


def test_a_thousand_names_are_read_before_a_page_is_missed():
    """An address book is no wait."""
    naming.sentences(f"Friend {n}" for n in range(200))  # what it reads with is fetched once
    began = time.perf_counter()
    assert naming.sentences([f"Person {n} of Family {n}" for n in range(1000)]) == []
    assert time.perf_counter() - began < 1
