"""`kith talk history`: what a chat of two shows over time. Nothing is stored; words only if chosen."""

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kith import exchange
from kith.cli.answers import WrongAnswerError, add_answers, answers_of, only_known
from kith.cli.import_lines import questions
from kith.cli.printable import printable
from kith.exchange import Messages, sandbox
from kith.exchange.content import loaded
from kith.records import Message
from kith.talk.history import (
    ENOUGH,
    READ,
    Dynamics,
    Pair,
    Reads,
    Stretch,
    Topic,
    Value,
    history,
)
from kith.talk.history.intervals import DRAWS, LEVEL
from kith.wording import sentence

Row = dict[str, Any]
SCHEMA = 1
EVERY = 5.0  # seconds between words about how far it is
STRETCHES = 200
MOST_TOPIC = 1 << 16  # bytes

ABOUT = "count who begins, who answers and what words do in a chat of two, over time"
DESCRIPTION = (
    "Reads a chat's file as kith import does and prints counts over time: who begins, who answers "
    "and how soon, and with --reads also open questions, words of repair, appreciation, support and "
    "barriers, and stretches of escalation. Nothing is stored. It gives no score and says nothing "
    f"about a person; under {ENOUGH} messages of each side it says how many there are and no more. "
    "Where words threaten or control, the two sides are not put beside each other, and help is "
    "named. It misses a lot: that nothing is shown never means that all is well. Only for "
    "conversations that you are part of."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help="the chat, as its program exports it")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument(
        "--reads",
        choices=[str(one) for one in READ],
        default=str(Reads.NONE),
        help="whose words are read: none (default), own, or both",
    )
    parser.add_argument("--month", metavar="MONTH", help="look at one month, as 2024-05")
    parser.add_argument(
        "--topic",
        metavar="FILE",
        help="look at messages that hold one of these words, one a line in a file, or - for standard input",
    )
    parser.add_argument("--tz", metavar="ZONE", help="the zone of the chat's times")
    add_answers(parser)


