"""`kith people`: everyone on the map in words, as the list of the site says it."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from kith.tongues import gettext as _

if TYPE_CHECKING:
    from kith.web.people.picture import Row


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    from kith.cli.opened import add_vault_arguments

    parser.add_argument("--json", action="store_true", help=_("print the list as JSON"))
    add_vault_arguments(parser)
    parser.epilog = (
        _(
            "By name; there is no order by effect. Exit codes: 0 went well, 4 the vault did not open."
        )
        + f" {parser.epilog or ''}"
    )


def run(args: argparse.Namespace) -> int:
    """Print everyone."""
    from kith import vault
    from kith.cli.opened import opened
    from kith.cli.printable import printable

    try:
        with opened(args):
            from kith.web.people import picture, snapshots
            from kith.web.shell.space import the_space

            life = picture.life_of(the_space())
            rows = life.rows(snapshots.latest(life.ties))
            if args.json:
                data = {"schema": 1, "people": [_data(row) for row in rows]}
                print(json.dumps(data, ensure_ascii=False))
                return 0
            for row in rows:
                print(printable(row.said, longest=len(row.said) + 1))
            if not rows:
                print(_("Nobody is on your map yet, and nobody has to be."))
            return 0
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def _data(row: "Row") -> dict[str, Any]:
    return {
        "name": row.person.name,
        "kinds": row.kinds,
        "presence": row.presence,
        "circle": row.tie.circle if row.tie else None,
        "bond": row.bond,
        "support": row.flow,
        "check_ins_show": row.check_ins_show,
    }
