"""Emergency numbers and helplines as lines of a terminal."""

from collections.abc import Iterable

from kith.safety.helplines import Help, Line
from kith.tongues import gettext as _


def page(found: Help) -> list[str]:
    """Return everything that is known for a country."""
    rows = [found.country.name if found.country else _("Your country is not in the list.")]
    lines = (*found.lines, *(line for line in found.everywhere if line not in found.lines))
    return rows + numbers(found, lines) + advice(found)


def numbers(found: Help, lines: Iterable[Line]) -> list[str]:
    """Return the emergency numbers and these lines, with what is to be known before a call.

    A number that nobody checked within twelve months says so with its source (R14); after lines
    about violence it is said that a call may leave a trace (R16).
    """
    shown = list(lines)
    rows = [f"  {_way(one.dial, one.sms_to)}  {one.what}" for one in found.emergency]
    rows += [row for line in shown for row in _told(line)]
    if any(line.leaves_trace for line in shown):
        rows.append(_("Your call log or bill may show a call. A safer phone may help."))
    return rows


def what_is_read() -> str:
    """Say, in another language than English, in which words that ask for help are noticed."""
    return _(
        "Kith notices words that ask for help in English. In Spanish it notices plain words only "
        "and misses more. Whom to call is always there: kith safety helplines"
    )


def advice(found: Help) -> list[str]:
    """Return what holds in every country."""
    return ["", found.emergency_advice, "https://findahelpline.com", found.someone]


def _told(line: Line) -> list[str]:
    rows = [f"  {_way(line.dial, line.sms_to, line.sms_body, line.chat)}  {line.name}"]
    if about := " ".join(filter(None, (line.hours and f"{line.hours}.", line.note))):
        rows.append(f"      {about}")
    if line.check_this_number:
        rows.append("      " + _("Check this number: {source}").format(source=line.source))
    return rows


def _way(
    dial: str | None, sms_to: str | None, body: str | None = None, chat: str | None = None
) -> str:
    text = _("text {body} to {number}").format(body=body, number=sms_to) if body else None
    text = text or (_("text {number}").format(number=sms_to) if sms_to else None)
    return " · ".join(filter(None, (dial, text, chat)))
