"""`kith export`: everything in the vault as readable files, in a folder or one zip."""

import argparse
import json
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from kith.cli import export_answers
from kith.cli.private_file import TAKEN, warn_of_copies
from kith.machine.writing import write_new
from kith.tongues import gettext as _
from kith.wording import sentence

TWICE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument(
        "target",
        type=Path,
        metavar="FOLDER_OR_ZIP",
        help=_("a new folder, or a new file ending in .zip"),
    )
    parser.add_argument(
        "--fhir",
        action="append",
        default=[],
        metavar="ID",
        help=_(
            "instead of everything, write a file ending in .json with the answers to this "
            "questionnaire for a program of a clinic (FHIR R4); say it once for each, kith measure "
            "list names them"
        ),
    )
    parser.add_argument(
        "--with-plan",
        action="count",
        default=0,
        help=_(
            "put the plan for bad days, safety notes and care settings in, too; say it twice to mean it"
        ),
    )
    parser.add_argument(
        "--second-passphrase",
        action="store_true",
        help=_(
            "ask for the second passphrase, too, so that plan and safety notes come readable; "
            "without it they come locked"
        ),
    )
    parser.add_argument("--json", action="store_true", help=_("print what was written as JSON"))
    parser.epilog = (
        _(
            "The files are not encrypted: whoever can open them can read them. kith import brings "
            "them back. Exit codes: 0 written, 2 wrong use, 4 it could not be made."
        )
        + f" {parser.epilog or ''}"
    )
    add_vault_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the files and say what is in them, or the answers that were asked for."""
    if problem := export_answers.wrong(args) if args.fhir else _wrong(args):
        print(problem, file=sys.stderr)
        return 2
    return export_answers.run(args) if args.fhir else _everything(args)


def _everything(args: argparse.Namespace) -> int:
    from kith import vault
    from kith.cli.opened import opened
    from kith.exchange import ExchangeError

    try:
        with opened(args):
            from kith.web.keep.export.files import export, zipped
            from kith.web.shell.space import the_space

            if args.second_passphrase:
                _open_the_second(args)
            made = export(the_space(), with_plan=args.with_plan >= TWICE)
            one = zipped(made.files) if _is_zip(args.target) else b""
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4
    except ExchangeError as error:
        print(sentence("files", "export", error.code, where=error.where), file=sys.stderr)
        return 4
    try:
        write_new(args.target, one) if one else _write_folder(args.target, made.files)
    except FileExistsError:
        print(_(TAKEN), file=sys.stderr)
        return 2
    except OSError as error:
        why = error.strerror or _("the disk said no")
        print(
            _(
                "The files could not be written: {why}. What was begun "
                "was taken away, and nothing in your vault was changed. You could choose another place."
            ).format(why=why),
            file=sys.stderr,
        )
        return 4
    _tell(args, made)
    return 0


def _wrong(args: argparse.Namespace) -> str:
    if args.with_plan == 1:
        return _(
            "The plan and the care settings come along only when you say so twice. Nothing was "
            "written. You could say: kith export FOLDER --with-plan --with-plan"
        )
    if args.second_passphrase and not args.with_plan:
        return _(
            "The second passphrase is only for the plan, which is not in. Nothing was written. "
            "You could say: kith export FOLDER --with-plan --with-plan --second-passphrase"
        )
    if os.path.lexists(args.target):
        return _(TAKEN)
    return ""


def _open_the_second(args: argparse.Namespace) -> None:
    """Open what the second passphrase keeps, where there is one."""
    from kith import vault
    from kith.cli.opened import ask_passphrase
    from kith.web.plan import second
    from kith.web.shell import inside
    from kith.web.shell.space import the_space

    space = the_space()
    if inside.is_on(space):
        given = ask_passphrase(args, _("Second passphrase: "))
        try:
            second.enter(space, inside.locks_of(space).unlock(given))
        except vault.WrongPassphrase:
            raise vault.WrongPassphrase(
                _("That is not the second passphrase. Nothing was written, and nothing was lost.")
            ) from None


def _is_zip(target: Path) -> bool:
    return target.suffix.lower() == ".zip"


def _write_folder(target: Path, files: dict[str, bytes]) -> None:
    """Write the files into a new private folder, all or none."""
    target.mkdir(mode=0o700)
    try:
        with suppress(OSError):  # the umask may have narrowed it, and a stick knows no modes
            target.chmod(0o700)
        for name, data in files.items():
            path = target / name
            path.parent.mkdir(mode=0o700, exist_ok=True)
            write_new(path, data)
    except BaseException:
        shutil.rmtree(target, ignore_errors=True)
        raise


def _tell(args: argparse.Namespace, made: Any) -> None:
    files = [{"name": name, "bytes": len(data)} for name, data in made.files.items()]
    if args.json:
        print(json.dumps({"format": "kith", "schema": 1, "with_plan": made.with_plan,
                          "files": files, "rows": made.rows}))  # fmt: skip
    else:
        print(_("Written: {files} files. README.txt says what each is.").format(files=len(files)))
        print(_("They are not encrypted: whoever can open them can read them."))
        if made.locked:
            print(
                _("Your plan and your safety notes are in them, locked by your second passphrase.")
            )
            print(_("Your care settings are in them."))
        elif made.with_plan:
            print(_("Your plan, your safety notes and your care settings are in them."))
        else:
            print(_("Your plan, your safety notes and your care settings are not in them;"))
            print(_("a backup holds them."))
    warn_of_copies(args.target.absolute().parent)
