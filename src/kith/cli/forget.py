"""`kith forget`: take away what Kith made on this machine; what a person wrote stays unless asked."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kith
from kith import vault
from kith.cli import forget_words as words
from kith.cli.asking import is_yes_in_full, secret
from kith.machine.folders import default_folder
from kith.remains import finding
from kith.remains.forgetting import Done, Plan, carry_out, planned
from kith.tongues import gettext as _

GONE, NOTHING, NOT_AGREED, CANNOT, SOME_LEFT = 0, 1, 3, 4, 5
WORD = "delete"


class StoppedError(Exception):
    """Nothing is to be removed; `code` is the exit code, the text says why."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--vault",
        type=Path,
        metavar="FOLDER",
        help=_("the folder of the vault; what Kith left elsewhere is listed all the same"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("list what would go and what cannot, and stop")
    )
    parser.add_argument("--json", action="store_true", help=_("print JSON for a program to read"))
    parser.add_argument(
        "--backups",
        action="store_true",
        help=_("ask for the passphrase, name the folders Kith made backups in by itself, and stop"),
    )
    parser.add_argument("--yes", action="store_true", help=_("do not ask before removing the list"))
    parser.add_argument(
        "--delete-vault",
        action="store_true",
        help=_(
            "delete what you wrote, too; the word delete and the passphrase are asked all the same"
        ),
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help=_("read the passphrase from a line of standard input, after the word"),
    )
    parser.epilog = (
        _(
            "Without --yes it shows the list and asks; your vault stays unless you type a word and your "
            "passphrase. Only what Kith made is removed. Exit codes: 0 removed or listed, 1 nothing of "
            "Kith is here, 2 wrong use, 3 not agreed (nothing was removed), 4 Kith is running or the "
            "vault did not open (nothing was removed), 5 some of it would not go."
        )
        + f" {parser.epilog or ''}"
    )


def run(args: argparse.Namespace) -> int:
    """List, ask, remove, and say what is beyond reach."""
    sys.dont_write_bytecode = True  # or what is removed would come back
    folder = (args.vault or default_folder()).expanduser().absolute()
    if args.backups:
        return _name_backups(args, folder)
    plan = planned(_places(folder))
    if args.dry_run:
        _print(words.as_data(plan, None) if args.json else words.told(plan, is_running(folder)))
        return GONE
    if not plan.removes and not plan.has_vault:
        _print(words.as_data(plan, Done((), (), deleted=False)) if args.json else words.nothing())
        return NOTHING
    try:
        return _forget(args, plan)
    except StoppedError as stop:
        print(f"kith forget: {stop}", file=sys.stderr)
        return stop.code


def _name_backups(args: argparse.Namespace, folder: Path) -> int:
    """Say where backups lie, which only the open vault knows; nothing is removed."""
    from kith.cli.opened import opened

    args.vault = folder
    try:
        with opened(args):
            found = _folders()
    except vault.VaultError as error:
        print(f"kith forget: {error}", file=sys.stderr)
        return CANNOT
    _print({"schema": 1, "backup_folders": found} if args.json else words.backups(found or []))
    return GONE


def _folders() -> list[str] | None:
    """Return the folders that the entered vault names, None where its tables cannot be read."""
    from django.db import DatabaseError

    from kith.web.keep import rotating
    from kith.web.shell.space import the_space

    try:
        return rotating.folders(the_space())
    except DatabaseError:  # a vault of long ago, or a damaged one
        return None


def _named_before_it_goes(plan: Plan, opened_vault: vault.Vault | None) -> list[str] | None:
    """Return where backups lie while somebody can still say; said before anything is removed."""
    if opened_vault is None:
        return None
    from kith.cli.opened import entered

    with entered(opened_vault, plan.places.vault, as_it_is=True):
        found = _folders()
    if found:
        print(words.backups(found), file=sys.stderr)
    return found


def _print(what: dict[str, object] | str) -> None:
    print(what if isinstance(what, str) else json.dumps(what))


def _places(folder: Path) -> finding.Places:
    prefix, source = Path(sys.prefix), Path(kith.__file__).resolve().parents[1]
    program = finding.program_folder(prefix.resolve(), source)
    return finding.Places(program, folder, default_folder(), Path(tempfile.gettempdir()))


def is_running(folder: Path) -> bool:
    """Say whether Kith's pages run on a folder; they do not on Windows."""
    if sys.platform == "win32":
        return False
    from kith.web.door import control

    return control.ask(folder, {"do": "status"}) is not None


def _forget(args: argparse.Namespace, plan: Plan) -> int:
    if is_running(plan.places.vault):
        raise StoppedError(CANNOT, words.running())
    if not args.yes:
        _agreed(plan)
    opened = _vault_to_delete(args, plan)
    if not plan.removes and opened is None:
        raise StoppedError(NOTHING, words.only_the_vault(plan))
    folders = _named_before_it_goes(plan, opened)
    with _held(plan.places.vault):
        try:
            done = carry_out(plan, opened)
        except vault.VaultError as error:
            raise StoppedError(CANNOT, str(error)) from None
    _print(
        words.as_data(plan, done, folders)
        if args.json
        else words.told_afterwards(plan, done, folders)
    )
    return SOME_LEFT if done.left else GONE


def _agreed(plan: Plan) -> None:
    if not plan.removes:
        return
    print(words.listed(plan), file=sys.stderr)
    if not is_yes_in_full(
        _asked(_("Remove these now? Type yes, or press Enter to leave all as it is:"))
    ):
        raise StoppedError(NOT_AGREED, _("Nothing was removed."))


def _asked(question: str) -> str:
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold()


def _vault_to_delete(args: argparse.Namespace, plan: Plan) -> vault.Vault | None:
    """Return the open vault that is to go, None where it stays; asked before anything is removed."""
    if not plan.has_vault or (args.yes and not args.delete_vault):
        return None
    print(words.about_the_vault(plan), file=sys.stderr)
    word = _asked(_("To delete it, type the word delete. Press Enter to keep it:"))
    if not word and not args.delete_vault:
        return None
    if word != WORD:
        raise StoppedError(NOT_AGREED, _("That was not the word. Nothing was removed."))
    passphrase = (
        sys.stdin.readline().rstrip("\r\n") if args.passphrase_stdin else secret(_("Passphrase: "))
    )
    try:
        return vault.unlock(plan.places.vault, passphrase)
    except vault.VaultError as error:
        raise StoppedError(CANNOT, words.not_opened(error, plan)) from None


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Be the one Kith of the folder meanwhile, so that none is started in the middle."""
    if sys.platform == "win32" or not folder.is_dir():
        yield
        return
    from kith.web.door import control

    claimed = control.claim(folder)
    if claimed is None:
        raise StoppedError(CANNOT, words.running())
    try:
        yield
    finally:
        claimed.close(folder)
