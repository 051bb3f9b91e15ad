"""Ask for somebody on the map by name, in a terminal; and whether to go on before the private questions."""

from typing import TYPE_CHECKING

from kith.cli.asking import is_yes
from kith.cli.terminal import Terminal
from kith.tongues import gettext as _

if TYPE_CHECKING:
    from kith.web.people.models import Person


def somebody(on: Terminal) -> "Person | None":
    """Return who bears the name that is typed; None where it is left open."""
    from kith.cli import offering
    from kith.web.shell.space import the_space
    from kith.web.today import care
    from kith.web.today.company import named

    while typed := on.line(_("A name, or Enter to leave it open > ")):
        bearers = named(the_space(), [typed])[typed]
        if len(bearers) == 1:
            return bearers[0]
        for line in offering.lines_of(care.offer_for(the_space(), (), names=[typed])):
            on.say(line)
        on.say(
            _(
                "Nobody, or more than one, on your map is called so. You could write another name, or press Enter and go on without one."
            )
        )
    return None


def goes_on(on: Terminal) -> bool:
    """Say that private questions about a tie can be met first; anything but a yes ends here."""
    asks = _(
        "A few private questions about this tie can be met in the browser first. They help Kith "
        "leave out what could make things harder. Go on without them? (yes, or Enter for no) "
    )
    return is_yes(on.line(asks))
