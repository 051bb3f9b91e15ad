"""Says whether a text says plainly that it were better if its writer were not here, slips of spelling included.

For sheets in which a thought is weighed: such a thought is not. It is narrower than the reader of
`crisis.py`, whose quiet line costs little, and stays silent on "everybody left without me".
"""

import re
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("gone.toml")
_SENTENCES = re.compile(r"[.!?;:\n,]+")
_SIGNS = re.compile(r"['\u2019\u02bc\u2018`]")
_WORDS = re.compile(r"[a-z0-9/]+")


@cache
def _rules() -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    said = tomllib.loads(DATA.read_text("utf-8"))
    rules = "|".join(rule.replace("<me>", said["rules"]["me"]) for rule in said["rules"]["all"])
    slips = tuple(
        (re.compile(rf"(?<![a-z/])(?:{found})(?![a-z/])"), word)
        for word, found in said["slips"].items()
    )
    return re.compile(rules), slips


def better_gone(text: str) -> bool:
    """Say whether one sentence of a text says so; the length of the text is what it costs."""
    known, slips = _rules()
    for sentence in _SENTENCES.split(_SIGNS.sub("", text.casefold())):
        line = " ".join(_WORDS.findall(sentence))
        for slip, word in slips:
            line = slip.sub(word, line)
        if known.search(line.replace("better of ", "better off ")):
            return True
    return False