def run(args: argparse.Namespace) -> int:
    """Print the history; 0 went well, 2 wrong use, 3 a question is open, 4 or 5 not read, 130 stopped."""
    try:
        answers = only_known(answers_of(args))
        month, topic = _month(args.month), _topic(args.topic)
        data = loaded(args.file)
        try:
            found = _found(data, answers, Reads(args.reads), month, topic)
        except exchange.QuestionsOpen:
            return _asked(args, sandbox.inspect(data, answers))
    except exchange.ExchangeError as error:
        text = sentence("files", "ended", error.code, where=printable(error.where))
        if args.json:
            print(json.dumps({"error": error.code, "message": text}))
        print(text, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(sentence("files", "ended", "history_stopped"), file=sys.stderr)
        return 130
    if args.json:
        print(json.dumps(as_json(found)))
    else:
        for line in lines_of(found):
            print(line)
    return 0


def _asked(args: argparse.Namespace, found: exchange.Inspection) -> int:
    if args.json:
        print(json.dumps({"questions": found.as_json()["questions"]}, ensure_ascii=False))
        return 3
    for line in questions(found):
        print(line)
    return 3


def _found(
    data: bytes,
    answers: dict[str, str],
    reads: Reads,
    month: tuple[int, int] | None,
    topic: Topic | None,
) -> Dynamics:
    texts = reads != Reads.NONE or topic is not None
    reading = sandbox.read(data, answers, texts=texts)
    return history(_told(messages_of(reading)), reads, month=month, topic=topic)


def messages_of(reading: exchange.Reading) -> Iterator[Message]:
    """Yield the messages of a chat of two; refuse a file that is no chat, or a chat of more."""
    others: set[str] = set()
    chat = False
    for item in reading.items():
        if isinstance(item, Messages):
            chat = True
            others |= {n for at, n in enumerate(item.speakers) if at != item.me and item.by[at]}
            if len(others) > 1:
                raise exchange.UnreadableFile("not_two")
            yield from item.messages()
    if not chat:
        raise exchange.UnreadableFile("no_messages")


def _told(messages: Iterator[Message]) -> Iterator[Message]:
    """Pass messages on, and say now and then on standard error how many there were."""
    said = time.monotonic()
    for count, message in enumerate(messages, 1):
        if not count % 1000 and time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(f"kith talk history: {count} messages so far.", file=sys.stderr, flush=True)
        yield message


def _month(given: str | None) -> tuple[int, int] | None:
    if given is None:
        return None
    year, _dash, month = given.partition("-")
    whole = all(part.isascii() and part.isdigit() for part in (year, month))
    if not whole or len(year) != 4 or not 1 <= int(month) <= 12:
        raise WrongAnswerError("not_a_month")
    return int(year), int(month)


def _topic(given: str | None) -> Topic | None:
    if given is None:
        return None
    try:
        if given == "-":
            said = sys.stdin.read(MOST_TOPIC)
        else:
            with Path(given).open("rb") as stream:
                said = stream.read(MOST_TOPIC).decode("utf-8-sig", "replace")
        return Topic(said.splitlines())
    except (OSError, ValueError):
        raise WrongAnswerError("not_a_topic") from None


def as_json(found: Dynamics) -> Row:
    """Return the figures as they are printed."""
    stretches = found.stretches
    return {
        "schema": SCHEMA,
        "messages": _counts(found.messages),
        "characters": _counts(found.characters),
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "enough": found.enough,
        "needed": {
            "me": max(0, ENOUGH - found.messages.me),
            "them": max(0, ENOUGH - found.messages.them),
        },
        "reads": str(found.reads),
        "messages_read": found.read,
        "held": found.held or None,
        "interval": {"level": LEVEL, "how": f"weeks drawn again {DRAWS} times"},
        "totals": {
            name: {"me": _value(pair.me), "them": _value(pair.them)}
            for name, pair in found.totals.items()
        },
        "answer_minutes": {
            "me": _value(found.answer_minutes.me),
            "them": _value(found.answer_minutes.them),
        },
        "months": [
            {
                "month": f"{one.year}-{one.month:02}",
                **{name: _counts(pair) for name, pair in one.counts.items()},
                "answer_minutes": {
                    "me": _rounded(one.answer_minutes.me),
                    "them": _rounded(one.answer_minutes.them),
                },
            }
            for one in found.months
        ],
        "stretches": None
        if stretches is None
        else {
            "count": stretches.count,
            "repaired": stretches.repaired,
            "repaired_by": _counts(stretches.repaired_by),
            "each": [_stretch(one) for one in stretches.each[:STRETCHES]],
        },
    }


def _counts(pair: Pair[int]) -> Row:
    return {"me": pair.me, "them": pair.them}


def _value(value: Value | None) -> Row | None:
    if value is None:
        return None
    return {
        "value": _rounded(value.value),
        "low": _rounded(value.low),
        "high": _rounded(value.high),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _stretch(one: Stretch) -> Row:
    by = None if one.repaired_by is None else ("me", "them")[one.repaired_by]
    return {
        "from": one.start.isoformat(),
        "to": one.end.isoformat(),
        "barriers": {"me": one.barriers[0], "them": one.barriers[1]},
        "repaired_after_minutes": _rounded(one.repaired_after),
        "repaired_by": by,
    }


def lines_of(found: Dynamics) -> Iterator[str]:
    """Yield the figures in lines for a terminal."""
    yield f"Messages: {found.messages.me} of yours, {found.messages.them} of theirs."
    if found.held:
        yield sentence("chats", "history", "held")
        yield sentence("chats", "history", "help")
        return
    if not found.enough:
        yield sentence("chats", "history", "not_enough", needed=ENOUGH)
        return
    for name, pair in found.totals.items():
        if name not in {"messages", "characters"}:
            told = sentence("chats", "measure", name)
            yield f"{told}: {_shown(pair.me)} for you, {_shown(pair.them)} for them."
    for side, value in (("you", found.answer_minutes.me), ("them", found.answer_minutes.them)):
        if value is not None:
            yield f"{sentence('chats', 'measure', 'answer_minutes')}, {side}: {_shown(value)}."
    if found.stretches is not None:
        yield sentence(
            "chats",
            "history",
            "stretches",
            count=found.stretches.count,
            repaired=found.stretches.repaired,
        )
    yield sentence("chats", "history", "interval", draws=DRAWS)
    yield sentence("chats", "history", "months")
    yield sentence("chats", "history", "silence")


def _shown(value: Value) -> str:
    shown = _number(value.value)
    if value.low is None or value.high is None:
        return shown
    return f"{shown} ({_number(value.low)} to {_number(value.high)})"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else f"{value:.1f}"
