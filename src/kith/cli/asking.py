"""What a command asks for: hidden in a terminal, or a line of standard input; an end is a sentence."""

import getpass
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

from kith.cli import letters


class NoMoreInputError(EOFError):
    """Standard input ended, or was never there, before what was asked for came."""


def first_line() -> str:
    """Return the next line of standard input."""
    line = sys.stdin.readline()
    if not line:
        raise NoMoreInputError
    return line.rstrip("\r\n")


def asked(ask: Callable[[str], str], prompt: str) -> str:
    """Ask for a line of a person's own; an end of the input is an empty one."""
    try:
        return ask(prompt).replace("\x00", "").strip()
    except EOFError:
        return ""


YES, NO = (
    frozenset({"yes", "y", "si", "s"}),
    frozenset({"no", "n"}),
)  # in every language spoken here


def is_yes(typed: str) -> bool:
    """Say whether somebody said yes, in any language that Kith speaks: anything else is none."""
    return _plain(typed).rstrip(".") in YES


def is_yes_in_full(typed: str) -> bool:
    """Say whether somebody wrote out a yes: one letter is too little to remove something."""
    return is_yes(typed) and len(typed.strip(". ")) > 1


def is_no(typed: str) -> bool:
    """Say whether somebody said no, in any language that Kith speaks: anything else is none."""
    return _plain(typed).rstrip(".") in NO


def _plain(word: str) -> str:
    """Return a word in small letters without accents, as a terminal may give it."""
    return "".join(
        s for s in unicodedata.normalize("NFKD", word.casefold()) if s.isalpha() or s == "."
    )


def secret(prompt: str) -> str:
    """Ask for something without showing it; where nobody sits at a terminal, read a line."""
    try:
        if _terminal():
            return getpass.getpass(prompt)
    except EOFError:
        raise NoMoreInputError from None
    except UnicodeDecodeError as error:  # getpass reads the terminal by itself
        return letters.meant(error.object, error.encoding).rstrip("\r\n")
    print(prompt, end="", file=sys.stderr, flush=True)
    return first_line()


def _terminal() -> bool:
    """Whether a terminal can hide what is typed; getpass asks it even when input comes from a pipe."""
    if sys.stdin.isatty():
        return True
    if os.name != "posix":
        return False
    try:
        with Path("/dev/tty").open("rb+", buffering=0):
            return True
    except OSError:
        return False
