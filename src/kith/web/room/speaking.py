"""The room's end of the two pipes to the door, and silence everywhere else."""

import json
import logging
import os
import sys
import threading
import warnings
from dataclasses import dataclass

from kith.web.door.report import report

Message = dict[str, object]


@dataclass
class Line:
    """One line of JSON in, one line of JSON out."""

    reading: int
    writing: int

    @classmethod
    def take(cls) -> "Line":
        """Keep standard input and output for the door; what prints goes to standard error."""
        reading, writing = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.close(nothing)
        return cls(reading, writing)

    def hear(self) -> Message | None:
        """Return the next line; None when the door is gone."""
        taken = b""
        while not taken.endswith(b"\n"):
            more = os.read(self.reading, 1)
            if not more:
                return None
            taken += more
        heard = json.loads(taken)
        return heard if isinstance(heard, dict) else {}

    def say(self, message: Message) -> None:
        """Send one line; a door that is gone cannot hear it, and that is no error here."""
        try:
            os.write(self.writing, json.dumps(message).encode() + b"\n")
        except OSError:
            return


def keep_quiet() -> None:
    """Let no traceback, warning or log of a library reach a terminal: they may quote a person."""
    sys.excepthook = lambda _kind, error, _trace: report(error)
    sys.unraisablehook = lambda args: report(args.exc_value or RuntimeError())
    threading.excepthook = lambda args: report(args.exc_value or RuntimeError())
    logging.getLogger().addHandler(logging.NullHandler())  # without it warnings are printed
    warnings.simplefilter("ignore")
