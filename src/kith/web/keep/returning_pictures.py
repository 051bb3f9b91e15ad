"""Bring pictures back from an export: looked at as new ones are; what is no picture is kept as text."""

from base64 import b64decode
from typing import TYPE_CHECKING, Any

from kith.exchange import life
from kith.pictures import Picture as Cleaned
from kith.pictures import RefusedPicture, cleaned
from kith.web.practise.models import Picture

if TYPE_CHECKING:
    from kith.web.keep.returning import Home

MODELS: dict[str, Any] = {"pictures": Picture}
UIDS = ("pictures",)


def bring(home: "Home") -> None:
    """Bring the pictures that are not here yet, one after another: they are large."""
    from kith.web.keep import returning

    for row in returning.not_here(home, "pictures"):
        if (found := _read(row)) is None:
            home.keep("picture", row)
            continue
        said = {"form": found.form, "width": found.width, "height": found.height}
        returning.write_owned(home, "pictures", [row], [{**said, "data": found.data}])


def _read(row: life.Row) -> Cleaned | None:
    """Return a picture without any note, whoever wrote the file; None where it is none."""
    try:
        return cleaned(b64decode(row["data"]))
    except RefusedPicture:
        return None
