"""A name is found where it stands as a word, however it is written, and nowhere else."""

import random
import time
from itertools import pairwise

import pytest

from kith.mentions import mentioned, mentions, replaced, replaced_in, spellings

FOUND = {
    "a word": ("Ann met Annual, Hannah and ANN.", ["Ann"], "X met Annual, Hannah and X."),
    "possessives": ("Ann's Ann’s ANNS anns' Annst", ["Ann"], "X's X’s XS Xs' Annst"),
    "beside signs": (
        'ann_x (Ann) "Ann" Ann-Marie Ann1 @Ann',
        ["Ann"],
        'x_x (x) "x" x-Marie Ann1 @x'.replace("x", "X").replace("X_X", "X_x"),
    ),
    "accents, both ways": ("Zoe\u0308 Zoë ZOË's Zoëtrope Zoe", ["Zoë"], "X X X's Zoëtrope Zoe"),
    "sharp s": ("Straße und STRASSE", ["Strasse"], "X und X"),
    "two words over a line": (
        "Mary\n Jane, maryjane, Mary",
        ["Mary Jane", "Mary"],
        "X, maryjane, X",
    ),
    "the longer one counts": ("Ann Lee and Ann", ["Ann", "Ann Lee"], "X and X"),
    "no blanks between words": ("李雷说李雷 and ひなの", ["李雷", "ひな"], "X说X and Xの"),
    "other scripts": (
        "Анна и Аннабель, Άννας, محمد",
        ["Анна", "Άννα", "محمد"],
        "X и Аннабель, Άννας, X",
    ),
    "invisible signs": ("A\u200bnn, A\u00adnn and Ann\u200b!", ["Ann"], "X, X and X!"),
    "apostrophes within": ("O’Neil and o'neil's", ["O'Neil"], "X and X's"),
    "an initial": ("A. as A, and a.", ["A"], "X. as X, and X."),
    "a dot at the end": ("Mr. R. came", ["R."], "Mr. X came"),
    "wide letters": ("ＡＮＮ came", ["Ann"], "X came"),
    "turkish": ("İlker'in evi", ["İlker"], "X'in evi"),
    "hangul in parts": ("\u1112\u1161\u11ab came, 한 came", ["한"], "X came, X came"),
    "signs of patterns": ("J(o)e* and J.o", ["J(o)e*"], "X and J.o"),
}


@pytest.mark.parametrize("case", FOUND)
def test_a_name_is_taken_out_where_it_stands(case):
    """The text around it stays as it was, to the sign."""
    text, names, wanted = FOUND[case]
    assert replaced(text, names, "X") == wanted


def test_nothing_is_found_of_nothing():
    """No name, blanks and signs only: nothing, not everything."""
    for names in ([], [""], ["  "], ["..."], ["👩"]):
        assert mentions("... 👩 any text at all", names) == ()
    assert spellings([" Ann ", "ann", "", "Ann Lee"]) == ("Ann Lee", "Ann")


def test_the_places_are_those_of_the_text():
    """Offsets count code points of the text as it is kept, also where folding makes it longer."""
    text = "ßßß Zoe\u0308\u200b İ Ann"
    assert [text[one.start : one.end] for one in mentions(text, ["Zoë", "ann"])] == [
        "Zoe\u0308\u200b",
        "Ann",
    ]


def test_texts_within_tables_and_lists_are_reached():
    """Also the keys; two keys that become one lose nothing."""
    held = {"time with Ann": 3, "time with ANN": 4, "tags": ["Ann's day", 5, None, {"x": "ann"}]}
    made = replaced_in(held, ("Ann",), "Sky")
    assert made == {
        "time with Sky": 3,
        "time with Sky 2": 4,
        "tags": ["Sky's day", 5, None, {"x": "Sky"}],
    }
    assert mentioned(held, ("Ann",))
    assert not mentioned(made, ("Ann",))


def test_whatever_is_written_the_rest_stays_and_no_name_is_left():
    """Random texts of odd signs around a name: put back, it is the same text."""
    chance = random.Random(5)
    signs = "aAnNsS 'ß\u0308\u200b-_.ëİ李한\n9"
    for _ in range(3000):
        text = "".join(chance.choices(signs, k=chance.randrange(30)))
        found = mentions(text, ["Ann"])
        assert all(a.end <= b.start for a, b in pairwise(found))
        without = replaced(text, ["Ann"], "☐")
        assert mentions(without, ["Ann"]) == ()
        back, at = [], 0
        for one in found:
            back += [text[at : one.start], "☐"]
            at = one.end
        assert "".join([*back, text[at:]]) == without


def test_a_long_life_is_looked_through_quickly():
    """Ten million letters take a second or two, so nobody waits for the page."""
    page = "a day like any other, with café and rain. " * 250
    begun = time.perf_counter()
    assert not any(mentions(page, ("Rosalind", "Rosa")) for _ in range(1000))
    assert time.perf_counter() - begun < 5
