"""Help in the terminal, after words that sound like a hard moment: a line, or whom to call first."""

from typing import TYPE_CHECKING

from kith.cli.numbers import advice, numbers
from kith.safety import helplines
from kith.tongues import gettext as _

if TYPE_CHECKING:
    from kith.web.today.care import Offer


def lines_of(offer: "Offer") -> list[str]:
    """Return what an offer of help says, line by line; nothing where nothing is offered.

    Where it is urgent, whom to call in an emergency stands before every other line, also where no
    country is chosen and no number can be named.
    """
    from django.utils import timezone

    from kith.web.shell.helping import country
    from kith.web.today import care

    if offer.level < care.QUIET_LINE:
        return []
    if offer.level == care.QUIET_LINE:
        return [quiet(violence=offer.kind == care.DANGER)]
    found = helplines.lines_for(country(), timezone.localdate())
    shown = numbers(found, care.lines(offer.kind, found))
    heading = _("You do not have to carry this alone. You could talk to somebody now:")
    if offer.level < care.FULL_PAGE:
        return [heading, *shown, *advice(found)]
    at_first = _("Your safety comes first.") if offer.kind == care.DANGER else heading
    rest = [line for line in advice(found) if line != found.emergency_advice]
    return [found.emergency_advice, at_first, *shown, *rest]


def quiet(*, violence: bool) -> str:
    """Return the quiet line."""
    if violence:
        return _(
            "If you do not feel safe, there are people who know about this: kith --help shows where."
        )
    return _("If this is a hard moment, there are people to talk to: kith --help shows where.")
