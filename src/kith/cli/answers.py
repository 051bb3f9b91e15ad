"""The answers given with --answer, read in one way by every command that takes them."""

import argparse

from kith.cli.printable import printable
from kith.exchange import ExchangeError

KNOWN = frozenset(
    [
        "date_order",
        "decimal",
        "encoding",
        "mood_scale",
        "names_comma",
        "people",
        "standardise",
        "tz",
        "whose",
    ]
)


class WrongAnswerError(ExchangeError):
    """An --answer that is not KEY=VALUE."""

    exit_code = 2


def answers_of(args: argparse.Namespace) -> dict[str, str]:
    """Return what was answered, with --tz among it.

    Only the last equals sign counts, since the name of a column may hold one.
    """
    answers = {"tz": args.tz} if args.tz else {}
    for given in args.answer:
        key, equals, value = given.rpartition("=")
        if not equals or not key:
            raise WrongAnswerError("not_an_answer")
        answers[key] = value
    return answers


def only_known(answers: dict[str, str]) -> dict[str, str]:
    """Return the answers; refuse one whose question no reader asks: a slip of the pen."""
    for key in answers:
        if key not in KNOWN and not key.startswith("mood."):
            raise WrongAnswerError("unknown_answer", printable(key))
    return answers
