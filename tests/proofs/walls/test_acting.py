"""Words that would act are words: on every page, in every picture, in every file that is saved."""

import pytest
from short import counted

NEVER = ("born", "script", "address", "turned", "formula", "broke", "ran", "asked")
pytestmark = [pytest.mark.browser, pytest.mark.long]  # a few of the pages are shown in a real one


def test_no_word_acts(tmp_path):
    """One life full of them, each page read strictly and some of them shown."""
    found = counted("acting.py", tmp_path, 200)
    assert [found[key] for key in NEVER] == [0] * len(NEVER)
    assert found["shown"] > 500
    assert found["in_browser"] > 2
