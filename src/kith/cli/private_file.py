"""Write a file that only its owner may read, and say so."""

import sys
from collections.abc import Iterable
from pathlib import Path

from kith.machine.syncing import TITLES, synced_by
from kith.machine.writing import write_new
from kith.tongues import gettext as _
from kith.tongues import gettext_noop

TAKEN = gettext_noop(
    "There is something of that name already. It was left as it is. Please choose another name."
)


def kept(target: Path, made: bytes, told: Iterable[str], unharmed: str = "") -> int:
    """Write a new file and say so in these lines; return 0, 2 where its name is taken, 4 where it fails.

    `unharmed` is what to say, after a failure, of what was not changed.
    """
    try:
        write_new(target, made)
    except FileExistsError:
        print(_(TAKEN), file=sys.stderr)
        return 2
    except OSError as error:
        why = error.strerror or _("the disk said no")
        said = (
            _("The file could not be written: {why}.").format(why=why),
            unharmed,
            _("You could choose another place."),
        )
        print(*filter(None, said), file=sys.stderr)
        return 4
    for line in told:
        print(line)
    warn_of_copies(target.absolute().parent)
    return 0


def warn_of_copies(folder: Path) -> None:
    """Say so where a program seems to copy a folder to the network."""
    if service := synced_by(folder.absolute()):
        name = TITLES.get(service, service)
        print(
            _(
                "{name} seems to copy that folder, so the files may leave this device. "
                "You could move them to a folder that stays here."
            ).format(name=name),
            file=sys.stderr,
        )
