"""A name that a command needs: from standard input where it is given as -, so that it is no argument."""

import argparse
import sys

from kith.cli.asking import first_line
from kith.wording import sentence

ASKED = "-"
OPTIONS = ("id", "explain")  # in this order on standard input, before any answers


def ask_names(args: argparse.Namespace) -> None:
    """Put the names that are to be asked for in the place of their options; warn of the others."""
    for option in OPTIONS:
        given = getattr(args, option, None)
        if given == ASKED:
            if sys.stdin.isatty():
                print(sentence("impact", "asked", option), end=" ", file=sys.stderr, flush=True)
            setattr(args, option, first_line().strip())
        elif given and any(sign.isalpha() for sign in given):
            print(sentence("impact", "asked", "seen", option=option), file=sys.stderr)
