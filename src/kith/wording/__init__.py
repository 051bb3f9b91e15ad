"""Sentences for the codes that engines and readers return, for the site and the terminal alike."""

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=8)
def _catalogue(name: str) -> dict[str, dict[str, str]]:
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(catalogue: str, section: str, code: str, **values: object) -> str:
    """Return the sentence for a code; a code that nobody worded yet gets the section's `other`."""
    found = _catalogue(catalogue)[section]
    text = found.get(code) or found["other"]
    return text.format(**{"code": code, **values}) if values or "{code}" in text else text


def codes(catalogue: str, section: str) -> frozenset[str]:
    """Return the codes that have a sentence of their own."""
    return frozenset(_catalogue(catalogue)[section])
