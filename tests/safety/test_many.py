"""Many texts read at once get the answers that each gets alone; no shortcut changes one."""

import random
import time

import pytest
from crisis_corpus import HALVES, lines
from hypothesis import given, settings
from hypothesis import strategies as st
from test_crisis import LONG, hostile

from kith.safety import many
from kith.safety.crisis import FEW, read, read_many
from kith.safety.first import first_look
from kith.safety.fold import fold, fold_plain
from kith.safety.templates import knowledge
from kith.safety.weigh import HEADS, scales

OURS = [
    line
    for half in HALVES
    for name in ("explicit", "plan", "softened", "oblique", "benign", "danger")
    for line in lines(half, name)
]
SIGNS = "'`\u2019\u201c\u2026\u2013,.!?;:|\n\r\t \x00*#@$0134578 \u20ac\u00e9\u0456\U0001f602\U0001f48a\U0001f355\ufe0f\u200b\u0301\ud800\x80\xff\ufdfa"


def changed(seed: int, count: int) -> list[str]:
    """Our own lines with signs, letters and words put in, stretched, taken out, and put together."""
    rng = random.Random(seed)
    words = [word for line in OURS for word in line.split()]
    found = []
    for _ in range(count):
        text = [*rng.choice(OURS)]
        for _ in range(rng.randrange(6)):
            at = rng.randrange(len(text) + 1)
            text[at : at + rng.randrange(2)] = rng.choice(
                [rng.choice(SIGNS), f" {rng.choice(words)} ", *text[at : at + 1] * 3, " ", ". "]
            )
        text = "".join(text)
        if rng.random() < 0.2:
            text = " ".join(rng.sample(words, rng.randrange(90)))
        elif rng.random() < 0.2:
            text = rng.choice([". ", "\n", ", ", " "]).join([text, *rng.sample(OURS, 5)])
        elif rng.random() < 0.05:
            text = " ".join(text)
        found.append(text)
    return [*found, "", " ", ",", "\n.", "\x80"]


def test_our_own_lines_and_changed_ones_read_the_same_at_once():
    """In every field: level, kind and reason."""
    texts = [*OURS, *changed(3, 4000)]
    assert read_many(texts) == [read(text) for text in texts]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text() | st.text("ikdle mys!1.,'\u2019"), min_size=FEW, max_size=30))
def test_whatever_stands_in_them(texts):
    """Anything that is text, each for itself."""
    assert read_many(texts) == [read(text) for text in texts]


def test_each_look_says_of_many_what_it_says_of_one():
    """The first look, folding and weighing, each by itself: also where no reading would show it."""
    know, table = knowledge(), scales()
    texts = [*OURS[::3], *changed(4, 2000)]
    looks = many.first_looks(texts)
    assert looks.passed == [first_look(text) for text in texts]
    alone = [fold(text, know.lexicon, know.respelled, with_scraps=False) for text in texts]
    found = many.folded(texts, looks)
    assert found == [one if yes else None for one, yes in zip(alone, looks.passed, strict=True)]
    for text, hides, one in zip(texts, looks.hiding, alone, strict=True):
        if not hides and text.isascii():
            assert fold_plain(text, know.respelled) == one
    alone = [one for one in alone if one]
    sentences = [words for one in alone for words in one]
    could = [know.patterns.candidates(frozenset(words)) for words in sentences]
    assert many.candidates(sentences) == could
    weights = many.weigh(alone).tolist()
    for one, row in zip(alone, weights, strict=True):
        assert dict(zip(HEADS, row, strict=True)) == table.text([*map(table.sentence, one)])


def test_texts_come_in_parts_and_none_is_lost():
    """Whatever their lengths; one that is longer than a part stands alone or with those before it."""
    rng = random.Random(2)
    texts = ["x" * rng.choice([0, 9, 30_000, many.AT_ONCE]) for _ in range(60)]
    found = [*many.parts(texts)]
    assert [one for part in found for one in part] == texts
    assert all(sum(map(len, part[:-1])) <= many.AT_ONCE for part in found)
    assert [*many.parts([])] == []


@pytest.mark.parametrize("name", hostile())
def test_two_hundred_thousand_characters_among_others_take_less_than_a_second(name):
    """Also where many texts are read at once, and for one such text after another."""
    texts = [hostile()[name][:LONG], *["We went to the market"] * FEW]
    read_many(["warm up"] * FEW)
    start = time.process_time()
    read_many(texts)
    assert time.process_time() - start < 1


def test_what_is_no_text_is_refused_before_anything_is_read():
    """As one alone is."""
    with pytest.raises(TypeError, match="NoneType"):
        read_many(["x"] * FEW + [None])
