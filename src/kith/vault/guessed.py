"""Passphrases that are tried first: the commonest, said once, twice or side by side.

No rule asks for digits, marks or capitals. What is refused is what every guessing program begins
with: an entry of Django's list of 20,000 passwords from published breaches, a run such as `abcd` or
`1111`, a word of our own (`kith`), one of them repeated, or two of them in a row. Together these
are some 400 million passphrases, which a stolen file would give up within days.
See docs/decisions/0150-passphrases-that-are-tried-first.md.
"""

import gzip
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

# What stands on the pages of Kith, and what its own name and address offer.
OWN_WORDS = frozenset({"kith", "passphrase", "recoveryphrase", "diary", "journal", "localhost"})
SHORTEST_PIECE = 3  # letters; every text falls into shorter ones
LONGEST_PIECE = 24
LONGEST_PAIR = 100  # nobody tries longer ones first
ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")


def is_common(text: str) -> bool:
    """Say whether a passphrase is among those that are tried first."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = re.sub(r"[\W_]+", "", folded) or folded
    unit = plain[: _period(plain)]
    return len(unit) <= LONGEST_PAIR and any(
        _is_piece(unit[:cut]) and (cut == len(unit) or _is_piece(unit[cut:]))
        for cut in range(1, len(unit) + 1)
    )


def _period(text: str) -> int:
    """Give the length of the part that a text repeats, or of the whole text."""
    return (text + text).find(text, 1) if text else 0


def _is_piece(part: str) -> bool:
    if len(set(part)) == 1 or _is_run(part):
        return True
    return SHORTEST_PIECE <= len(part) <= LONGEST_PIECE and (
        part in OWN_WORDS or part in _published()
    )


def _is_run(part: str) -> bool:
    """Say whether a part goes up or down an alphabet, the digits or a row of keys."""
    if len(part) < SHORTEST_PIECE:
        return False
    return any(part in row * 4 or part in row[::-1] * 4 for row in ROWS)


@cache
def _published() -> frozenset[str]:
    """Give the passwords of Django's own list; none where this Django has none."""
    found = find_spec("django")
    places = () if found is None else found.submodule_search_locations or ()
    for place in places:
        path = Path(place, "contrib", "auth", "common-passwords.txt.gz")
        if path.is_file():
            return frozenset(gzip.decompress(path.read_bytes()).decode("utf-8").split("\n"))
    return frozenset()
