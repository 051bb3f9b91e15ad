"""Sentences for the codes that engines and readers return, for the site and the terminal alike."""

import tomllib
from functools import lru_cache
from importlib import resources

from kith.tongues import counted, said

Catalogue = dict[str, dict[str, str | dict[str, str]]]


@lru_cache(maxsize=8)
def _catalogue(name: str) -> Catalogue:
    text = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sentence(catalogue: str, section: str, code: str, **values: object) -> str:
    """Return the sentence for a code; a code that nobody worded yet gets the section's `other`.

    A sentence that counts is a table of `one` and `other`; the value `n` chooses between them.
    """
    found = _catalogue(catalogue)[section]
    worded = found.get(code) or found["other"]
    place = f"wording/{catalogue}:{section}"
    if isinstance(worded, str):
        text = said(place, worded)
    else:
        text = counted(place, worded["one"], worded["other"], values.get("n"))
    return text.format(**{"code": code, **values}) if values or "{code}" in text else text


def codes(catalogue: str, section: str) -> frozenset[str]:
    """Return the codes that have a sentence of their own."""
    return frozenset(_catalogue(catalogue)[section])
