"""When two spellings are one name: by this rule people are matched in files, forms and the vault."""

import unicodedata
from collections.abc import Iterable


def name_key(name: str) -> str:
    """Return the spelling by which two names count as the same: letter case and spaces do not."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def one_by_key(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the different spellings that stand for one name, where there are several."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        found.setdefault(name_key(name), []).append(name)
    return tuple(tuple(spellings) for spellings in found.values() if len(spellings) > 1)
