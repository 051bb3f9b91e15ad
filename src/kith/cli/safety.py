"""`kith safety`: read lines for crisis words, or print helplines; needs no vault and no network."""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any, BinaryIO

from kith.cli.numbers import advice, page
from kith.safety import crisis, helplines

MAX_LINE = 4_000_000  # bytes; a longer line is refused and the next one is read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the two actions and their options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    read = actions.add_parser(
        "read",
        help="say for each line which level of help it asks for",
        description=(
            'Reads {"id", "text"} a line and prints {"id", "level", "kind", "reason"} a line, in '
            "order. Level 0 nothing, 1 a quiet line, 2 a panel, 3 the full help page. It reads "
            "English, and it misses things: no result ever means that a person is safe. A line that "
            'cannot be read gives {"line", "id", "error"}; the exit code is then 1.'
        ),
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    read.add_argument("file", nargs="?", default="-", metavar="FILE", help="a file, or - (default)")
    read.add_argument("--jsonl", action="store_true", required=True, help="JSON lines in and out")
    read.add_argument(
        "--off",
        type=int,
        action="append",
        choices=(1, 2),
        default=[],
        help="leave out a level; may be given twice",
    )
    lines = actions.add_parser(
        "helplines",
        help="print emergency numbers and helplines",
        description="Prints whom to call, text or write to. Without a country, lists the countries.",
        epilog=parser.epilog,
        allow_abbrev=False,
    )
    lines.add_argument("--country", metavar="XX", help="two letters, as GB or US")
    lines.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Do the action; 0 went well, 1 some lines could not be read, 2 wrong use."""
    if args.action == "helplines":
        return _helplines(args.country, as_json=args.json)
    if args.file == "-":
        return _read(sys.stdin.buffer, frozenset(args.off))
    try:
        source = Path(args.file).open("rb")  # noqa: SIM115 - closed below; only opening is guarded
    except OSError:
        print(
            _(
                "kith safety: that file could not be read. Nothing was changed. "
                "Check its name, or give - to read from a pipe."
            ),
            file=sys.stderr,
        )
        return 2
    with source:
        return _read(source, frozenset(args.off))


def _read(source: BinaryIO, off: frozenset[int]) -> int:
    failed = 0
    for number, raw in _lines(source):
        answer = _answer(number, raw, off)
        failed += "error" in answer
        print(json.dumps(answer), flush=True)
    if failed:
        print(
            ngettext(
                "kith safety: {count} line could not be read; the others were.",
                "kith safety: {count} lines could not be read; the others were.",
                failed,
            ).format(count=failed),
            file=sys.stderr,
        )
    return 1 if failed else 0


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Give each line that is not blank with its number; None for one that is too long."""
    number = 0
    while raw := source.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = source.readline(MAX_LINE)
            yield number, None
        elif raw.strip():
            yield number, raw


def _answer(number: int, raw: bytes | None, off: frozenset[int]) -> dict[str, Any]:
    """Give the answer for one line; an error names the line and never repeats what it holds."""
    if raw is None:
        return {"line": number, "id": None, "error": "too_long"}
    try:
        row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        return {"line": number, "id": None, "error": "not_json"}
    if not isinstance(row, dict):
        return {"line": number, "id": None, "error": "not_an_object"}
    name = row.get("id")
    if not _is_id(name):
        return {"line": number, "id": None, "error": "id_is_no_text_or_number"}
    text = row.get("text")
    if not isinstance(text, str):
        return {"line": number, "id": name, "error": "no_text"}
    found = crisis.read(text, off=off)
    return {"id": name, "level": found.level, "kind": found.kind, "reason": found.reason}


def _is_id(name: object) -> bool:
    """Say whether something can stand for a line in JSON: NaN and infinity cannot."""
    if isinstance(name, float):
        return math.isfinite(name)
    return isinstance(name, str | int | None)


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
