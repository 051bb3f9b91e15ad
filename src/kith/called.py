"""Whether a text speaks of somebody to be careful with, by any of the ways people call each other.

`kith.mentions` finds a whole name: by that rule a name is taken out. Here a miss would coach words
to somebody frightening, and too much is only silence. So a single word of a name is enough (first
name or surname, of three letters or more, with or without what says "of"), accents or none; so are
the usual forms of a kin name (`Mum`: mom, mother), and "my ex" or "my husband" where that is what
they are. A name that is also a word (`May`, `Will`) counts with a capital letter, wherever it
stands, and in any letters where a text has no capital at all. Pet forms of a name ("Kimmy", "Robbie"),
its beginning with a capital ("Rob") and its first letter with a stop ("K.") count as well.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from kith.everyday_names import EXES, KIN, NO_NAME, PARENTS, PARTNERS, WORDS_TOO
from kith.mentions import ends_words, mentions, spellings
from kith.records import Kind

SHORTEST = 3  # letters of a name's word that counts by itself
_WORD = re.compile(r"[^\W\d_]+")
_OF_SOMEBODY = re.compile(r"[^\W\d_]+(?:['’ʼ`´＇]s\b|s['’ʼ`´＇])", re.IGNORECASE)
_STEP = re.compile(r"\b(step)[-\s]+(?=[^\W\d_])", re.IGNORECASE)
_GONE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_PLAIN = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ð": "d",
    "Ð": "D",
    "ı": "i",
} | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ß": "ss", "ẞ": "SS"}
_MINE = frozenset({"my", "My", "MY", "our", "Our", "OUR"})
_INITIAL = re.compile(r"(?<![^\W_])([^\W\d_])\.(?![^\W_])")
_NO_PETS = frozenset({"marry", "carry", "sorry", "merry", "happy", "berry", "ferry", "hurry", "worry", "funny", "sunny", "puppy", "silly", "penny", "belly", "jelly", "holly", "dolly", "hilly", "chilly", "curry", "daddy", "mummy", "mommy", "granny", "hobby", "lobby", "annie", "any", "many", "rainy", "busy", "lucky", "sandy", "windy", "angry", "hungry", "party", "tummy", "dummy", "pretty", "petty", "dirty", "sally"})  # fmt: skip
_COMMON = frozenset({"the", "and", "she", "her", "his", "but", "for", "you", "was", "not", "all", "can", "are", "had", "how", "our", "out", "any", "has", "him", "who", "why", "now", "man", "may", "son", "one", "two", "yes", "let", "see", "say", "did", "get", "got", "new", "old", "day", "way", "too", "use", "car", "dad", "mum", "mom", "ask", "ever", "even", "then", "them", "they", "that", "this", "what", "when", "with", "mari", "over", "once", "only"})  # fmt: skip
_LONG = 7  # letters of a name of which four may stand for it
_LONGEST_OF_PETS = 5  # letters of a name to which an ending is put as it is
_APART = 2  # words between "my" and who it is: "my ex", "my soon to be ex" is one too many


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, folded: all, those that may be a name, and those that follow "my".

    An everyday word may be a name only where it begins with a capital.
    """

    any: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    mine: frozenset[str] = field(repr=False)
    short: frozenset[str] = field(repr=False, default=frozenset())


@dataclass(frozen=True, slots=True)
class Called:
    """How one person is called: whole names, single words, and words that count behind "my"."""

    names: tuple[str, ...] = field(repr=False)
    words: frozenset[str] = field(repr=False)
    mine: frozenset[str] = field(repr=False)
    parts: tuple[tuple[str, ...], ...] = field(repr=False)  # of each whole name
    short: frozenset[str] = field(repr=False, default=frozenset())  # with a capital, or a stop

    def within(self, text: str, words: Words) -> bool:
        """Say whether a text, whose words these are, speaks of them."""
        if not self.words.isdisjoint(words.names) or not self.mine.isdisjoint(words.mine):
            return True
        if not self.short.isdisjoint(words.short):
            return True
        whole = (
            name
            for name, parts in zip(self.names, self.parts, strict=True)
            if all(part in words.any for part in parts)
        )
        return bool(mentions(text, spellings(whole)))


