"""`kith talk history`: what a chat of two shows over time. Nothing is stored; words only if chosen."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kith import exchange
from kith.cli.answers import WrongAnswerError, add_answers, answers_of, only_known
from kith.cli.import_lines import questions
from kith.cli.offering import quiet
from kith.cli.printable import printable
from kith.exchange import sandbox
from kith.exchange.content import loaded
from kith.exchange.inspection import ChatSeen
from kith.exchange.two_sides import CHAT, Lately, messages_of
from kith.records import MessageColumns
from kith.safety import crisis
from kith.safety.recent import RECENT
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
from kith.tongues import figures, gettext_noop
from kith.tongues import gettext as _
from kith.wording import sentence

Row = dict[str, Any]
SCHEMA = 1
EVERY = 5.0  # seconds between words about how far it is
STRETCHES = 200
PANEL = 2  # the level of the crisis reader from which words of the last days bring a line
_OPEN = frozenset({"several_chats", "not_two"})  # what is still to be said about a chat
MOST_TOPIC = 1 << 16  # bytes

ABOUT = gettext_noop("count who begins, who answers and what words do in a chat, over time")
DESCRIPTION = gettext_noop(
    "Reads a chat's file as kith import does and prints counts over time: who begins, who answers "
    "and how soon, and with --reads also open questions, words of repair, appreciation, support and "
    "barriers, and stretches of escalation. Of a file with several chats, --chat chooses one; of a "
    "group, --with chooses one other. Nothing is stored. It gives no score and says nothing "
    "about a person; under {enough} messages of each side it says how many there are and no more. "
    "Where words threaten or control, the two sides are not put beside each other, and help is "
    "named. It misses a lot: that nothing is shown never means that all is well. Only for "
    "conversations that you are part of."
)


def description() -> str:
    """Return what it does, in the language that is spoken."""
    return _(DESCRIPTION).format(enough=ENOUGH)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help=_("the chat, as its program exports it"))
    parser.add_argument("--json", action="store_true", help=_("print the figures as JSON"))
    parser.add_argument(
        "--reads",
        choices=[str(one) for one in READ],
        default=str(Reads.NONE),
        help=_("whose words are read: none (default), own, or both"),
    )
    parser.add_argument("--month", metavar="MONTH", help=_("look at one month, as 2024-05"))
    parser.add_argument(
        "--topic",
        metavar="FILE",
        help=_(
            "look at messages that hold one of these words, one a line in a file, or - for standard input"
        ),
    )
    parser.add_argument(
        "--list", action="store_true", help=_("print the chats of the file, by number")
    )
    parser.add_argument(
        "--chat", type=int, metavar="N", help=_("which chat of the file, by its number in the list")
    )
    parser.add_argument(
        "--with",
        dest="other",
        type=int,
        metavar="N",
        help=_("in a group: you and which other, by number; no words are read then"),
    )
    parser.add_argument("--tz", metavar="ZONE", help=_("the zone of the chat's times"))
    add_answers(parser)


def run(args: argparse.Namespace) -> int:
    """Print the history; 0 went well, 2 wrong use, 3 a question is open, 4 or 5 not read, 130 stopped."""
    try:
        return _run(args)
    except exchange.ExchangeError as error:
        text = sentence("files", "ended", error.code, where=printable(error.where))
        if args.json:
            print(json.dumps({"error": error.code, "message": text}))
        print(text, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print(sentence("files", "ended", "history_stopped"), file=sys.stderr)
        return 130


def _run(args: argparse.Namespace) -> int:
    answers = only_known(answers_of(args))
    wanted = _Wanted(Reads(args.reads), args.other, _month(args.month), _topic(args.topic))
    if args.chat is not None:
        answers[CHAT] = str(args.chat)
    data = loaded(args.file)
    if args.list:
        return _listed(args, sandbox.inspect(data, answers))
    try:
        found, offered = _found(data, answers, wanted)
    except exchange.QuestionsOpen:
        return _asked(args, sandbox.inspect(data, answers))
    except exchange.UnreadableFile as error:
        if error.code not in _OPEN:
            raise
        return _asked(args, sandbox.inspect(data, answers))
    if args.json:
        help_now = {"help_now": offered} if offered else {}
        print(json.dumps({**help_now, **as_json(found)}))
    else:
        for line in (*offered, *lines_of(found)):
            print(line)
    return 0


def _asked(args: argparse.Namespace, found: exchange.Inspection) -> int:
    """Print what is still to be said: which chat, else who one is, else with whom of a group."""
    if len(found.chats) > 1:
        if not args.json:
            print(sentence("chats", "history", "which", count=len(found.chats)))
        return _listed(args, found) or 3
    if found.questions:
        rows: Any = found.as_json()["questions"]
        lines = [*questions(found)]
    else:
        people = [
            {"number": who, "name": name, "messages": n} for who, name, n in found.chats[0].people
        ]
        rows = [{"key": "with", "options": people}]
        lines = [
            sentence("chats", "history", "with_whom"),
            *(
                f"  {one['number']}  {printable(str(one['name']))} ({one['messages']})"
                for one in people
            ),
        ]
    if args.json:
        print(json.dumps({"questions": rows}, ensure_ascii=False))
    else:
        for line in lines:
            print(line)
    return 3


def _listed(args: argparse.Namespace, found: exchange.Inspection) -> int:
    """Print the chats of a file; those with most messages first."""
    chats = sorted(found.chats, key=lambda one: (-one.messages, one.number))
    if args.json:
        print(
            json.dumps(
                {"schema": SCHEMA, "chats": [_chat(one) for one in chats]}, ensure_ascii=False
            )
        )
        return 0
    for one in chats:
        told = _chat(one)
        row = sentence(
            "chats", "history", "group" if one.others > 1 else "chat",
            messages=one.messages, first=told["first"][:10], last=told["last"][:10],
        )  # fmt: skip
        print(f"  {one.number}  {printable(one.name) or '?'}: {row}")
    return 0


def _chat(one: ChatSeen) -> Row:
    first, last = (datetime.fromtimestamp(at, UTC).isoformat() for at in (one.first, one.last))
    return {
        "number": one.number,
        "name": one.name,
        "messages": one.messages,
        "others": one.others,
        "first": first,
        "last": last,
    }


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be looked at: whose words are read, with whom of a group, and which part."""

    reads: Reads
    other: int | None
    month: tuple[int, int] | None
    topic: Topic | None


