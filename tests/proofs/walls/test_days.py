"""Wherever and whenever clocks change: no day is lost, none is there twice."""

from short import counted

NEVER = ("lost", "doubled", "moved", "torn", "missed")


def test_no_day_is_lost_and_none_is_there_twice(tmp_path):
    """Some changes of clocks, those near midnight first."""
    found = counted("days.py", tmp_path, 40)
    assert [found[key] for key in NEVER] == [0] * len(NEVER)
    assert found["walks"] >= 3
