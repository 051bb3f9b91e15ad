"""`kith import`: bring what a file holds into the vault, after a dry run."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kith import exchange
from kith.cli.answers import add_answers, answers_of, only_known
from kith.cli.import_lines import brought_lines, lines_of, nothing_new_lines
from kith.cli.printable import printable
from kith.exchange import sandbox
from kith.exchange.content import loaded
from kith.tongues import gettext as _
from kith.wording import sentence

if TYPE_CHECKING:
    from kith.web.keep.store import Stored


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument("file", type=Path, nargs="?", help=_("the file to bring in"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would come in, and stop")
    )
    parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    parser.add_argument(
        "--map", type=Path, metavar="TOML", help=_("a mapping that says which column is what")
    )
    parser.add_argument(
        "--tz", metavar="ZONE", help=_("the zone of times that name none, as Europe/Oslo")
    )
    add_answers(parser)
    parser.add_argument("--list", action="store_true", help=_("list what was brought in before"))
    parser.add_argument("--undo", type=int, metavar="NUMBER", help=_("take a whole import back"))
    parser.epilog = (
        _(
            "Exit codes: 0 went well, 1 the vault could not take it, 2 wrong use, 3 a question must be answered first, 4 not a file that "
            "Kith reads or the vault did not open, 5 refused for safety."
        )
        + f" {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Do a dry run, then bring the file in: all of it or nothing."""
    if args.list or args.undo is not None:
        from kith.cli.import_past import past

        return past(args)
    if args.file is None:
        print(
            _("kith import: which file? Nothing was changed. Try: kith import --help"),
            file=sys.stderr,
        )
        return 2
    try:
        answers = only_known(answers_of(args))
        mapping = exchange.Mapping.load(args.map) if args.map else None
        args.file = _in_export(args.file)
        data = loaded(args.file)  # once: what comes in is what was looked at
        found, reading = sandbox.looked(data, answers, mapping)
    except exchange.ExchangeError as error:
        return _ended(args, error)
    if args.dry_run or found.exit_code:
        _report(args, found)
        return found.exit_code
    return _bring(args, found, reading)


def _in_export(file: Path) -> Path:
    """Return the file in the folder of an export of Kith that brings all of it back."""
    inside = file / "data.json"
    return inside if file.is_dir() and inside.is_file() else file


def _ended(args: argparse.Namespace, error: exchange.ExchangeError) -> int:
    text = sentence("files", "ended", error.code, where=printable(error.where))
    if args.json:
        print(json.dumps({"error": error.code, "where": error.where, "message": text}))
    print(text, file=sys.stderr)
    return error.exit_code


def _report(args: argparse.Namespace, found: exchange.Inspection) -> None:
    if args.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
        return
    for line in lines_of(found):
        print(line)


def _bring(
    args: argparse.Namespace,
    found: exchange.Inspection,
    reading: exchange.Reading,
) -> int:
    from kith import vault
    from kith.cli.opened import opened

    try:
        with opened(args):
            from kith.web.keep.store import NotStoredError, store
            from kith.web.shell.space import the_space

            try:
                stored = store(
                    the_space(), reading.items(), format_name=found.format, label=args.file.name
                )
            except NotStoredError as error:
                print(sentence("files", "ended", error.code), file=sys.stderr)
                return 1
            counts = stored.counts
            first = _help_first(stored)
            number = stored.batch.pk if stored.batch else None
    except exchange.ExchangeError as error:
        return _ended(args, error)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        print(sentence("files", "ended", "interrupted"), file=sys.stderr)
        return 130
    if args.json:
        help_now = {"help_now": first} if first else {}
        report = {**help_now, **found.as_json(), "import": number, "stored": counts}
        print(json.dumps(report, ensure_ascii=False))
    else:
        for line in first:
            print(line)
        for line in _lines(stored, number):
            print(line)
        if number is not None:
            print(_("To take it back: kith import --undo {number}").format(number=number))
    return 0


def _lines(stored: "Stored", number: int | None) -> list[str]:
    if stored.added or stored.counts.get("note:only_for_help"):
        return brought_lines(stored.counts)
    return nothing_new_lines(number)


def _help_first(stored: "Stored") -> list[str]:
    """Return what to say before all else where what came in calls for help.

    The same rules as on the page: answers and words of the last days, and for words the quiet line.
    """
    from django.utils import timezone

    from kith.cli import HELP_NOW, offering
    from kith.web.keep.recent import recent_answers, recent_heard, recent_words
    from kith.web.shell.space import the_space
    from kith.web.today import care

    space, now = the_space(), timezone.now()
    branches, words = [*recent_heard(stored.heard, now)], care.NOTHING
    if (batch := stored.batch) is not None and stored.added:
        branches += recent_answers(batch, now)
        words = care.offer_after_import(space, recent_words(batch, now))
    answers = care.offer_after_answers(space, branches)
    if answers.level >= care.PANEL:
        return [_(HELP_NOW)]
    first = max(answers, words, key=lambda offer: offer.level)
    return offering.lines_of(first)
