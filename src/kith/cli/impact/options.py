"""The options that say what to read, the same in every command of Impact."""

import argparse
from pathlib import Path

from kith.cli.answers import add_answers
from kith.tongues import gettext as _


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Declare the files and how they are read."""
    add = parser.add_argument
    add(
        "checkins",
        type=Path,
        metavar="CHECKINS",
        help=_("a tidy diary, an export of Kith, or any table with --map"),
    )
    add("--contacts", type=Path, metavar="FILE", help=_("a tidy table of contacts beside it"))
    add("--map", type=Path, metavar="TOML", help=_("a mapping that says which column is what"))
    add(
        "--outcome",
        default="mood",
        metavar="COLUMN",
        help=_("the column to look at (default: mood)"),
    )
    add(
        "--covariate",
        action="append",
        default=[],
        metavar="COLUMN",
        help=_("a number to allow for"),
    )
    add("--tz", metavar="ZONE", help=_("the zone of times that name none, as Europe/Oslo"))
    add(
        "--id",
        metavar="PERSON",
        help=_(
            "whose rows, where the column `id` holds several people; best -, which asks or reads a line: a name "
            "in a command can be seen by other programs"
        ),
    )
    add_answers(parser)
    add("--seed", type=_seed, default=0, metavar="N", help=_("the seed of all draws (default: 0)"))
    add("--json", action="store_true", help=_("print the numbers as JSON"))


def _seed(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise argparse.ArgumentTypeError(_("a seed is a whole number from 0 on"))
    return int(text)
