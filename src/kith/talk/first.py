"""A first look that leaves most messages without a second one.

A word that often stands where something is found weighs something, all others nothing (`first.tsv`,
made with the weights). A message of which the words weigh too little is not read further by
`read_many`, which is why a long history does not take long. About one in nine messages in which
`read` shows a barrier is lost by it.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("first.tsv")
WORDS = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?|\?")
BAR = "_"  # the row that holds what the words have to weigh together


@cache
def _table() -> tuple[Mapping[str, int], int]:
    rows = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    found = {word: int(weight) for word, weight in rows}
    return found, found.pop(BAR)


def worth_reading(text: str) -> bool:
    """Say whether something could be found in a message."""
    return weight_of(text.lower()) >= bar()


def weight_of(text: str) -> int:
    """Give what the words of a text in lower case weigh; of its pieces between blanks it is the sum."""
    return sum(filter(None, map(_table()[0].get, WORDS.findall(text))))


def bar() -> int:
    """Give what the words of a message have to weigh to be worth reading."""
    return _table()[1]
