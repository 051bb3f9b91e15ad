"""Which language is spoken: the one that was chosen, else what a browser or a terminal asks for."""

import pytest

from kith.tongues import of_terminal, offered, wanted


@pytest.mark.parametrize(
    ("chosen", "accepted", "spoken"),
    [
        (None, None, "en"),
        (None, "", "en"),
        (None, "es", "es"),
        (None, "es-MX,es;q=0.9,en;q=0.8", "es"),
        (None, "en-GB,en;q=0.9,es;q=0.8", "en"),
        (None, "es;q=0.2, en;q=0.7", "en"),
        (None, "ca,es;q=0.5", "es"),
        (None, "de,fr;q=0.9", "en"),
        (None, "es;q=0", "en"),
        (None, "es;q=nonsense,*;q=0.1", "en"),
        ("en", "es", "en"),
        ("es", "en", "es"),
        ("tlh", "es", "es"),
    ],
)
def test_a_browser_decides_until_somebody_chooses(chosen, accepted, spoken):
    """Weights count, regions do not, and what Kith does not speak is passed over."""
    assert wanted(chosen, accepted) == spoken


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "es_ES.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "es_MX.UTF-8"}, "es"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "en_US", "KITH_LANG": "es"}, "es"),
        ({"LANG": "es_ES.UTF-8", "KITH_LANG": "en"}, "en"),
        ({"LANG": "", "LC_ALL": "", "KITH_LANG": ""}, "en"),
    ],
)
def test_a_terminal_asks_by_its_variables(environ, spoken):
    """The own one comes before those of the machine."""
    assert of_terminal(environ) == spoken


@pytest.mark.parametrize("value", [None, 3, ["es"], {}, "", "e", "../es", "es/../x"])
def test_what_is_no_language_is_none(value):
    """It names a folder, so nothing of another hand gets through."""
    assert offered(value) is None
