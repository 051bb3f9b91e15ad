"""Who stands in which row."""

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
