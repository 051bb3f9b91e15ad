"""`kith restore`: bring a backup back, on this machine or a new one."""

import argparse
import json
import sys
from pathlib import Path

from kith.tongues import gettext as _


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help=_("the backup"))
    parser.add_argument(
        "--vault",
        type=Path,
        metavar="FOLDER",
        help=_("the empty folder to restore into (default: yours)"),
    )
    parser.add_argument(
        "--phrase-stdin",
        action="store_true",
        help=_(
            "read the recovery phrase and then the new passphrase from two lines of standard input"
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("print what came of it as JSON"))
    parser.epilog = (
        _("Exit codes: 0 restored, 2 wrong use, 4 it could not be restored (nothing was changed).")
        + f" {parser.epilog or ''}"
    )


def run(args: argparse.Namespace) -> int:
    """Ask for the phrase and a new passphrase, and restore into an empty folder."""
    from kith import vault
    from kith.cli.asking import first_line, secret

    folder = args.vault or vault.default_folder()
    if vault.exists(folder):
        return _refused(
            args,
            "already_exists",
            _(
                "There is a vault in that folder already. It was left as it is. "
                "You could restore into another folder: kith restore FILE --vault FOLDER"
            ),
        )
    if args.phrase_stdin:
        phrase, passphrase = (first_line() for _ in range(2))
    else:
        phrase = secret(_("Recovery phrase (12 words): "))
        passphrase = secret(_("A new passphrase (15 characters or more): "))
    weak = vault.passphrase_problem(passphrase)
    if weak:
        said = (
            _("That passphrase is one of the first that others would try.")
            if weak == "too_common"
            else _("The new passphrase needs 15 characters or more.")
        )
        return _refused(
            args,
            "weak_passphrase",
            _("{said} Nothing was changed. For instance: {example}").format(
                said=said, example=vault.generate_passphrase()
            ),
        )
    try:
        vault.restore(args.file, phrase, folder, passphrase)
    except vault.VaultError as error:
        return _refused(args, error.code, str(error), exit_code=4)
    if args.json:
        print(json.dumps({"schema": 1, "restored": True, "folder": str(folder)}))
    else:
        print(
            _(
                "Your vault is restored. The new passphrase opens it; the recovery phrase stays the same."
            )
        )
    return 0


def _refused(args: argparse.Namespace, code: str, text: str, exit_code: int = 2) -> int:
    """Say why nothing was restored, and return the exit code."""
    if args.json:
        print(json.dumps({"schema": 1, "restored": False, "error": code}))
    print(text, file=sys.stderr)
    return exit_code
