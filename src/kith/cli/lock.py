"""Lock a running Kith from the terminal."""

import argparse
from pathlib import Path

from kith.machine.folders import default_folder
from kith.tongues import gettext as _
from kith.web.door import control


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--vault", type=Path, metavar="FOLDER", help=_("the folder of the vault"))


def run(args: argparse.Namespace) -> int:
    """Lock; 0 it is locked, 1 no Kith was running."""
    folder = (args.vault or default_folder()).expanduser().absolute()
    told = control.ask(folder, {"do": "lock"})
    if told is None or told.get("locked") is not True:
        print(_("Kith is not running. Nothing was open."))
        return 1
    print(_("Kith is locked."))
    return 0
