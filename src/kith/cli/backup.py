"""`kith backup`: one encrypted file that holds everything, checked as soon as it is written."""

import argparse
import json
import sys
from pathlib import Path

from kith.tongues import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument(
        "file", type=Path, help=_("where to write the backup, for instance backup.age")
    )
    parser.add_argument("--json", action="store_true", help=_("print the report as JSON"))
    parser.epilog = (
        _(
            "The recovery phrase opens it. Exit codes: 0 written and read back, 2 wrong use, "
            "4 it could not be made."
        )
        + f" {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the backup and say what it holds."""
    from kith import vault
    from kith.cli.opened import opened

    if args.file.exists():
        print(
            _(
                "There is a file of that name already. It was left as it is. Please choose another name."
            ),
            file=sys.stderr,
        )
        return 2
    try:
        with opened(args) as opened_vault:
            _warn_of_the_phrase()
            report = vault.backup(opened_vault, args.file)
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    _warn_of_the_place(args.file)
    if args.json:
        print(json.dumps({"rows": report.rows, "tables": report.tables, "digest": report.digest}))
    else:
        print(
            _("The backup is written, and was read back and compared: {rows} rows.").format(
                rows=report.rows
            )
        )
        print(_("Your recovery phrase opens it: kith restore FILE"))
    return 0


def _warn_of_the_phrase() -> None:
    from kith.web.shell.space import the_space

    if not the_space().phrase_kept:
        print(
            _(
                "Nothing in Kith says that you have kept your recovery phrase, and only its twelve words "
                "open a backup. You could make a new one first: kith, then Settings."
            ),
            file=sys.stderr,
        )


def _warn_of_the_place(file: Path) -> None:
    from kith.machine import placing

    if placing.goes_by_itself(file.parent):
        print(
            _(
                "This folder is emptied when the computer starts again, or after some days. You could "
                "copy the backup to another disk or a stick."
            ),
            file=sys.stderr,
        )
