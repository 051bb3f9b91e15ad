"""Open the vault for a command of the terminal: the passphrase is asked, never given in argv."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kith import tongues, vault
from kith.cli.asking import first_line, secret
from kith.tongues import gettext as _


def add_vault_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of every command that opens the vault."""
    parser.add_argument(
        "--vault", type=Path, metavar="FOLDER", help=_("the folder of the vault (default: yours)")
    )
    parser.add_argument(
        "--passphrase-stdin",
        action="store_true",
        help=_("read the passphrase from the first line of standard input instead of asking"),
    )


def folder_of(args: argparse.Namespace) -> Path:
    """Return the folder that the command is about."""
    return Path(args.vault) if args.vault else vault.default_folder()


def ask_passphrase(args: argparse.Namespace, prompt: str = "Passphrase: ") -> str:
    """Ask for the passphrase without showing it, or read it from standard input."""
    read_before: str | None = getattr(args, "passphrase", None)  # with answers behind it
    if read_before is not None:
        return read_before
    if args.passphrase_stdin:
        return first_line()
    return secret(prompt)


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[vault.Vault]:
    """Open the vault, make the site's tables ready, and close them at the end.

    Raises `kith.vault.VaultError`, whose text is a plain sentence for the terminal.
    """
    folder = folder_of(args)
    if not vault.exists(folder):  # before anybody is asked for a passphrase
        raise vault.NoVault
    vault.harden()
    with entered(vault.unlock(folder, ask_passphrase(args)), folder) as opened_vault:
        yield opened_vault


@contextmanager
def entered(
    opened_vault: vault.Vault, folder: Path, *, as_it_is: bool = False
) -> Iterator[vault.Vault]:
    """Let the site's tables be read from an open vault until the block ends.

    They are brought up to date first, but for `as_it_is`, of a vault that is about to go.
    """
    from kith.web.room import running

    room = running.Room(
        vault=opened_vault, folder=folder, host="localhost", port=0, lock=lambda _: None
    )
    running.enter(room)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kith.web.settings.room"
    if not as_it_is:
        from kith.web.migrate import bring_up_to_date

        bring_up_to_date(opened_vault)
    import django
    from django.db import DatabaseError, connections

    django.setup()
    from django.utils import translation

    translation.activate(tongues.spoken())
    try:
        yield opened_vault
    except DatabaseError as error:
        problem = vault.from_driver(error)
        if problem is None:  # no file and no disk did this
            raise
        raise problem from None
    finally:
        connections.close_all()
        running.leave()
