"""Who stands in which row."""

import pytest

from kith.names import is_nobody
from kith.practices.table import table


def test_gaps_and_those_who_stand_alone():
    """A row without a name is a gap; a row with one name hangs on that name."""
    found = table([("listens", ["Ana", "Ben"]), ("drives", ["Ana"]), ("at night", [])])
    assert found.names == ("Ana", "Ben")
    assert [row.marks for row in found.rows] == [(True, True), (True, False), (False, False)]
    assert found.gaps == ("at night",)
    assert found.alone == {"Ana": ("drives",)}


def test_a_life_without_anybody_has_gaps_only():
    """Nothing breaks where nobody is named."""
    found = table([("listens", []), ("drives", [])])
    assert (found.names, found.alone) == ((), {})
    assert found.gaps == ("listens", "drives")


@pytest.mark.parametrize(
    "said",
    [
        *("nobody", "Nobody", "No one", "no-one", "noone", "none", "Nobody yet.", "nobody really"),
        *("I have nobody", "There is no one", "there's nobody right now", "No one comes to mind"),
        *("not anybody", "n/a", "no", "-", "—", "nadie", "Ninguno", "ningún", "no hay nadie"),
        *("nobody at the moment", "No tengo a nadie", "no body"),
    ],
)
def test_nobody_is_an_answer_and_no_name(said):
    """It makes no column, holds no row, and stands alone nowhere."""
    found = table([("listens", [said]), ("at night", [said, "Ana"])])
    assert found.names == ("Ana",)
    assert found.gaps == ("listens",)
    assert found.alone == {"Ana": ("at night",)}
    assert table([("listens", [said])]).names == ()


@pytest.mark.parametrize(
    "name",
    ["Noone Smith", "Nona", "Noel", "Anna", "Nan", "Marc", "the choir", "No", "🐈", "Nil Yalter"],
)
def test_a_name_is_a_name(name):
    """Also where it looks a little like nobody; `No` alone is read as an answer."""
    assert is_nobody(name) is (name == "No")


def test_two_spellings_are_one_name():
    """As everywhere else: letter case and blanks do not make another person."""
    found = table([("listens", ["Ana"]), ("drives", ["ana ", "Ben"])])
    assert found.names == ("Ana", "Ben")
    assert found.rows[1].marks == (True, True)
