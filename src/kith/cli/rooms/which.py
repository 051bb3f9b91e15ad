"""Which boundary is meant: chosen by a number, so that no word of it stands on a command line."""

from kith.cli.rooms.asking import HeldError, Room, chosen
from kith.tongues import gettext as _
from kith.web.boundaries import standing
from kith.web.boundaries.models import Boundary


def boundary_chosen(room: Room) -> Boundary:
    """Ask which boundary it is about; end where there is none, or none is chosen."""
    rows = [one.boundary for one in standing.all_of(room.space) if not one.retired]
    if not rows:
        room.say(_("No boundary is written down yet, and none has to be."))
        room.say(_("To write one down: {command}").format(command="kith boundaries add"))
        raise HeldError
    found = chosen(room, _("Which boundary is it about?"), [(one.said, one) for one in rows])
    if found is None:
        raise HeldError
    return found
