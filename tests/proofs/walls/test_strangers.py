"""Whoever is not Kith's own page gets the one refusal, whatever is asked for and however."""

import pytest
from short import counted

pytestmark = pytest.mark.long

NEVER = ("accepted", "other", "cookie", "effect")


def test_nobody_else_gets_anything(tmp_path):
    """Six hundred foreign and bent requests to an open and to a locked Kith."""
    found = counted("strangers.py", tmp_path, 600)
    assert [found[key] for key in NEVER] == [0] * len(NEVER)
    assert found["refused"] > 500
