"""`kith import`: bring what a file holds into the vault, after a dry run."""

import argparse
import json
import sys
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kith import exchange
from kith.cli.answers import answers_of
from kith.exchange import sandbox
from kith.wording import sentence

SHOWN = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument("file", type=Path, nargs="?", help="the file to bring in")
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and stop")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--map", type=Path, metavar="TOML", help="a mapping that says which column is what"
    )
    parser.add_argument(
        "--tz", metavar="ZONE", help="the zone of times that name none, as Europe/Oslo"
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="answer a question of the dry run",
    )
    parser.add_argument("--list", action="store_true", help="list what was brought in before")
    parser.add_argument("--undo", type=int, metavar="NUMBER", help="take a whole import back")
    parser.epilog = (
        "Exit codes: 0 went well, 1 the vault could not take it, 2 wrong use, 3 a question must be answered first, 4 not a file that "
        f"Kith reads or the vault did not open, 5 refused for safety. {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Do a dry run, then bring the file in: all of it or nothing."""
    if args.list or args.undo is not None:
        return _past(args)
    if args.file is None:
        print(
            "kith import: which file? Nothing was changed. Try: kith import --help", file=sys.stderr
        )
        return 2
    try:
        answers = answers_of(args)
        mapping = exchange.Mapping.load(args.map) if args.map else None
        found = sandbox.inspect(args.file, answers, mapping)
    except exchange.ExchangeError as error:
        return _ended(args, error)
    if args.dry_run or found.exit_code:
        _report(args, found)
        return found.exit_code
    return _bring(args, found, answers, mapping)


def _ended(args: argparse.Namespace, error: exchange.ExchangeError) -> int:
    text = sentence("files", "ended", error.code, where=error.where)
    if args.json:
        print(json.dumps({"error": error.code, "where": error.where, "message": text}))
    print(text, file=sys.stderr)
    return error.exit_code


def _report(args: argparse.Namespace, found: exchange.Inspection) -> None:
    if args.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for line in _lines(found):
        print(line)


def _lines(found: exchange.Inspection) -> list[str]:
    lines = [
        f"This looks like {sentence('files', 'format', found.format)}.",
        (
            f"{found.entries} dated rows: {found.checkins} check-ins, {found.contacts} contacts, "
            f"{found.writings} with text, {found.messages} messages, {len(found.people)} people."
        ),
    ]
    if found.first and found.last:
        lines.append(f"From {found.first:%d %B %Y} to {found.last:%d %B %Y}.")
    lines += [sentence("files", "note", n.code, value=n.value) for n in found.notes]
    if found.not_understood_rows:
        lines.append(
            f"{found.not_understood_rows} rows were not fully understood; they are kept as they are:"
        )
        lines += [
            f"  line {row.line} {sentence('files', 'row', row.why)}"
            for row in found.not_understood[:SHOWN]
        ]
        if found.not_understood_rows > SHOWN:
            lines.append("  … and more; --json lists them.")
    for question in found.questions:
        lines.append(sentence("files", "question", question.code, about=question.about))
        options = " | ".join(question.options) or "…"
        default = f" (perhaps {question.default})" if question.default else ""
        lines.append(f"  answer with: --answer {question.key}={options}{default}")
    return lines


def _bring(
    args: argparse.Namespace,
    found: exchange.Inspection,
    answers: Dict[str, str],
    mapping: exchange.Mapping | None,
) -> int:
    from kith import vault
    from kith.cli.opened import opened

    try:
        with opened(args):
            from kith.web.keep.store import NotStoredError, store
            from kith.web.shell.space import the_space

            items = sandbox.read(args.file, answers, mapping).items()
            try:
                batch = store(the_space(), items, format_name=found.format, label=args.file.name)
            except NotStoredError as error:
                print(sentence("files", "ended", error.code), file=sys.stderr)
                return 1
            counts = dict(batch.counts)
            number = batch.pk
    except exchange.ExchangeError as error:
        return _ended(args, error)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        print(sentence("files", "ended", "interrupted"), file=sys.stderr)
        return 130
    if args.json:
        print(
            json.dumps({**found.as_json(), "import": number, "stored": counts}, ensure_ascii=False)
        )
    else:
        print(
            f"Brought in {counts.get('checkins', 0)} check-ins, {counts.get('contacts', 0)} contacts, "
            f"{counts.get('writings', 0)} writings and {counts.get('people', 0)} new people. "
            f"{counts.get('already_here', 0)} were here already."
        )
        print(f"To take it back: kith import --undo {number}")
    return 0


def _past(args: argparse.Namespace) -> int:
    from kith import vault
    from kith.cli.opened import opened

    try:
        with opened(args):
            from kith.web.keep.models import ImportBatch
            from kith.web.keep.undoing import sentence_of, undo

            rows = list(ImportBatch.objects.order_by("pk"))
            if args.undo is None:
                _print_past(args, rows)
                return 0
            batch = next((row for row in rows if row.pk == args.undo and not row.undone_at), None)
            if batch is None:
                print("There is no such import to take back. Nothing was changed.", file=sys.stderr)
                return 2
            print(sentence_of(undo(batch)))
            return 0
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def _print_past(args: argparse.Namespace, rows: Sequence[Any]) -> None:
    found = [
        {
            "import": row.pk,
            "at": row.at.isoformat(),
            "format": row.format,
            "stored": row.counts,
            "undone": bool(row.undone_at),
        }
        for row in rows
    ]
    if args.json:
        print(json.dumps(found))
        return
    for one in found:
        taken_back = ", taken back" if one["undone"] else ""
        print(f"{one['import']}  {one['at'][:10]}  {one['format']}{taken_back}")
    if not found:
        print("Nothing was brought in yet.")
