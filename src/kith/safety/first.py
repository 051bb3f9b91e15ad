"""The first look of the crisis reader: what nearly every ordinary text meets, and nothing more.

No text is folded here, and nothing is loaded but a list of words (`first.txt`) and, for a few, the
templates. It only says whether the reader should go on (`crisis.py`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kith.safety.fold import PICTURES
from kith.safety.templates import knowledge

FIRST = Path(__file__).with_name("first.txt")
ENOUGH = 100  # what the words of a text must call at the first look
GRAVE = 1000  # what a word of dying calls
SHORT_TEXT = 40  # words; in a longer text the second weight of the first look does not count
_KEPT = "@$*#!"  # signs that stand for letters
_PLAIN = (
    bytes(
        ord(sign if sign in _KEPT or sign.isalnum() else " ")
        for sign in map(str.lower, map(chr, range(128)))
    )
    + b" " * 128
)
_SIGNS = b"0134578@$*#!"
# "1st", "10pm" and "80s" hide nothing.
_LEET = re.compile(
    rb"[a-z][0134578@$*#!]+[a-z]|[0134578@$*#!](?!(?:st|th|rd|am|pm|ish|mins?)(?![a-z0-9]))[a-z]{2}"
)
_STRETCHED = re.compile(rb"(.)(?=\1\1)")
_RUN = re.compile(rb"([a-z])\1{2,}")
# Signs that hide no letter and that `fold.py` gives no word: quotation marks, dashes, small pictures.
_HARMLESS = re.compile(
    "[\u201c\u201d\u2013\u2014\u2022\xa0\xa3\xb0\xab\xbb\u2122]"
    f"|(?![{PICTURES}])[\u2600-\u27bf\U0001f300-\U0001faff][\ufe0e\ufe0f\u200d]*"
)
_SPREAD = re.compile(rb" [a-z] {1,2}[a-z] {1,2}[a-z](?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class First:
    """The words of the first look: what each calls and tells, and what they must tell."""

    calls: Mapping[bytes, int]
    tells: Mapping[bytes, int]
    bar: int


@cache
def first_words() -> First:
    """Give the words of the first look, read once."""
    return first_of(FIRST.read_bytes().splitlines())


def first_of(lines: Iterable[bytes]) -> First:
    """Read the words of the first look: a word and two weights a line, the bar under `_`."""
    rows = {word: (int(calls), int(tells)) for word, calls, tells in map(bytes.split, lines)}
    bar = rows.pop(b"_")[1]
    return First(
        {word: calls for word, (calls, _) in rows.items() if calls},
        {word: tells for word, (_, tells) in rows.items() if tells},
        bar,
    )


def first_look(text: str, first: First | None = None) -> bool:
    """Say whether the words of a text weigh enough to be looked at, or letters may hide one.

    This is all that most texts meet: no folding, and nothing is loaded but a list of words with
    two weights each (`first.txt`). The first is never less than nothing, so nothing that is said beside
    a word hides it; words of dying alone are enough. In a short text the second has to be enough
    as well, which others can outweigh, save where a strong template might fit.
    """
    if not (text := without_marks(text)).isascii():
        return True
    plain = text.encode().translate(_PLAIN, b"'`")
    words = plain.split()
    first = first or first_words()
    calls = sum(filter(None, map(first.calls.get, words)))
    if calls >= GRAVE:
        return True
    if calls >= ENOUGH:
        tells = sum(filter(None, map(first.tells.get, words)))
        if len(words) > SHORT_TEXT or tells >= first.bar:
            return True
        if knowledge().could_be_outright([*plain.decode().split(), ","]):
            return True
    return may_hide(plain, first.calls)


def without_marks(text: str) -> str:
    """Give a text without marks that hide no letter: mostly nothing but ASCII is left."""
    if text.isascii():
        return text
    text = text.replace("\u2019", "").replace("\u2026", " ")
    return text if text.isascii() else _HARMLESS.sub(" ", text)


def may_hide(plain: bytes, calls: Mapping[bytes, int]) -> bool:
    """Say whether digits or signs stand in words, letters apart, or a letter thrice in a row.

    Stretched letters hide something only where a word that calls is left without them.
    """
    if _SPREAD.search(b" " + plain):
        return True
    if len(plain.translate(None, _SIGNS)) < len(plain) and _LEET.search(plain):
        return True
    if not _STRETCHED.search(plain):
        return False
    for word in plain.split():
        runs = len(_RUN.findall(word))
        if runs > 1 or (runs and any(_RUN.sub(one, word) in calls for one in (rb"\1", rb"\1\1"))):
            return True
    return False