def words_in(text: str) -> Words:
    """Return the words of a text: each also without the s that says "of"."""
    found = _WORD.findall(_flat(text))
    once = {word: word.lower() for word in set(found)}
    none = not any(word[0].isupper() for word in once)  # then a small letter tells nothing
    capital = {low for word, low in once.items() if none or word[0].isupper()}
    every = frozenset(_bare(once.values()))
    short = {low for word, low in once.items() if word[0].isupper()}
    if any(len(word) == 1 for word in short):
        initials = {one for one in _INITIAL.findall(text) if one.isupper() and one != "I"}
        short.update(f"{one.lower()}." for one in initials)
    names = (every - WORDS_TOO).union(_bare(capital))
    return Words(every, names, frozenset(_mine(found)), frozenset(short))


def called(names: Iterable[str], kinds: Iterable[str] = (), others: Iterable[str] = ()) -> Called:
    """Return how somebody of these names and kinds is called.

    `others` are the names of people who ask for no care: a parent who is there by "Mum" is not
    the one that a parent by another name is.
    """
    whole = spellings(names)
    words = frozenset(word for name in whole for word in words_of(name))
    said = {word for kind in kinds for word in _folded(_OF_SOMEBODY.sub(" ", kind))}
    mine: frozenset[str] = frozenset()
    if Kind.EX.value in said:
        mine |= EXES
    elif Kind.PARTNER.value in said or not said.isdisjoint(PARTNERS):
        mine |= PARTNERS
    if Kind.PARENT.value in said and words.isdisjoint(PARENTS):
        known = {word for name in others for word in _folded(name)}
        rows = [row for row in KIN[:2] if row.isdisjoint(known)]
        words = words.union(*rows)
        mine |= PARENTS - KIN[0] - KIN[1]
    first = {word for name in whole for word in words_of(name) if not _kin(word)}
    short = frozenset(form for word in first for form in _short(word))
    return Called(whole, words, mine, tuple(map(_parts, whole)), short)


@lru_cache(maxsize=512)
def _short(word: str) -> frozenset[str]:
    """Return how a name is cut short or made small: "rob", "robbie", "kimmy", "k."."""
    cut = {word[:SHORTEST]} if len(word) > SHORTEST else set()
    if len(word) >= _LONG:
        cut.add(word[: SHORTEST + 1])
    stems = cut | ({word} if len(word) <= _LONGEST_OF_PETS else set())
    doubled = {stem + stem[-1] for stem in stems if stem[-1] not in "aeiouy"}
    pets = {stem.rstrip("aeiouy") + ending for stem in stems for ending in ("y", "ie", "i")}
    pets |= {stem + ending for stem in doubled for ending in ("y", "ie", "i")}
    return frozenset(
        (cut - _COMMON - NO_NAME) | {p for p in pets - _NO_PETS if len(p) > SHORTEST}
    ) | {f"{word[0]}."}


@lru_cache(maxsize=512)
def words_of(name: str) -> frozenset[str]:
    """Return the single words by which a name is known, folded; kin in all their usual forms."""
    flat = _flat(name)
    theirs = _OF_SOMEBODY.sub(" ", flat)  # of "Tom's mother" neither word is a name of hers
    words = _WORD.findall(theirs)
    if theirs != flat:
        words = [word for word in words if word[0].isupper() and not _kin(word.lower())]
    capital = [word for word in words if word[0].isupper()]
    found = {word.lower() for word in capital or words}
    found = {word for word in found if len(word) >= SHORTEST and word not in NO_NAME}
    return frozenset(found.union(*(_kin(word.lower()) for word in words)))


def _parts(name: str) -> tuple[str, ...]:
    """Return the words that a text with a whole name must have; none where words do not end."""
    unspaced = any(sign.isalnum() and not ends_words(sign) for sign in name)
    return () if unspaced else tuple(_folded(name))


def _kin(word: str) -> frozenset[str]:
    return frozenset().union(*(row for row in KIN if word in row))


def _folded(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(_flat(text))]


def _bare(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield word
        if word[-1] == "s" and len(word) > SHORTEST:
            yield word[:-1]


def _mine(found: list[str]) -> Iterable[str]:
    """Yield the words that stand behind "my", with at most so many words between."""
    for at in [at for at, word in enumerate(found) if word in _MINE]:
        yield from _bare(one.lower() for one in found[at + 1 : at + 2 + _APART])


def _flat(text: str) -> str:
    """Return a text without accents and invisible signs, its capitals kept."""
    if not text.isascii():
        text = text.translate({ord(sign): _plain(sign) for sign in set(text)})
    return _STEP.sub(r"\1", text) if "step" in text.lower() else text


def _plain(sign: str) -> str:
    if sign in _GONE:
        return ""
    apart = unicodedata.normalize("NFKD", _PLAIN.get(sign, sign))
    return "".join(part for part in apart if not unicodedata.combining(part))
