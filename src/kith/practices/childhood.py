"""Does a text tell that somebody hurt the writer when the writer was young? Then no share is theirs.

Rules over plain English words (`childhood.toml`), in whatever words it is told: a sign of being young
(an age below eighteen, "as a child", "in fifth grade"), and what was done: to a body, cruelly, or as
people call it when they do not say it ("let him", "our secret", "I froze while he"). A grown-up of the
family or of a child's world beside a deed to the body is enough without an age. Where the person said by a
choice that they were young, the deed alone is enough.

Spanish is read in the same way by fewer rules (`[es]` there), over words without accents.

It decides only whether a share is asked for and a thought is weighed, so a doubt counts: what is not
asked for harms nobody. Children of one's own, mischief and what healers do are no such thing.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).with_name("childhood.toml")
_PIECES = (
    "age",
    "little",
    "grown",
    "so",
    "under",
    "elder",
    "kin",
    "me",
    "he",
    "healer",
    "trust",
    "sib",
)
_IN_SPANISH = ("young", "others", "intimate", "cruel", "veiled", "enough", "blame")
_LISTS = (
    "young",
    "others",
    "gap",
    "intimate",
    "cruel",
    "veiled",
    "enough",
    "groomed",
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
    made["trust"] = re.compile(filled(r"\b<trust>s?\b"))
    made["healer"] = re.compile(filled(r"\b<healer>\b"))
    made["little"] = re.compile(filled(r"\b(?:i was|when i was|at|turned|aged) <so><little>\b"))
    return made


@cache
def _spanish() -> dict[str, re.Pattern[str]]:
    """Return the patterns for Spanish by name."""
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))["es"]
    found = {}
    for name in _IN_SPANISH:
        pattern = "|".join(said[name])
        for piece in ("edad", "mayor", "familia"):
            pattern = pattern.replace(f"<{piece}>", said[piece])
        found[name] = re.compile(rf"\b(?:{pattern})\b")
    return found


def _bare(text: str) -> str:
    """Return a text as plain words without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return " ".join(re.findall(r"[a-z]+|[0-9]+", "".join(c for c in apart if c.isascii())))


def _told_in_spanish(text: str, *, young: bool) -> bool:
    bare, rules = _bare(text), _spanish()
    if rules["enough"].search(bare):
        return True
    if not (young or rules["young"].search(rules["others"].sub(" ", bare))):
        return False
    return any(rules[name].search(bare) for name in ("intimate", "cruel", "veiled"))


def _plain(text: str) -> str:
    """Return a text as plain words; a number and the letters at it stand apart."""
    small = text.casefold().replace("’", "").replace("'", "")
    words = " ".join(re.findall(r"[a-z]+|[0-9]+", small))
    for slip, meant in _slips():
        words = slip.sub(meant, words)
    return words


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))["slips"]
    made = [(re.compile(rf"\b(?:{slips})\b"), meant) for meant, slips in said.items()]
    return (*made, (re.compile(r"\b2 (?=(?:me|us|my)\b)"), "to "))


@lru_cache(maxsize=2000)
def told(text: str, *, young: bool = False) -> bool:
    """Say whether a text tells of it; `young` says that the writer was, so that the deed is enough."""
    plain, rules = _plain(text), _rules()
    calm = bool(rules["comfort"].search(plain)) and not rules["veiled"].search(plain)
    at_once = rules["enough"].search(plain) or (rules["kin"].search(plain) and not calm)
    if at_once or _told_in_spanish(text, young=young):
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
    bound = bool(rules["trust"].search(plain) and rules["groomed"].search(plain))
    return bound or (not calm and bool(rules["intimate"].search(plain)))


def blames(text: str) -> bool:
    """Say whether the writer takes blame, or feels shame, in a text."""
    return bool(_rules()["blame"].search(_plain(text)) or _spanish()["blame"].search(_bare(text)))
