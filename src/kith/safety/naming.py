"""What stands where a name is asked and is none: a whole sentence of a plan or a wish to die.

A name says little and may hold any word ("Kill Bill", "Gun", a group of survivors). So it counts
only where the reader finds outright words, and it says something of whoever writes: three words or
more with "I", "me" or "my", two where the verb itself does ("kill myself", "quiero morirme").
A plan of two words or more counts without.
"""

import re
import unicodedata
from collections.abc import Iterable

from kith.safety import crisis

OUTRIGHT, PLAN = 2, 3
FEWEST = 3  # words of a sentence
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_ONESELF = frozenset({"myself", "morirme", "matarme", "suicidarme", "quitarme", "desaparecer"})
_ME = _ONESELF | frozenset(
    {"i", "i'm", "im", "i'll", "i've", "ive", "i'd", "me", "my", "yo", "mi", "quiero", "voy"}
    | {"estoy", "deseo", "pienso", "tengo", "he", "quisiera", "ojala"}
)


def sentences(names: Iterable[str]) -> list[str]:
    """Return those that are no names: read as any words are, they lead to help."""
    several = [name for name in names if len(name.split()) > 1]
    return [
        name
        for name, found in zip(several, crisis.read_many(several), strict=True)
        if found.level >= OUTRIGHT and _says(name, found.level)
    ]


def _says(name: str, level: int) -> bool:
    """Say whether a name says something of whoever writes it."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("’", "'")
    words = _WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign)))
    means = _ME if len(words) >= FEWEST else _ONESELF
    return level >= PLAN or not means.isdisjoint(words)
