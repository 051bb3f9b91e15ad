"""Says where a text is only about when and where: an answer to "when would that fit?".

"Tonight after supper, when the children sleep" weighs as much as the first half of a plan, for
many plans begin so. By itself it says nothing about dying, and whoever writes it was asked for a time.
"""

import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path

DATA = Path(__file__).with_name("when.toml")


@cache
def _words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    found = tomllib.loads(DATA.read_text("utf-8"))
    times, things = (frozenset(found[name].split()) for name in ("times", "things"))
    around = times | things | frozenset(found["around"].split())
    return times | things, around, frozenset(found["places"].split())


def only_when(sentences: Sequence[Sequence[str]]) -> bool:
    """Say whether every word of folded sentences tells a time or what is around it, one a time.

    "After eight my phone is in the drawer" is such a one: where a telephone lies, and when.
    """
    times, around, places = _words()
    timed = False
    words = list(chain.from_iterable(sentences))
    if "phone" in words or "mobile" in words or "laptop" in words:
        around = around | places
    for word in words:
        if word in times:
            timed = True
        elif word not in around and word[0].isalnum() and not word[0].isdigit():
            return False
    return timed
