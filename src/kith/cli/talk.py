"""`kith talk`: reads messages, self-talk, I-statements, paraphrases and chats, and practises; no network."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from kith.cli import talk_history
from kith.cli.json_lines import answered
from kith.safety import crisis
from kith.talk import Reading, istatement, paraphrase, read, selftalk
from kith.tongues import gettext as _
from kith.tongues import gettext_noop

Row = dict[str, Any]
MOST_BEFORE = 4  # messages of context that are looked at
PANEL = 2  # the level of the crisis reader from which nothing is corrected

UNREAD = gettext_noop(
    'A line that cannot be read gives {"line", "id", "error"}; the exit code is then 1.'
)
_ACTIONS = {
    "read": (
        gettext_noop("point at words that raise a barrier or make a healing move"),
        gettext_noop(
            'Reads {"id", "text"} a line, with an optional "context" (a list of {"from": "me" or "them", '
            '"text"}, oldest first), and prints {"id", "findings", "probabilities", "language"} a line, in '
            'order. A finding is {"label", "probability", "start", "end", "reason"}; offsets count code points of '
            "the text. It reads English, it is silent when it is not sure, and it misses a lot: silence "
            "never means that all is well, and no result says anything about a person."
        ),
    ),
    "selftalk": (
        gettext_noop("offer words in which an inner critic may speak"),
        gettext_noop(
            'Reads {"id", "text"} a line, what somebody wrote of themselves, and prints {"id", "findings", '
            '"probabilities", "language"} a line, in order. Findings are offers to look at, not facts. It is '
            "silent on reports of harm and on grief."
        ),
    ),
    "istatement": (
        gettext_noop("look at an I-statement"),
        gettext_noop(
            'Reads {"id", "text"} a line and prints {"id", "ok", "problems", "spans", "safety", "language"} a '
            "line, in order. Where safety is true nothing is corrected: offer help instead."
        ),
    ),
    "paraphrase": (
        gettext_noop("read how well a reply says back what somebody said"),
        gettext_noop(
            'Reads {"id", "speaker", "reply"} a line and prints {"id", "fidelity", "feeling_named", '
            '"advice", "judgement", "parroting", "negation_flip", "language"} a line, in order. Fidelity is 0 to 4.'
        ),
    ),
}

_ROOMS = {
    "listen": (
        gettext_noop("practise listening: somebody invented tells something, you reply"),
        gettext_noop(
            "Shows one of 64 scenes, says what came through of your reply, and gives hints and examples. "
            "There is no grade, and nothing of it is kept. Your vault is opened to know whom you could "
            "call, should a reply be about a hard moment."
        ),
    ),
    "limits": (
        gettext_noop("practise noticing a limit: somebody invented shows something, you choose"),
        gettext_noop(
            "Shows one of 36 scenes and what may come of each of three ways to go on. Nothing is kept or counted."
        ),
    ),
    "parts": (
        gettext_noop("say something in four parts: what you saw, feel, need and ask"),
        gettext_noop(
            "Asks for the four parts and whom it is about, asks a question where one may help, and puts "
            "your own words together. Nothing of it is kept."
        ),
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions: some take JSON lines and give JSON lines, some ask in the terminal."""
    from kith.cli.opened import add_vault_arguments

    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (about, description) in _ACTIONS.items():
        action = actions.add_parser(
            name,
            help=_(about),
            description=f"{_(description)} {_(UNREAD)}",
            epilog=parser.epilog,
            allow_abbrev=False,
        )
        action.add_argument(
            "file", nargs="?", default="-", metavar="FILE", help=_("a file, or - (default)")
        )
        action.add_argument(
            "--jsonl", action="store_true", required=True, help=_("JSON lines in and out")
        )
    for name, (about, description) in _ROOMS.items():
        action = actions.add_parser(
            name,
            help=_(about),
            description=_(description),
            epilog=_("Exit codes: 0 ended or stopped, 2 no such scene, 4 the vault did not open.")
            + f" {parser.epilog or ''}",
            allow_abbrev=False,
        )
        if name != "parts":
            action.add_argument("number", nargs="?", type=int, help=_("the number of a scene"))
        add_vault_arguments(action)
    talk_history.add_arguments(
        actions.add_parser(
            "history",
            help=_(talk_history.ABOUT),
            description=talk_history.description(),
            epilog=parser.epilog,
            allow_abbrev=False,
        )
    )


