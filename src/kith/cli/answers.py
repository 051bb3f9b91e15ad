"""The answers to a reader's questions, read in one way by every command that takes them.

An answer that is a choice of Kith's own (a scale, a zone) may stand on the command line. One that
is a name, or whose question holds a word of the person's own, comes from a file or from standard
input: a command line stands in the list of processes and in the history of the shell.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from kith.cli.asking import first_line
from kith.cli.printable import printable
from kith.exchange import ExchangeError
from kith.tongues import gettext as _

KNOWN = frozenset(
    [
        "date_order",
        "decimal",
        "encoding",
        "me",
        "mood_scale",
        "names_comma",
        "password",
        "people",
        "standardise",
        "time_count",
        "tz",
        "whose",
    ]
)
NAMES = frozenset({"me", "password", "people", "whose"})  # answered with a name, or a secret
NUMBERED = frozenset({"me"})  # or the number of one of the names that are asked about
WORDS = "mood."  # what follows is a word of the person's own
MOST = 1 << 20  # bytes of answers


class WrongAnswerError(ExchangeError):
    """An answer that is not as it is taken, or not where it belongs."""

    exit_code = 2


def add_answers(parser: argparse.ArgumentParser) -> None:
    """Declare the two ways to answer."""
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help=_("answer a question whose answer is no name, as mood_scale=1..5"),
    )
    parser.add_argument(
        "--answers",
        metavar="FILE",
        help=(
            _(
                "answers with names and words of yours, as a JSON object in a file, or - for standard "
                "input; so they stand in no list of processes and no history"
            )
        ),
    )


def holds_words(key: str) -> bool:
    """Say whether a question is answered with a name, or holds a word of the person's own."""
    return key in NAMES or key.startswith(WORDS)


def answers_of(args: argparse.Namespace) -> dict[str, str]:
    """Return what was answered, with --tz among it; standard input is read once, whoever asks.

    Only the last equals sign counts, since the name of a column may hold one.
    """
    held: dict[str, str] | None = getattr(args, "answered", None)
    if held is not None:
        return dict(held)
    answers = {"tz": args.tz} if args.tz else {}
    for given in args.answer:
        key, equals, value = given.rpartition("=")
        if not equals or not key:
            raise WrongAnswerError("not_an_answer")
        numbered = key in NUMBERED and value.isascii() and value.isdigit()
        if holds_words(key) and not numbered:
            raise WrongAnswerError("names_in_argument")
        answers[key] = value
    if args.answers is not None:
        answers |= _read(args)
    args.answered = answers
    return dict(answers)


def only_known(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers; refuse one whose question no reader asks: a slip of the pen."""
    for key in answers:
        if key not in KNOWN and not key.startswith(WORDS):
            raise WrongAnswerError("unknown_answer", printable(key))
    return answers


def _read(args: argparse.Namespace) -> dict[str, str]:
    """Return the answers of a file or of standard input; a passphrase there comes before them."""
    if args.answers == "-" and getattr(args, "passphrase_stdin", False):
        args.passphrase = first_line()
    try:
        said = _of_stdin() if args.answers == "-" else _of_file(Path(args.answers))
    except OSError:
        raise WrongAnswerError("answers_unreadable") from None
    try:
        found = json.loads(said.decode("utf-8-sig")) if len(said) <= MOST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise WrongAnswerError("answers_not_json")
    return {key: _value(value) for key, value in found.items()}


def _of_stdin() -> bytes:
    """Return what is left of standard input; a line of it may have been read as text before."""
    return sys.stdin.read(MOST + 1).encode("utf-8", "surrogateescape")


def _of_file(path: Path) -> bytes:
    with path.open("rb") as source:
        return source.read(MOST + 1)


def _value(value: Any) -> str:
    """Return one answer as text; several names may be a list."""
    several = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int | float) and one is not True for one in several):
        raise WrongAnswerError("answers_not_json")
    return "|".join(str(one) for one in several)
