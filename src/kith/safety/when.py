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
def _words() -> tuple[frozenset[str], frozenset[str]]:
    found = tomllib.loads(DATA.read_text("utf-8"))
    times = frozenset(found["times"].split())
    return times, times | frozenset(found["around"].split())


def only_when(sentences: Sequence[Sequence[str]]) -> bool:
    """Say whether every word of folded sentences tells a time or what is around it, one a time."""
    times, around = _words()
    timed = False
    for word in chain.from_iterable(sentences):
        if word in times:
            timed = True
        elif word not in around and word[0].isalnum() and not word[0].isdigit():
            return False
    return timed
