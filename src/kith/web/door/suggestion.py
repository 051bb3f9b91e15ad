"""Five random words that would make a good passphrase."""

import secrets
from pathlib import Path

import kith

WORDS = Path(kith.__file__).parent / "vault" / "words.txt"
HOW_MANY = 5


def suggest() -> str:
    """Return five words of the 5,873, 62.6 bits, with spaces between."""
    words = WORDS.read_text(encoding="ascii").split()
    return " ".join(secrets.choice(words) for _ in range(HOW_MANY))
