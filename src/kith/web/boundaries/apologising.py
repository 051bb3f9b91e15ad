"""An apology as it reads: its lines put together, and what in them may take it back."""

from typing import Any

from kith.talk import apology as reader
from kith.web.boundaries import words
from kith.web.boundaries.models import Apology

LINES = ("own", "impact", "repair", "change")


def asked(row: Apology) -> list[tuple[str, Any]]:
    """Return what may take the apology back, each with the words it is about."""
    return [
        (text[one.start : one.end], words.TAKEN_BACK[one.code])
        for text in _lines(row)
        for one in reader.read(text)
    ]


def whole(row: Apology) -> str:
    """Return the lines put together, in their own words."""
    parts = [line.strip() for line in _lines(row)]
    return " ".join(words.ended(part) for part in parts if part)


def _lines(row: Apology) -> list[str]:
    return [getattr(row, name) for name in LINES]
