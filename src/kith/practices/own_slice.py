"""Say whether a slice of a pie that somebody named is the share of whoever names it.

It is asked only where that share is refused. So a doubt refuses: "my silence", "that I went back" and
"little me" are shares in other words. What clearly names somebody else ("my uncle", "Marc's drinking",
"nobody asked") or what was around ("money") stands. The words are in `own_slice.toml`, English and
Spanish; in Spanish only what speaks of oneself is refused.
"""

import itertools
import re
import tomllib
from functools import cache
from pathlib import Path

from kith import tongues

DATA = Path(__file__).with_name("own_slice.toml")
MOST_OF_A_NAME = 3  # words
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_ENDING = re.compile(r"(?:ing|ness|ity|ence|ance|ment|tion|ship|hood|ism|ance|cy)$")


@cache
def _words() -> dict[str, frozenset[str]]:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in said.items()}


def is_own(name: str) -> bool:
    """Say whether a name of a slice speaks of the writer, as far as words can tell."""
    typed = _WORD.findall(name)
    words = [word.casefold().replace("\u2019", "'") for word in typed]
    for few in [
        n for n, word in enumerate(words) if word == "little" and n and words[n - 1] == "too"
    ]:
        words[few] = "few"
    if not words:
        return False
    if tongues.spoken() != tongues.OWN:
        return _is_own_elsewhere(words)
    said = _words()
    if not said["young"].isdisjoint(words) or _joins(words, said["self"]):
        return True
    if _is_theirs(words, said):
        return False
    return not (_is_a_name(typed, words) and said["self"].isdisjoint(words))


def _joins(words: list[str], mine: frozenset[str]) -> bool:
    """Say whether the writer is added to what was named: "my uncle and me", "him because I let him"."""
    joins = _words()["joins"]
    return any(one in joins and other in mine for one, other in itertools.pairwise(words))


def _is_theirs(words: list[str], said: dict[str, frozenset[str]]) -> bool:
    head = next((at for at, word in enumerate(words) if word not in said["before"]), len(words))
    if head == len(words):
        return False
    first, theirs = words[head], bool(said["theirs"].intersection(words[:head]))
    whose = first.endswith("'s") and first not in {"it's", "that's", "he's", "she's", "there's"}
    if "i" in words[:head] or first in said["self"]:
        return False
    plain = first.removesuffix("'s")
    if plain in said["around"]:
        return "my" not in words[:head]
    return theirs or whose or not said["others"].isdisjoint({plain, plain.removesuffix("s")})


def _is_a_name(typed: list[str], words: list[str]) -> bool:
    said = _words()
    first = words[0]
    return (
        len(typed) <= MOST_OF_A_NAME
        and typed[0][:1].isupper()
        and first not in said["common"]
        and not _ENDING.search(first)
    )


def _is_own_elsewhere(words: list[str]) -> bool:
    said = _words()
    if not said["self_es"].isdisjoint(words) or not said["young_es"].isdisjoint(words):
        return True
    at = words.index("mi") if "mi" in words else words.index("mis") if "mis" in words else -1
    following = words[at + 1 : at + 2] if at >= 0 else []
    return bool(following) and following[0] not in said["others_es"]
