"""Does a text tell that somebody hurt the writer when the writer was young? Then no share is theirs.

Rules over plain English words (`childhood.toml`), in whatever words it is told: a sign of being young
(an age below eighteen, "as a child", "in fifth grade"), and what was done: to a body, cruelly, or as
people call it when they do not say it ("let him", "our secret", "I froze while he"). A grown-up of the
family or of a child's world beside a deed to the body is enough without an age. Where the person said by a
choice that they were young, the deed alone is enough.

It decides only whether a share is asked for and a thought is weighed, so a doubt counts: what is not
asked for harms nobody. Children of one's own, mischief and what healers do are no such thing.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("childhood.toml")
_PIECES = ("age", "little", "grown", "so", "under", "elder", "kin", "me", "he", "healer")
_LISTS = (
    "young",
    "others",
    "gap",
    "intimate",
    "cruel",
    "veiled",
    "peers",
    "comfort",
    "lover",
    "blame",
)
_BETWEEN = r"(?:\w+ ){0,6}?"


@cache
def _rules() -> dict[str, re.Pattern[str]]:
    """Return the patterns by name, each as one."""
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))

    def filled(pattern: str) -> str:
        for _ in _PIECES:  # a piece may name another one
            for name in _PIECES:
                pattern = pattern.replace(f"<{name}>", said[name])
        return pattern

    made = {name: re.compile(rf"\b(?:{filled('|'.join(said[name]))})\b") for name in _LISTS}
    intimate = "|".join(said["intimate"])
    made["kin"] = re.compile(filled(rf"\b(?:<kin>)s? {_BETWEEN}(?:{intimate})\b"))
    made["healer"] = re.compile(filled(r"\b<healer>\b"))
    made["little"] = re.compile(filled(r"\b(?:i was|when i was|at|turned|aged) <so><little>\b"))
    return made


def _plain(text: str) -> str:
    """Return a text as plain words; a number and the letters at it stand apart."""
    small = text.casefold().replace("’", "").replace("'", "")
    return " ".join(re.findall(r"[a-z]+|[0-9]+", small))


@lru_cache(maxsize=2000)
def told(text: str, *, young: bool = False) -> bool:
    """Say whether a text tells of it; `young` says that the writer was, so that the deed is enough."""
    plain, rules = _plain(text), _rules()
    calm = bool(rules["comfort"].search(plain)) and not rules["veiled"].search(plain)
    if rules["kin"].search(plain) and not calm:
        return True
    if not (young or rules["young"].search(rules["others"].sub(" ", plain))):
        return False
    grown = bool(rules["gap"].search(plain))
    if not grown and rules["peers"].search(plain):
        return False
    veiled = bool(rules["veiled"].search(plain))
    if rules["healer"].search(plain) and not veiled:
        return False
    if veiled or rules["cruel"].search(plain) or (grown and rules["lover"].search(plain)):
        return True
    return not calm and bool(rules["intimate"].search(plain))


def blames(text: str) -> bool:
    """Say whether the writer takes blame, or feels shame, in a text."""
    return bool(_rules()["blame"].search(_plain(text)))
