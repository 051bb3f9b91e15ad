"""What Python's own reader of command lines says, in the language that is spoken."""

import argparse

from kith import tongues
from kith.tongues import gettext_noop

WORDS = (
    gettext_noop("usage: "),
    gettext_noop("positional arguments"),
    gettext_noop("options"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("one of the arguments %s is required"),
    gettext_noop("not allowed with argument %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("expected one argument"),
    gettext_noop("expected at most one argument"),
    gettext_noop("expected at least one argument"),
    gettext_noop("ignored explicit argument %r"),
)
"""Its words as they are in English; what another version of Python words anew stays English."""


def speak() -> None:
    """Let it ask for its words where all others are asked for."""
    words: dict[str, object] = vars(argparse)
    words["_"], words["ngettext"] = tongues.gettext, tongues.ngettext
