"""Where a name stands in a text, and other words in its place: by this rule a name is taken out.

Whole words only: `Ann` is not in `Annual`. Capitals and ways of writing an accent do not matter,
nor do line breaks between two parts of a name, invisible signs within it, or what a language hangs
on to a name to say "of" (`Ann's`, `Anns’`, `Ann’s`). Scripts that write without spaces have no word
to end, so there a name counts wherever it stands.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

APOSTROPHES = "'’ʼ`´＇"  # the ones that people type
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_GONE = dict.fromkeys(map(ord, _INVISIBLE))
_STOPS = re.compile(rf"[\s{re.escape(APOSTROPHES)}]")
_SHORT = 3  # letters; behind a shorter name an s makes another word: `A`, `as`
_UNSPACED = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai, Lao, Burmese, Khmer
    *((0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands: code points from `start` to `end`, without a possessive."""

    start: int
    end: int


def spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Return names without blanks around them, each once, the longest first; empty ones go."""
    kept = {folded(name): name.strip() for name in reversed([*names]) if folded(name).strip()}
    return tuple(sorted(kept.values(), key=lambda name: (-len(name), name)))


def folded(text: str) -> str:
    """Return how two spellings of a name compare: case, accents' encoding and blanks set aside."""
    return " ".join(_flat(text).split())


def mentions(text: str, names: Iterable[str]) -> tuple[Mention, ...]:
    """Return every place of a text where one of the names stands, from left to right.

    Where one name holds another, the longer one counts. A name of signs only is found nowhere.
    """
    pattern, starts = _pattern(tuple(names))
    flat = _flat(text) if starts else ""
    if not any(start in flat for start in starts) or pattern.search(flat) is None:
        return ()
    flat, places = _folding(text)
    found = (
        Mention(places[hit.start()], places[hit.end() - 1] + 1) for hit in pattern.finditer(flat)
    )
    return tuple(Mention(one.start, _whole(text, one.end)) for one in found)


def replaced(text: str, names: Iterable[str], word: str) -> str:
    """Return the text with another word where a name stood; what hung on it to say "of" stays."""
    at, parts = 0, []
    for one in mentions(text, names):
        parts += [text[at : one.start], word]
        at = one.end
    return "".join([*parts, text[at:]])


def mentioned(value: Any, names: tuple[str, ...]) -> bool:
    """Say whether a name stands anywhere in a text, or in a list or table of texts, keys included."""
    return any(mentions(text, names) for text in texts(value))


def texts(value: Any) -> Iterable[str]:
    """Yield every text in a value as JSON knows them, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts(key)
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def replaced_in(value: Any, names: tuple[str, ...], word: str) -> Any:
    """Return a value as JSON knows them with the word for the name in every text, keys included.

    Two keys that become one keep both their values: the second gets a number behind it.
    """
    if isinstance(value, str):
        return replaced(value, names, word)
    if isinstance(value, list):
        return [replaced_in(inner, names, word) for inner in value]
    if isinstance(value, Mapping):
        made: dict[str, Any] = {}
        for key, inner in value.items():
            made[free(replaced(key, names, word), made)] = replaced_in(inner, names, word)
        return made
    return value


def free(key: str, taken: Mapping[str, Any]) -> str:
    """Return a key that is not taken yet, with a number behind it where it has to be."""
    name, number = key, 2
    while name in taken:
        name, number = f"{key} {number}", number + 1
    return name


def _whole(text: str, end: int) -> int:
    """Return the end with the accents and invisible signs that still belong to the last letter."""
    while end < len(text) and _hangs_on(text[end]):
        end += 1
    return end


def _hangs_on(sign: str) -> bool:
    """Say whether a sign is no letter by itself: an accent, nothing to see, part of a syllable."""
    return bool(unicodedata.combining(sign)) or sign in _INVISIBLE or "\u1160" <= sign <= "\u11ff"


def _flat(text: str) -> str:
    """Return a text folded for comparison."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text.translate(_GONE).casefold()).casefold()


def _folding(text: str) -> tuple[str, list[int]]:
    """Return a text folded for comparison, and for each of its signs where it comes from."""
    if text.isascii():
        return text.lower(), [*range(len(text))]
    signs: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(text):
        end = _whole(text, at + 1)  # a letter and what hangs over it are one
        for sign in _flat(text[at:end]):
            signs.append(sign)
            places.append(at)
        at = end
    return "".join(signs), places


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> "tuple[re.Pattern[str], tuple[str, ...]]":
    """Return the pattern of all names, and how each begins: most texts hold no such beginning."""
    known = [name for name in spellings(names) if any(sign.isalnum() for sign in name)]
    starts = tuple(_STOPS.split(folded(name), maxsplit=1)[0] for name in known)
    return re.compile("|".join(map(_form, known))), starts


def _form(name: str) -> str:
    """Return the pattern of one name; blanks match blanks, every apostrophe any other."""
    flat = folded(name)
    body = "".join(
        r"\s+"
        if sign == " "
        else f"[{re.escape(APOSTROPHES)}]"
        if sign in APOSTROPHES
        else re.escape(sign)
        for sign in flat
    )
    before = r"(?<![^\W_])" if ends_words(flat[0]) else ""
    # Behind the name: no letter, but for the s that some write without an apostrophe's help.
    of = "s?" if len(flat) >= _SHORT else ""
    after = rf"(?={of}(?:[\W_]|$))" if ends_words(flat[-1]) else ""
    return before + body + after


def ends_words(sign: str) -> bool:
    """Say whether a sign belongs to a script that puts blanks between words."""
    return sign.isalnum() and not any(low <= ord(sign) <= high for low, high in _UNSPACED)
