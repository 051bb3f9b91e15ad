"""What was brought in before: the list of it, and taking one import back."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from kith.cli.import_lines import counts_line
from kith.cli.printable import printable
from kith.tongues import gettext as _
from kith.wording import sentence


def past(args: argparse.Namespace) -> int:
    """List what came in before, or take one import back."""
    from kith import vault
    from kith.cli.opened import opened

    try:
        with opened(args):
            from kith.web.keep.models import ImportBatch
            from kith.web.keep.undoing import sentence_of, undo

            rows = list(ImportBatch.objects.order_by("pk"))
            if args.undo is None:
                _print_past(args, rows)
                return 0
            batch = next((row for row in rows if row.pk == args.undo and not row.undone_at), None)
            if batch is None:
                print(
                    _("There is no such import to take back. Nothing was changed."), file=sys.stderr
                )
                return 2
            print(sentence_of(undo(batch)))
            return 0
    except vault.VaultError as error:
        print(error, file=sys.stderr)
        return 4


def _print_past(args: argparse.Namespace, rows: Sequence[Any]) -> None:
    found = [
        {
            "import": row.pk,
            "at": row.at.isoformat(),
            "file": row.label,
            "format": row.format,
            "stored": row.counts,
            "undone": bool(row.undone_at),
        }
        for row in rows
    ]
    if args.json:
        print(json.dumps(found))
        return
    for one in found:
        file = printable(one["file"]) or _("a file")
        taken_back = _(", taken back") if one["undone"] else ""
        name = sentence("files", "format", one["format"])
        print(f"{one['import']}  {one['at'][:10]}  {file} ({name}){taken_back}")
        print(f"   {counts_line(one['stored'])}")
    if not found:
        print(_("Nothing was brought in yet."))
