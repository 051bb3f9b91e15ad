"""Wherever and whenever clocks change: no day is lost, none is there twice."""

import pytest
from short import counted

NEVER = ("lost", "doubled", "moved", "torn", "missed")


def test_no_day_is_lost_and_none_is_there_twice(tmp_path):
    """Some changes of clocks, those near midnight first."""
    found = counted("days.py", tmp_path, 60)
    assert [found[key] for key in NEVER] == [0] * len(NEVER)
    assert found["walks"] >= 3


@pytest.mark.parametrize("sabotage", ["days of 24 hours", "offset of now"])
def test_a_kith_that_counts_hours_for_days_is_found_out(tmp_path, sabotage):
    """Each is broken on purpose."""
    assert sum(counted("days.py", tmp_path, 20, sabotage)[key] for key in NEVER) > 0
