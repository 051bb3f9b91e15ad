"""Letters that do not fit the terminal's own: they are read and shown as well as can be, never a fault.

A terminal that writes Latin-1, a pasted byte, a file in another encoding: what is not UTF-8 is taken
as the letter it has in Windows-1252, which most of them meant. What stays without a letter becomes
the sign for that. What a terminal cannot show becomes a question mark there, and nowhere else.
"""

import codecs
import sys
from contextlib import suppress
from typing import TextIO

AS_MEANT = "kith-as-meant"


def of_any_terminal() -> None:
    """Let every line that is asked for be read, and every line be shown."""
    _take(sys.stdin, AS_MEANT)
    _take(sys.stdout, "replace")


def meant(read: bytes, encoding: str) -> str:
    """Return bytes as the letters that were meant."""
    return read.decode(encoding, AS_MEANT)


def _take(stream: TextIO | None, errors: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        with suppress(OSError, ValueError):  # it was read from, or closed
            reconfigure(errors=errors)


def _meant(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("windows-1252", "replace"), error.end


codecs.register_error(AS_MEANT, _meant)
