"""Short forms of the proofs that drive a real browser; `make prove` runs them long and broken."""

import pytest
from short import counted

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_a_hostile_page_reads_and_moves_nothing(tmp_path):
    """Its name turns to Kith's own port; every way and place in an order drawn by chance."""
    found = counted("rebinding.py", tmp_path, 20)
    assert (found["read"], found["effect"], found["cookie"]) == (0, 0, 0)
    assert found["answers"] > 2  # it did reach Kith


def test_what_is_typed_while_things_fail_stands_nowhere(tmp_path):
    """Errors that quote words, and a browser profile after the lock."""
    found = counted("canaries.py", tmp_path, 30)
    never = ("file", "output", "process", "address", "title", "header", "profile")
    assert [found[key] for key in never] == [0] * len(never)
    assert found["kept"] > 0
    assert found["failed_on_purpose"] > 2


def test_nobody_sees_a_word_after_the_lock(tmp_path):
    """Some walks in every order; the time of the exit is judged on a quiet machine only."""
    found = counted("wandering.py", tmp_path, 2)
    assert found["shown"] == 0
    assert found["looks"] >= 2
