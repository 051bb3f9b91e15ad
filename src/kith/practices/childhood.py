"""Does a text tell that somebody hurt the writer when the writer was young? Then no share is theirs.

Rules over plain English words (`childhood.toml`): a sign of being young (an age below eighteen, "as
a child", "my
teacher"), and a deed that was done to the writer. Where the person said by a choice that they were
young, the deed alone is enough. It decides only whether a slice of a pie is offered, so a doubt
refuses it: a share that is not asked for harms nobody.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("childhood.toml")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what tells of being young, and of a deed that was done to the writer."""
    said = tomllib.loads(DATA.read_text(encoding="utf-8"))
    made = []
    for name in ("young", "deed"):
        either = "|".join(said[name]).replace("<age>", said["age"]).replace("<me>", said["me"])
        made.append(re.compile(rf"\b(?:{either})\b"))
    return made[0], made[1]


def told(text: str, *, young: bool = False) -> bool:
    """Say whether a text tells of it; `young` says that the writer was, so that the deed is enough."""
    plain = " ".join(
        re.findall(r"[a-z]+|[0-9]+", text.casefold().replace("’", "").replace("'", ""))
    )
    of_then, deed = _patterns()
    return bool(deed.search(plain)) and (young or bool(of_then.search(plain)))
