"""A search function for the database that knows every alphabet; SQLite's own folds ASCII only."""

import unicodedata
from functools import lru_cache
from typing import Any

HOLDS = "KITH_HOLDS"


def folded(text: str) -> str:
    """Return a text so that capitals, and accents written in one sign or two, make no difference."""
    if text.isascii():
        return text.lower()
    # Folding can take a sign apart, so it is composed again after it.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


_folded_words = lru_cache(maxsize=1)(folded)  # the same for each row


def holds(text: str | None, words: str) -> bool:
    """Say whether a text holds these words, however either is written."""
    return text is not None and _folded_words(words) in folded(text)


def register(connection: Any) -> None:
    """Give a connection the function `KITH_HOLDS(text, words)`."""
    connection.create_function(HOLDS, 2, holds, deterministic=True)