def _found(data: bytes, answers: dict[str, str], wanted: _Wanted) -> tuple[Dynamics, list[str]]:
    """Return the history, and what to say before it where words of the last days call for help."""
    reads = wanted.reads
    if wanted.other is not None and reads != Reads.NONE:
        raise exchange.UnreadableFile("words_in_group")
    texts = reads != Reads.NONE or wanted.topic is not None
    messages = messages_of(
        sandbox.read(data, answers, texts=texts), wanted.other, answers.get(CHAT, "")
    )
    lately = Lately(datetime.now(UTC) - RECENT, both=reads == Reads.BOTH)
    if reads != Reads.NONE:
        messages = lately.passing(messages)
    found = history(_told(messages), reads, month=wanted.month, topic=wanted.topic)
    return found, _help_first(lately.texts)


def _help_first(texts: list[str]) -> list[str]:
    """Return the quiet line where words of the last days sound heavy, as after an import."""
    heard = [one for one in crisis.read_many(texts) if one.level >= PANEL]
    return [quiet(violence=any(one.kind == "danger" for one in heard))] if heard else []


def _told(messages: Iterable[MessageColumns]) -> Iterator[MessageColumns]:
    """Pass messages on, and say now and then on standard error how many there were."""
    said = time.monotonic()
    count = 0
    for some in messages:
        count += len(some.at)
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(
                _("kith talk history: {count} messages so far.").format(count=count),
                file=sys.stderr,
                flush=True,
            )
        yield some


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
        "interval": {
            "level": LEVEL,
            "how": _("weeks drawn again {draws} times").format(draws=DRAWS),
        },
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
    yield _("Messages: {me} of yours, {them} of theirs.").format(
        me=found.messages.me, them=found.messages.them
    )
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
            yield _("{told}: {me} for you, {them} for them.").format(
                told=told, me=_shown(pair.me), them=_shown(pair.them)
            )
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
    return _("{shown} ({low} to {high})").format(
        shown=shown, low=_number(value.low), high=_number(value.high)
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else figures(f"{value:.1f}")
