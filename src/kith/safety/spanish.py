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
from kith.safety.first import _KEPT as KEPT
from kith.safety.first import _PLAIN, without_marks
from kith.safety.fold import fold, plainly
from kith.safety.matching import found_in
from kith.safety.reading import NOTHING, Reading
from kith.safety.templates import OWN, Knowledge, knowledge

HERE = Path(__file__)
DATA = (HERE.with_name("spanish.toml"), HERE.with_name("spanish_others.toml"))
FIRST = HERE.with_name("spanish.txt")
_KEPT = KEPT.encode()
_RUN = re.compile(rb"([a-z])\1{2,}")
_LEET = re.compile(rb"[0134578@$*#!][a-z]")
_SHOWN = bytes.maketrans(b"013457@$!", b"oieastasi")
_BARE = bytes.maketrans(_KEPT, b" " * len(_KEPT))


@cache
def known() -> Knowledge:
    """Give what the files say, read and compiled once."""
    return knowledge(DATA)


@cache
def first_words() -> frozenset[bytes]:
    """Give the words of which a text has to hold one to be read on, also before marks of exclamation."""
    words = FIRST.read_bytes().split()
    return frozenset(word + end for word in words for end in (b"", b"!", b"!!", b"!!!"))


def first_look(text: str) -> bool:
    """Say whether one of the words stands in a text, or letters that are stretched or replaced may hide one."""
    plain = _plain(text)
    return not first_words().isdisjoint(plain.split()) or may_hide(plain)


def _plain(text: str) -> bytes:
    text = without_marks(text)
    if not text.isascii():
        text = plainly(text)
    return text.encode("ascii", "replace").translate(_PLAIN, b"'`")


def may_hide(plain: bytes) -> bool:
    """Say whether a word shows once signs are read as letters, and letters written three times as one."""
    runs = _RUN.search(plain)
    if not runs and not _LEET.search(plain):
        return False
    shown = plain.translate(_SHOWN)
    return not first_words().isdisjoint((_RUN.sub(rb"\1", shown) if runs else shown).split())


@cache
def _needed() -> dict[bytes, frozenset[str]]:
    """Give the words that templates need, and other spellings of them, with what each stands for."""
    know = known()
    sieve = know.patterns.sieve
    plain = {word for serves, _ in sieve.rounds for word in serves}
    plain |= {word for needs in sieve.others for need in needs for word in need}
    found = {word.encode(): frozenset([word]) for word in plain}
    return found | {o.encode(): frozenset(w.split()) for o, w in know.respelled.items()}


def _could_hold(plain: bytes, know: Knowledge) -> bool:
    """Say whether the words of a text, anywhere in it, are enough for some template."""
    bare, needed = plain.translate(_BARE), _needed()
    forms = {*bare.split()}
    if _RUN.search(bare):
        forms |= {*_RUN.sub(rb"\1", bare).split(), *_RUN.sub(rb"\1\1", bare).split()}
    if _LEET.search(plain):
        forms |= {*_RUN.sub(rb"\1", plain.translate(_SHOWN)).split()}
    words = frozenset([","]).union(*[needed[form] for form in forms & needed.keys()])
    return bool(know.patterns.sieve.met(words))


def read(text: str) -> Reading:
    """Give the strongest reading that templates of Spanish have of a text; of equal ones that of oneself."""
    plain = _plain(text)
    if first_words().isdisjoint(plain.split()) and not may_hide(plain):
        return NOTHING
    know = known()
    if not _could_hold(plain, know):
        return NOTHING
    found = found_in(fold(text, know.lexicon, know.respelled), know)
    own = max((found.get(kind, NOTHING) for kind in OWN), key=lambda one: one.level)
    every = (own, found.get("danger", NOTHING), harm_in(found))
    best = max(every, key=lambda one: one.level)
    return best if best.level else NOTHING


def stronger(english: Reading, spanish: Reading) -> Reading:
    """Give the stronger of two readings of a text, of equal ones that of English."""
    return spanish if spanish.level > english.level else english
