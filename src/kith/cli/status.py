"""Say whether Kith is running, whether it is locked, and where."""

import argparse
import json
from pathlib import Path

from kith.machine.folders import default_folder
from kith.tongues import gettext as _
from kith.web.door import control, opencopy


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--vault", type=Path, metavar="FOLDER", help=_("the folder of the vault"))
    parser.add_argument("--json", action="store_true", help=_("print JSON for a program to read"))


def run(args: argparse.Namespace) -> int:
    """Print what is known without a passphrase; 0 running, 1 not running."""
    folder = (args.vault or default_folder()).expanduser().absolute()
    told = control.ask(folder, {"do": "status"})
    found = told or {"running": False, "locked": True, "address": None}
    found["open_copy"] = opencopy.exists(folder)
    if args.json:
        print(json.dumps(found))
    elif told is None:
        print(_("Kith is not running."))
    else:
        said = (
            _("Kith is locked at {address}") if found["locked"] else _("Kith is open at {address}")
        )
        print(said.format(address=found["address"]))
    if found["open_copy"] and not args.json:
        print(_("There is an open copy of a plan: who uses this device can read it."))
    return 0 if found["running"] else 1
