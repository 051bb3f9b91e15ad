"""Says whether a message is in English, the one language that is read for now.

By small words and by script: enough to stay silent on what is not English, too little to name the
other language.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ENGLISH, OTHER, NONE = "en", "other", "none"
_ENOUGH = 2  # small words of another language, before it is believed


@cache
def _small_words() -> dict[str, frozenset[str]]:
    raw = tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))
    english = frozenset(raw["en"])
    return {
        name: frozenset(words) - (english if name != "en" else frozenset())
        for name, words in raw.items()
    }


def language(words: Sequence[str]) -> str:
    """Give `en`, `other`, or `none` where there are no words at all."""
    letters = [word for word in words if word[0].isalpha()]
    if not letters:
        return NONE
    foreign = sum(any(c > "\u024f" for c in word) for word in letters)
    if 2 * foreign > len(letters):
        return OTHER
    known = _small_words()
    counts = {name: sum(word in mine for word in letters) for name, mine in known.items()}
    english = counts.pop("en")
    most = max(counts.values())
    return OTHER if most >= _ENOUGH and most > english else ENGLISH
