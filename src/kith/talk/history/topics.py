"""A topic is a few words: a message is about it where one of them stands in it as a whole word."""

import re
from collections.abc import Iterable

MOST = 20
LONGEST = 60


class Topic:
    """Words that are looked for, whatever their case; `ValueError` where there is none or too many."""

    def __init__(self, words: Iterable[str]) -> None:
        some = [" ".join(word.split()) for word in words]
        some = [word for word in some if word]
        if not some or len(some) > MOST or max(map(len, some)) > LONGEST:
            raise ValueError("topic")
        each = "|".join(re.escape(word.casefold()).replace(r"\ ", r"\s+") for word in some)
        self._pattern = re.compile(rf"(?<!\w)(?:{each})(?!\w)")

    def is_in(self, text: str) -> bool:
        """Say whether a text is about it."""
        return self._pattern.search(text.casefold()) is not None
