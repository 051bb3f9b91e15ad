"""How every command ends when the terminal, a pipe or the disk does not go along: in a sentence.

The one place for it. A command raises or lets pass what happened; here it becomes words and an
exit code. An error that is none of these is a fault of Kith: its kind and its place are said, in a line.
"""

import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from kith.tongues import gettext as _
from kith.tongues import gettext_noop

WRONG_USE, CANNOT_WRITE, STOPPED = 2, 6, 130
CODES = gettext_noop(
    "In every command: 2 also when input ends before what was asked for, 6 what Kith had to say "
    "could not be written, 130 stopped."
)
NO_INPUT = gettext_noop(
    "Kith asked for something and got no answer, because the input ended. Nothing was changed. "
    "You could start again in a terminal, or give every line that is asked for."
)
FULL = gettext_noop(
    "Kith could not write all of it: the disk is full, or the place its words were sent to takes "
    "no more. What was saved before was not lost. You could make room, or choose another place."
)
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}


def ended(work: Callable[[], int]) -> int:
    """Do the work with all it prints, and return its exit code or that of how it ended."""
    if sys.stdin is None:  # it was closed before we began: nobody will answer
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 (for good)
    try:
        try:
            return work()
        finally:
            _flush(sys.stdout)
    except KeyboardInterrupt:
        return _said("\n" + _("Stopped. Nothing was lost."), STOPPED)
    except EOFError:
        return _said(f"\n{_(NO_INPUT)}", WRONG_USE)
    except BrokenPipeError:  # whoever read our words has had enough, as `head` does
        _let_go(sys.stdout)
        return 0
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _let_go(sys.stdout)
        return _said(_(FULL), CANNOT_WRITE)


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _said(text: str, code: int) -> int:
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)
        return code
    _let_go(sys.stderr)
    return code


def _let_go(stream: TextIO | None) -> None:
    """Send what is still held for a stream to nowhere, so that Python's own end stays quiet."""
    with suppress(OSError, ValueError, AttributeError):
        if stream is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
