"""When two spellings are one name: by this rule people are matched in files, forms and the vault."""

import re
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


_NOBODY = re.compile(
    r"(?:(?:there (?:is|was|s)|i (?:have|ve got|can think of|know of|do not have|don t have|have got)"
    r"|maybe|really|honestly|sadly|just|well|hay|no (?:hay|tengo)(?: a)?|a|de momento|por ahora) )*"
    r"(?:nobody|no ?one|no body|none|nope|no|not any(?:body| one|one)|any(?:body|one)|n a|nil|nadie"
    r"|ningun[oa]?|ningun[oa]? de ell[oa]s)"
    r"(?: (?:yet|really|at all|right now|now|for now|at the moment|at present|currently|anymore"
    r"|any more|else|here|comes to mind|i know(?: of)?|is there|tengo|de momento|por ahora|aun|todavia"
    r"|ahora|mas))*"
)


def is_nobody(name: str) -> bool:
    """Say whether what stands where a name is asked for says that there is nobody, or is a dash."""
    plain = unicodedata.normalize("NFKD", name_key(name).replace("\u2019", "'"))
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    if not words:
        return all(unicodedata.category(sign) in {"Pd", "Zs", "Po"} for sign in name)
    said = " ".join(words)
    if said in {"anybody", "anyone"}:  # only behind "there is not", "I do not have"
        return False
    return _NOBODY.fullmatch(said) is not None
