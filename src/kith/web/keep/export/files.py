"""The files of an export by name, made in memory; and all of them as one zip."""

import json
from base64 import b64decode
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string

from kith.exchange import life
from kith.pictures import ENDINGS
from kith.plots import png
from kith.web.keep.export import others, prose, rooms
from kith.web.keep.export.document import document
from kith.web.people.export_views import drawn
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Export:
    """Files by name, how many rows each table holds, whether the plan is among them, and locked."""

    files: dict[str, bytes]
    rows: dict[str, int]
    with_plan: bool
    locked: bool = False  # the plan, by a second passphrase


def export(space: Space, *, with_plan: bool = False) -> Export:
    """Make every file of an export; raise where what was made would not come back."""
    whole = document(space, with_plan=with_plan)
    held, locked = whole["tables"], bool(whole["tables"]["compartment"])
    data = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    life.checked(json.loads(data))
    picture = drawn(space, letters=False)
    files = {
        "README.txt": _said("readme.txt", {"with_plan": with_plan, "locked": locked}),
        life.DATA: data.encode(),
        "schema.json": json.dumps(life.json_schema(), indent=1).encode(),
        "columns.csv": life.dictionary(),
        **{f"tables/{name}": sheet for name, sheet in life.sheets(held).items()},
        "map.svg": picture.encode(),
        "map.png": png(picture),
        **{_file_of(row): b64decode(row["data"]) for row in _kept_pictures(held)},
        **others.files(space),
        "writings.md": _said(
            "writings.md",
            {
                "pieces": prose.pieces(held),
                "people": prose.about_people(held),
                "runs": rooms.runs(space),
                "boundaries": rooms.boundaries(space),
                "pictures": [
                    (_file_of(row), prose.quoted(row["alt"])) for row in _kept_pictures(held)
                ],
            },
        ),
    }
    rows = {name: len(rows) for name, rows in held.items()}
    return Export(files, rows, with_plan, locked)


def zipped(files: dict[str, bytes]) -> bytes:
    """Return the files as one zip, which tells of no day and no machine."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = ZipInfo(name)  # its time is the first that a zip can say
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def _kept_pictures(held: dict[str, list[life.Row]]) -> list[life.Row]:
    return [row for row in held["pictures"] if row["deleted_at"] is None]


def _file_of(row: life.Row) -> str:
    return f"pictures/{row['uid']}.{ENDINGS[row['form']]}"


def _said(template: str, context: dict[str, Any]) -> bytes:
    return render_to_string(f"keep/export/{template}", context).strip().encode() + b"\n"
