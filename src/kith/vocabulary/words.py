"""Reads `feelings.toml` and `needs.toml` and answers questions about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import normalize

from kith.tongues import OWN, each_tongue, speaking, spoken, table

HERE = Path(__file__).parent

# Always offered beside the suggestions: having no word, or several, is an answer too.
MIXED = "feel.mixed"
NUMB = "feel.numb"
DONT_KNOW = "feel.dont_know"

VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Feeling:
    """A word for a feeling.

    `valence` and `arousal` are −2..2. `tag` is a label of the GoEmotions taxonomy. A `verdict`
    word ("ignored", "used") says as much about what somebody did; it is kept as it is, `under`
    holds keys of feelings often found beneath it. Where `safety` is true the page offers the way
    to help with safety and does not ask what is underneath.
    """

    key: str
    word: str
    family: str
    valence: float
    arousal: float
    tag: str
    gloss: str = ""
    body: str = ""
    verdict: bool = False
    safety: bool = False
    under: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """A word for a need, in one of nine groups."""

    key: str
    word: str
    group: str
    gloss: str


def _read(name: str) -> dict[str, dict[str, Any]]:
    return table(HERE / name)


def _feeling(family: str, name: str, row: Mapping[str, Any]) -> Feeling:
    return Feeling(
        key=f"feel.{name}",
        word=row["word"],
        family=family,
        valence=row["v"],
        arousal=row["a"],
        tag=row["tag"],
        gloss=row.get("gloss", ""),
        body=row.get("body", ""),
        verdict=family == VERDICT,
        safety=row.get("safety", False),
        under=tuple(f"feel.{under}" for under in row.get("under", ())),
        also=tuple(row.get("also", ())),
    )


@each_tongue
def feelings() -> Mapping[str, Feeling]:
    """Give every feeling by its key, in the order of the file (verdict words last)."""
    return MappingProxyType(
        {
            f"feel.{name}": _feeling(family, name, row)
            for family, rows in _read("feelings.toml").items()
            for name, row in rows.items()
        }
    )


@each_tongue
def needs() -> Mapping[str, Need]:
    """Give every need by its key, group by group."""
    return MappingProxyType(
        {
            f"need.{name}": Need(f"need.{name}", row["word"], group, row["gloss"])
            for group, rows in _read("needs.toml").items()
            if group != "groups"
            for name, row in rows.items()
        }
    )


@each_tongue
def need_groups() -> Mapping[str, str]:
    """Give the nine groups of needs: key to heading."""
    return MappingProxyType(dict(_read("needs.toml")["groups"]))


def _fold(word: str) -> str:
    plain = normalize("NFKC", word).replace("\u2019", "'").casefold()
    return " ".join(plain.replace("_", " ").split())


@each_tongue
def _index() -> Mapping[str, Feeling]:
    found: dict[str, Feeling] = {}
    for feeling in feelings().values():  # a feeling's own word wins over another's `also`
        found[_fold(feeling.word)] = feeling
        found[feeling.key] = feeling
    for feeling in feelings().values():
        for other in feeling.also:
            found.setdefault(_fold(other), feeling)
    if spoken() != OWN:  # files that come in, and earlier words, may hold the English ones
        here = feelings()
        with speaking(OWN):
            for word, feeling in _index().items():
                found.setdefault(word, here[feeling.key])
    return found


def find_feeling(word: str) -> Feeling | None:
    """Find the feeling that a word or key names, whatever its case; None for an unknown word."""
    return _index().get(word) or _index().get(_fold(word))


def near(valence: float, arousal: float, n: int = 6) -> tuple[Feeling, ...]:
    """Suggest the `n` feelings nearest to a point of the mood grid (both axes −1..1), nearest first.

    Verdict words are never suggested, and neither are "mixed" and "I don't know": the page
    offers those two always. Equal distances keep the order of the file, so that the same tap
    always brings the same words.
    """
    x, y = 2 * valence, 2 * arousal
    offered = [
        feeling
        for feeling in feelings().values()
        if not feeling.verdict and feeling.key not in {MIXED, DONT_KNOW}
    ]
    offered.sort(key=lambda feeling: (feeling.valence - x) ** 2 + (feeling.arousal - y) ** 2)
    return tuple(offered[: max(n, 0)])
