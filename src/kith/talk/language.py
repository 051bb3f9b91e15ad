"""Says whether a message is in English, the one language that is read for now.

By small words and by script: enough to stay silent on what is not English, too little to name the
other language.
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ENGLISH, OTHER, NONE = "en", "other", "none"
# English words that other languages write in the same way: alone they tell nothing.
_ELSEWHERE = {"a", "at", "be", "da", "di", "dey", "do", "fam", "fi", "has", "he", "her", "in", "is", "me", "no", "of", "on", "so", "to", "una", "was", "we", "wee", "will"}  # fmt: skip
SURE = "es_sure"
ENOUGH = 2  # small words of another language, before it is believed


def _lists() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("language.toml").read_text(encoding="utf-8"))


@cache
def _sure() -> frozenset[str]:
    """Give the words of which one alone tells, where nothing tells of English."""
    return frozenset(_lists()[SURE])


@cache
def _tongues() -> dict[str, tuple[str, ...]]:
    """Give for each small word the languages that have it; what English has, it has alone."""
    raw = _lists()
    raw["es"] = [*dict.fromkeys([*raw["es"], *raw.pop(SURE)])]
    found: dict[str, tuple[str, ...]] = dict.fromkeys(raw.pop(ENGLISH), (ENGLISH,))
    for name, words in raw.items():
        for word in words:
            if found.get(word) != (ENGLISH,):
                found[word] = (*found.get(word, ()), name)
    return found


def shows_english(words: Sequence[str]) -> bool:
    """Say whether small words tell that it is English, not only that nothing tells otherwise."""
    known = _tongues()
    telling = [word for word in words if word in known and word not in _ELSEWHERE]
    counts = Counter(name for word in telling for name in known[word])
    english = counts.pop(ENGLISH, 0)
    return english > max(counts.values(), default=0)


def tells(word: str) -> bool:
    """Say whether a word could tell that a message is in another language."""
    return _tongues().get(word, (ENGLISH,)) != (ENGLISH,)


def is_sure(word: str) -> bool:
    """Say whether a word alone tells that a message is not in English, if nothing tells that it is."""
    return word in _sure()


def is_english(word: str) -> bool:
    """Say whether a word tells that a message is in English."""
    return _tongues().get(word) == (ENGLISH,)


def language(words: Sequence[str]) -> str:
    """Give `en`, `other`, or `none` where there are no words at all."""
    letters = [word for word in words if word[0].isalpha()]
    if not letters:
        return NONE
    if not "".join(letters).isascii():
        foreign = sum(any(c > "\u024f" for c in word) for word in letters)
        if 2 * foreign > len(letters):
            return OTHER
    known = _tongues()
    if not _sure().isdisjoint(letters) and not any(
        known.get(word) == (ENGLISH,) and word not in _ELSEWHERE for word in letters
    ):
        return OTHER
    counts = Counter(name for word in letters if word in known for name in known[word])
    english = counts.pop(ENGLISH, 0)
    most = max(counts.values(), default=0)
    return OTHER if most >= ENOUGH and most > english else ENGLISH
