"""The plan on one page of paper, as a PDF or for the browser to print."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith.plots.sheet import Box, Sheet
from kith.safety import helplines
from kith.safety.helplines import Help, Line, Number
from kith.web.plan import steps
from kith.web.plan.telling import Told

MOST_CALLS = 3  # lines under the emergency number
FIRST = "night"  # on paper: what to tell oneself first


def sheet(plan: Sequence[Told], country: str | None, today: date) -> Sheet:
    """Return the page: whom to call first, how to use it, the six steps, the reasons."""
    shown = [told for told in plan if told.part.code != steps.REVIEW]
    shown.sort(key=lambda told: told.part.code != FIRST)
    return Sheet(
        title=_("My plan"),
        made=_("Printed on %(day)s") % {"day": date_format(today, "j F Y")},
        calls=calls(helplines.lines_for(country, today)),
        boxes=tuple(
            Box(str(told.part.number or ""), told.part.title, told.lines) for told in shown
        ),
        foot=_("The order helps, but you can start anywhere, and go to step 5 at any time."),
    )


def calls(found: Help) -> tuple[str, ...]:
    """Return in words whom to call or write to, the emergency number first."""
    first = [_("In danger now: %(ways)s.") % {"ways": _("; ").join(map(_number, found.emergency))}]
    lines = [_way(line) for line in found.lines_of("crisis")[:MOST_CALLS]]
    return (*(first if found.emergency else [found.emergency_advice]), *lines)


def _number(number: Number) -> str:
    way = _("call %(n)s") if number.dial else _("text %(n)s")
    said = way % {"n": number.dial or number.sms_to}
    return _("%(way)s (%(what)s)") % {"way": said, "what": number.what} if number.what else said


def _way(line: Line) -> str:
    ways = []
    if line.dial:
        ways.append(_("call %(n)s") % {"n": line.dial})
    if line.sms_to and line.sms_body:
        ways.append(_("text %(word)s to %(n)s") % {"word": line.sms_body, "n": line.sms_to})
    elif line.sms_to:
        ways.append(_("text %(n)s") % {"n": line.sms_to})
    if line.chat and not ways:
        ways.append(line.chat.removeprefix("https://"))
    said = _("%(name)s: %(ways)s") % {"name": line.name, "ways": _(", or ").join(ways)}
    if line.check_this_number:
        said = _("%(said)s (check this number)") % {"said": said}
    return _("%(said)s. %(note)s") % {"said": said, "note": line.note} if line.note else said
