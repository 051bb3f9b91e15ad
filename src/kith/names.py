"""When two spellings are one name: by this rule people are matched in files, forms and the vault."""

import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 80
"""Most characters of a name that are kept."""


_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters by their kind, and unseen


def name_key(name: str) -> str:
    """Return the spelling by which two names count as the same: letter case and spaces do not.

    Only what is kept of a name counts, so a longer one is found again when it comes again.
    """
    return " ".join(unicodedata.normalize("NFC", name[:LONGEST_NAME]).casefold().split())


def is_seen(name: str) -> bool:
    """Say whether a name has a sign that can be seen: not blanks, joiners and fillers alone."""
    return any(sign not in _FILLERS and unicodedata.category(sign)[0] not in "CZM" for sign in name)


def one_by_key(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the different spellings that stand for one name, where there are several."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        found.setdefault(name_key(name), []).append(name)
    return tuple(tuple(spellings) for spellings in found.values() if len(spellings) > 1)
