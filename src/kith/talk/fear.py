"""Words of fear for which a slip of spelling may stand, as plain words.

A person who is afraid types fast. "Threatend", "traped" and "afriad" are read as the words they were
meant to be: by a list, and for long words by a single letter that is missing, too many, wrong or in the
place of its neighbour. Words that exist are left as they are.

Spanish is read by patterns of its own (`in_spanish`), where nothing else of `kith.talk` reads it: who is
afraid in Spanish is no less so.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from kith.talk.words import Folded

DATA = Path(__file__).with_name("fear.toml")
SHORTEST = 7  # letters of a word that is looked for with a slip


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    slips = {slip: word for word, found in said["slips"].items() for slip in found}
    return slips, frozenset(said["real"]), tuple(said["words"])


@cache
def _spanish() -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))["es"]

    def made(rules: list[str]) -> re.Pattern[str]:
        source = "|".join(rules)
        for name in ("quien", "asi", "atrapado"):
            source = source.replace(f"<{name}>", said[name])
        return re.compile(rf"\b(?:{source})")

    return made(said["danger"]), made(said["calma"])


_OF_A_NAME = re.compile(
    r"\b(?:[Mm]iedo|[Pp]ánico|[Tt]error|[Pp]avor|[Aa]sustad[oa]|[Mm]iedo) (?:a|de|por)"
    r" ((?!Dios\b|Navidad\b|Covid\b)[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)\b"
)


@lru_cache(maxsize=2000)
def in_spanish(text: str) -> bool:
    """Say whether a text speaks in Spanish of fear of somebody, of threat or of being watched and held."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    danger, calm = _spanish()
    lines = (" ".join(re.findall(r"[a-z0-9]+", one)) for one in re.split(r"[.!?\n;]", bare))
    found = any(danger.search(calm.sub(" ", line)) for line in lines)
    return found or bool(_OF_A_NAME.search(text))


@lru_cache(maxsize=20_000)
def meant(word: str) -> str:
    """Return the word of fear that a word was meant to be, or the word itself."""
    slips, real, words = _lists()
    if word in slips:
        return slips[word]
    if len(word) < SHORTEST - 1 or word in real or word in words:
        return word
    return next((one for one in words if _is_slip(word, one)), word)


def mended(folded: Folded) -> Folded:
    """Return a folded text in which slips of words of fear are mended; places stay as they are."""
    words = [meant(word) for word in folded.words]
    if words == list(folded.words):
        return folded
    return Folded(words, folded.starts, folded.ends, folded.clauses, folded.sentences)


def _is_slip(word: str, meant: str) -> bool:
    """Say whether one letter makes the difference; the first is always right."""
    if word[:1] != meant[:1] or abs(len(word) - len(meant)) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), -1)
    if at < 0:
        return len(word) != len(meant)
    rest, other = word[at:], meant[at:]
    turned = rest[1:2] + rest[:1] + rest[2:]
    return other in {turned, other[:1] + rest[1:]} or rest[1:] == other or rest == other[1:]