def run(args: argparse.Namespace) -> int:
    """Do the action; 0 went well, 1 some lines could not be read, 2 wrong use; `history` has more."""
    if args.action == "history":
        return talk_history.run(args)
    if args.action in _ROOMS:
        return _in_a_room(args)
    wanted = ("speaker", "reply") if args.action == "paraphrase" else ("text",)
    answers: dict[str, Callable[[Row], Row]] = {
        "read": lambda row: _found(read(row["text"], _before(row.get("context")))),
        "selftalk": lambda row: _found(selftalk.read(row["text"])),
        "istatement": lambda row: _linted(row["text"]),
        "paraphrase": lambda row: _said(row["speaker"], row["reply"]),
    }
    answer = answers[args.action]
    return answered(
        f"talk {args.action}",
        args.file,
        wanted,
        lambda rows: map(answer, rows),
    )


def _in_a_room(args: argparse.Namespace) -> int:
    """Go through what is asked line by line; the vault says whom to call, and of whom to be careful."""
    from kith import vault
    from kith.cli.opened import opened
    from kith.web.conversations import scenes

    counts: dict[str, Callable[[], int]] = {
        "listen": lambda: len(scenes.vignettes()),
        "limits": lambda: len(scenes.cues()),
    }
    number = getattr(args, "number", None)
    if number is not None and not 1 <= number <= (most := counts[args.action]()):
        said = _("There is no scene {number}. Nothing was changed. They go from 1 to {most}.")
        print(said.format(number=number, most=most), file=sys.stderr)
        return 2
    try:
        with opened(args):
            from kith.cli.rooms import asking, parts
            from kith.cli.rooms import scenes as rooms

            works: dict[str, Callable[[asking.Room], None]] = {
                "listen": lambda room: rooms.listen(room, number),
                "limits": lambda room: rooms.limits(room, number),
                "parts": parts.four_parts,
            }
            return asking.entered(works[args.action], input)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def _before(given: object) -> list[tuple[str, str]]:
    """Give what was said before as far as it has the form; anything else counts as nothing."""
    if not isinstance(given, list):
        return []
    return [
        (row["from"], row["text"])
        for row in given[-MOST_BEFORE:]
        if isinstance(row, dict)
        and row.get("from") in {"me", "them"}
        and isinstance(row.get("text"), str)
    ]


def _found(reading: Reading) -> Row:
    return {
        "findings": [
            {
                "label": finding.label,
                "probability": round(finding.probability, 4),
                "start": finding.start,
                "end": finding.end,
                "reason": finding.reason,
            }
            for finding in reading.findings
        ],
        "probabilities": {name: round(p, 4) for name, p in reading.probabilities.items()},
        "language": reading.language,
    }


def _linted(text: str) -> Row:
    """Join the lint with the crisis reader: where either speaks of danger, nothing is corrected."""
    lint = istatement.read(text)
    if lint.safety or crisis.read(text).level >= PANEL:
        return {"ok": False, "problems": [], "spans": [], "safety": True, "language": lint.language}
    spans = [{"problem": p.code, "start": p.start, "end": p.end} for p in lint.problems if p.end]
    return {
        "ok": lint.ok,
        "problems": list(lint.codes),
        "spans": spans,
        "safety": False,
        "language": lint.language,
    }


def _said(speaker: str, reply: str) -> Row:
    said = paraphrase.read(speaker, reply)
    return {
        "fidelity": said.fidelity,
        "feeling_named": said.feeling_named,
        "advice": said.advice,
        "judgement": said.judgement,
        "parroting": said.parroting,
        "negation_flip": said.negation_flip,
        "language": said.language,
    }
