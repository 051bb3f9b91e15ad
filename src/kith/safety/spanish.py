"""Reads Spanish for the crisis reader: by templates alone, so plain words only.

Nothing here has weights. `spanish.toml` and `spanish_others.toml` are templates in the notation of
`crisis.toml`, over folded Spanish (no accents, n for ñ), and what one says stands by itself. They are apart from
the English ones, so that neither changes what the other reads. `spanish.txt` holds words of which every
template needs one; most texts meet nothing but them.
"""

import re
from functools import cache
from pathlib import Path

from kith.safety.aim import harm_in
from kith.safety.first import _PLAIN, _SIGNS, without_marks
from kith.safety.fold import fold, plainly
from kith.safety.matching import found_in
from kith.safety.reading import NOTHING, Reading
from kith.safety.templates import OWN, Knowledge, knowledge

HERE = Path(__file__)
DATA = (HERE.with_name("spanish.toml"), HERE.with_name("spanish_others.toml"))
FIRST = HERE.with_name("spanish.txt")
_RUN = re.compile(rb"([a-z])\1{2,}")
_LEET = re.compile(rb"[0134578@$*#!][a-z]")
_SHOWN = bytes.maketrans(b"013457@$!", b"oieastasi")


@cache
def known() -> Knowledge:
    """Give what the files say, read and compiled once."""
    return knowledge(DATA)


@cache
def first_words() -> frozenset[bytes]:
    """Give the words of which a text has to hold one to be read on."""
    return frozenset(FIRST.read_bytes().split())


def first_look(text: str) -> bool:
    """Say whether one of the words stands in a text, or letters that are stretched or replaced may hide one."""
    text = without_marks(text)
    if not text.isascii():
        text = plainly(text)
    plain = text.encode("ascii", "replace").translate(_PLAIN, b"'`")
    if not first_words().isdisjoint(plain.split()):
        return True
    return may_hide(plain)


def may_hide(plain: bytes) -> bool:
    """Say whether a word shows once signs are read as letters, and letters written three times as one."""
    signed = len(plain.translate(None, _SIGNS)) < len(plain) and _LEET.search(plain)
    if not signed and not _RUN.search(plain):
        return False
    shown = _RUN.sub(rb"\1", plain.translate(_SHOWN))
    return not first_words().isdisjoint(shown.split())


def read(text: str) -> Reading:
    """Give the strongest reading that templates of Spanish have of a text; of equal ones that of oneself."""
    if not first_look(text):
        return NOTHING
    know = known()
    found = found_in(fold(text, know.lexicon, know.respelled), know)
    own = max((found.get(kind, NOTHING) for kind in OWN), key=lambda one: one.level)
    every = (own, found.get("danger", NOTHING), harm_in(found))
    best = max(every, key=lambda one: one.level)
    return best if best.level else NOTHING


def stronger(english: Reading, spanish: Reading) -> Reading:
    """Give the stronger of two readings of a text, of equal ones that of English."""
    return spanish if spanish.level > english.level else english
