"""How the commands of Impact end when they cannot go on: a sentence, JSON where asked, a code."""

import json
import sys
from collections.abc import Callable

from kith.cli.impact.reading import NotUsableError
from kith.cli.import_lines import questions
from kith.cli.printable import printable
from kith.exchange import ExchangeError, Inspection
from kith.impact import DiaryError
from kith.wording import sentence

NOTHING_TO_FIT, WRONG_USE, QUESTION, CANNOT_WRITE = 1, 2, 3, 6


def ended(
    error: ExchangeError | NotUsableError | DiaryError, *, outcome: str, as_json: bool
) -> int:
    """Say what went wrong with the files or the diary, and return the exit code."""
    if isinstance(error, ExchangeError):
        text = sentence("files", "ended", error.code, where=printable(error.where))
        code = error.exit_code
    elif isinstance(error, NotUsableError):
        text = sentence("impact", "problem", error.code, **error.values)
        code = error.exit_code
    else:
        column = error.column or outcome
        text = sentence("impact", "problem", error.code, column=column, columns="–")
        code = NOTHING_TO_FIT
    return say(text, error.code, code, as_json=as_json)


def unanswered(found: Inspection, *, as_json: bool) -> int:
    """Say which questions are open, each with its answers, and return the exit code."""
    text = sentence("files", "ended", "questions_open")
    if as_json:
        asked = found.as_json()["questions"]
        told = {"error": "questions_open", "message": text, "questions": asked}
        print(json.dumps(told, ensure_ascii=False))
    print("\n".join([text, *questions(found)]), file=sys.stderr)
    return QUESTION


def say(text: str, name: str, code: int, *, as_json: bool) -> int:
    """Print a sentence on what went wrong, as JSON too where that was asked for."""
    if as_json and code != CANNOT_WRITE:  # then the numbers may be there already
        print(json.dumps({"error": name, "message": text}, ensure_ascii=False))
    print(text, file=sys.stderr)
    return code


def progress(first: str = "") -> Callable[[float], None]:
    """Return what shows the finished share where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda _: None
    working, wide = sentence("impact", "said", "working"), 78
    if first:
        print(f"{first} …".ljust(wide), end="\r", file=sys.stderr)

    def show(done: float) -> None:
        line = f"{working} … {done:.0%}" if done < 1.0 else ""
        print(line.ljust(wide), end="\r", file=sys.stderr, flush=True)

    return show
