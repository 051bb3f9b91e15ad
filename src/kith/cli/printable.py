"""Text out of a file, made fit for one line of a terminal."""

from kith.exchange import text
from kith.tongues import gettext as _

LONGEST = 40


def printable(written: str, longest: int = LONGEST) -> str:
    """Return text on one line, short, without the signs that steer a terminal or hide."""
    name = text.name(written)
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def listed(parts: list[str], most: int) -> str:
    """Return parts with a sign between them; of many only the first, and how many more."""
    more = _(" … and {n} more").format(n=len(parts) - most) if len(parts) > most else ""
    return " · ".join(parts[:most]) + more
