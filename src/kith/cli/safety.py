"""`kith safety`: read lines for crisis words, or print helplines; needs no vault and no network."""

import argparse
import json
from datetime import UTC, datetime
from typing import Any

from kith.cli.json_lines import Row, answered
from kith.cli.numbers import advice, page
from kith.safety import crisis, helplines
from kith.tongues import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    read = actions.add_parser(
        "read",
        help=_("say for each line which level of help it asks for"),
        description=(
            _(
                'Reads {"id", "text"} a line and prints {"id", "level", "kind", "reason"} a line, in '
                "order. Level 0 nothing, 1 a quiet line, 2 a panel, 3 the full help page. It reads "
                "English, and it misses things: no result ever means that a person is safe. A line that "
                'cannot be read gives {"line", "id", "error"}; the exit code is then 1.'
            )
        ),
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    read.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help=_("a file, or - (default)")
    )
    read.add_argument(
        "--jsonl", action="store_true", required=True, help=_("JSON lines in and out")
    )
    read.add_argument(
        "--off",
        type=int,
        action="append",
        choices=(1, 2),
        default=[],
        help=_("leave out a level; may be given twice"),
    )
    lines = actions.add_parser(
        "helplines",
        help=_("print emergency numbers and helplines"),
        description=_(
            "Prints whom to call, text or write to. Without a country, lists the countries."
        ),
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    lines.add_argument("--country", metavar="XX", help=_("two letters, as GB or US"))
    lines.add_argument("--json", action="store_true", help=_("print JSON"))


def run(args: argparse.Namespace) -> int:
    """Do the action; 0 went well, 1 some lines could not be read, 2 wrong use."""
    if args.action == "helplines":
        return _helplines(args.country, as_json=args.json)
    off = frozenset(args.off)
    return answered("safety", args.file, ("text",), lambda rows: _levels(rows, off))


def _levels(rows: list[Row], off: frozenset[int]) -> list[Row]:
    found = crisis.read_many([row["text"] for row in rows], off=off)
    return [{"level": one.level, "kind": one.kind, "reason": one.reason} for one in found]


def _helplines(code: str | None, *, as_json: bool) -> int:
    today = datetime.now(UTC).date()
    if code is None:
        listed = helplines.countries()
        if as_json:
            print(json.dumps([{"code": c.code, "name": c.name} for c in listed]))
        else:
            print("\n".join(f"{c.code}  {c.name}" for c in listed))
            print("\n".join(advice(helplines.lines_for(None, today))))
        return 0
    found = helplines.lines_for(code, today)
    print(json.dumps(_as_data(found), ensure_ascii=True) if as_json else "\n".join(page(found)))
    return 0


def _as_data(found: helplines.Help) -> dict[str, Any]:
    return {
        "schema": 1,
        "country": found.country.code if found.country else None,
        "emergency_advice": found.emergency_advice,
        "someone": found.someone,
        "complete": found.complete,
        "emergency": [number._asdict() for number in found.emergency],
        "lines": [_line_as_data(line) for line in found.lines],
        "everywhere": [_line_as_data(line) for line in found.everywhere],
    }


def _line_as_data(line: helplines.Line) -> dict[str, Any]:
    checked = line.verified_at.isoformat() if line.verified_at else None
    return {**line._asdict(), "verified_at": checked, "leaves_trace": line.leaves_trace}
