"""By which words a text speaks of somebody to be careful with."""

import random
import time

import pytest

from kith.called import called, words_in

ZIEL = "Marek Zielqq"


def speaks(text, name=ZIEL, kinds=(), others=()):
    return called([name], kinds, others).within(text, words_in(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (ZIEL, "Marek, you never call"),
        (ZIEL, "then marek shouted"),
        (ZIEL, "I told Zielqq to stop"),
        (ZIEL, "It was Marek's idea"),
        (ZIEL, "It was Marek’s idea"),
        (ZIEL, "mareks idea"),
        (ZIEL, "MAREK!"),
        (ZIEL, "Márek and I"),
        (ZIEL, "Ma\u0301rek and I"),
        ("Márek Ziel", "Marek and I"),
        ("Łukasz", "lukasz said"),
        ("Anne-Marie O'Brien", "Marie said"),
        ("Anne-Marie O'Brien", "the Briens"),
        ("Marek from work", "Marek said"),
        ("marek zielqq", "Marek said"),
        ("Will Smith", "Will, please stop"),
        ("Will Smith", "I asked Will to stop"),
        ("Will Smith", "hey will, please stop"),  # no capital at all: a small letter tells nothing
        ("May", "May I ask you something"),  # the beginning of a sentence: both could be meant
        ("Bo", "Bo said"),
        ("美玲", "我和美玲说话"),
        ("Mum", "My mom never listens"),
        ("Mum", "Mother, I need"),
        ("My mum", "mama said"),
        ("Mom", "Mummy's house"),
        ("Dad", "I told Father"),
        ("Dad", "my da"),
        ("Gran", "Nan said"),
        ("Grandma Rose", "my granny"),
        ("Stepdad", "my step-father said"),
        ("My ex", "The ex called"),
    ],
)
def test_a_text_speaks_of_somebody_by_a_word_of_theirs(name, text):
    """First name, surname, what says "of", accents or none, the forms of kin."""
    assert speaks(text, name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (ZIEL, "Mare and Marekson talk"),
        (ZIEL, "Nobody was there"),
        ("Will Smith", "I will say it to Ann"),
        ("Mark Rose", "The sun rose, Ann. On your mark!"),
        ("Marek from work", "I work a lot"),
        ("Mum", "Dad never listens"),
        ("Tom's mum", "My mum never listens"),
        ("Gran", "Dad never listens"),
        ("", "Dad never listens"),
    ],
)
def test_a_word_that_is_no_name_speaks_of_nobody(name, text):
    """Parts of words, everyday words in small letters, other kin."""
    assert not speaks(text, name)


@pytest.mark.parametrize(
    ("kinds", "text", "found"),
    [
        (["ex"], "My ex wants the key", True),
        (["ex"], "my angry ex-husband", True),
        (["ex"], "my husband", False),
        (["partner"], "My husband wants the key", True),
        (["partner"], "our dear wife", True),
        (["partner"], "her husband", False),
        (["partner"], "my ex", False),
        (["my boyfriend"], "my partner wants the key", True),
        (["my ex's mother"], "my ex wants the key", False),
        (["friend"], "my ex wants the key", False),
        (["parent"], "Dad shouts", True),
        (["parent"], "my parents shout", True),
    ],
)
def test_what_somebody_is_names_them(kinds, text, found):
    """Behind "my", with a word or two between."""
    assert speaks(text, kinds=kinds) is found


def test_a_parent_who_has_a_name_of_their_own_there_is_not_the_other():
    """Mum asks for no care; the parent by another name is not her."""
    assert not speaks("Mom helps me", kinds=["parent"], others=["Mum"])
    assert speaks("Dad shouts", kinds=["parent"], others=["Mum"])


@pytest.mark.parametrize("tail", ["", " é"])
def test_a_long_text_is_looked_through_quickly(tail):
    """10,000 words against 40 people, in time of the processor (seed 1)."""
    chance = random.Random(1)

    def word(length):
        return "".join(chance.choice("abcdefghijklmnoprstuvwyz") for _ in range(length))

    known = [word(chance.randint(2, 9)) for _ in range(3000)]
    text = " ".join(chance.choice(known).capitalize() for _ in range(10_000)) + tail
    people = [called([f"X{word(6)} X{word(7)}"], ["ex", "parent"], ["Mum"]) for _ in range(40)]
    took = []
    for _ in range(5):
        began = time.process_time()
        words = words_in(text)
        assert not any(one.within(text, words) for one in people)
        took.append(time.process_time() - began)
    assert min(took) < 0.020


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kim", "I told Kimmy to stop"),
        ("Kim Olsen", "K. came again last night"),
        ("Robin", "Robbie shouted at me"),
        ("Robin", "Rob shouted at me"),
        ("Thomas", "I am afraid of T. at night"),
        ("Kimberly", "Kim was here"),
    ],
)
def test_pet_forms_and_initials_speak_of_somebody(name, text):
    """A miss would coach words to somebody frightening."""
    assert called([name]).within(text, words_in(text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kim", "I was kind to the king. I slept."),
        ("Marek", "We want to marry in May"),
        ("Robin", "They rob banks in films"),
        ("Ines", "I. Introduction"),
        ("Kim", "k. and so on"),
        ("Anna", "Many people came"),
    ],
)
def test_other_words_do_not(name, text):
    """What only looks like a part of it is left."""
    assert not called([name]).within(text, words_in(text))
