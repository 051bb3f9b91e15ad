"""Help now: numbers first, then words. Built from `kith.safety.helplines`, which never fails."""

from datetime import date
from urllib.parse import quote, urlencode

from kith.safety.helplines import Help, Line, Number, countries, dialled, lines_for
from kith.web.door.pages import NONE, Safe, fill, joined, languages, plan_link

VIOLENCE_FIRST = "2"  # in addresses; a bare number, so that no history tells what it is about
ORDERS = frozenset({VIOLENCE_FIRST})


def main(
    country: str | None,
    home: str,
    *,
    remembered: bool,
    plan: str = "",
    order: str = "",
    today: date | None = None,
) -> Safe:
    """Return the inside of the page for a country code, or for no country."""
    found = lines_for(country, today or date.today())  # noqa: DTZ011 (the reader's own day)
    shown = None if found.country is None else found.country.code
    options = [
        fill("help_option", code=one.code, name=one.name, selected=_selected(one.code == shown))
        for one in countries()
    ]
    first, second = _ordered(found, order)
    kept = fill("help_order", order=order) if order in ORDERS else NONE
    return fill(
        "help",
        emergency=emergency(found),
        first=first,
        someone=found.someone,
        plan=plan_link(plan),
        second=second,
        own_behaviour=_group("help_own", found.lines_of("own_behaviour")),
        others=_group("help_others", _only_others(found)),
        everywhere=_group("help_everywhere", found.everywhere if found.country else ()),
        options=joined(options),
        order=kept,
        remember=NONE if remembered or found.country is None else _remember(found, kept),
        home=home,
        languages=languages(_here(country, order)),
    )


# Which lines stand first on each page.
_FIRST = {
    "someone": ("crisis", "abuse"),
    "own": ("own_behaviour",),
    "after": ("crisis",),
    "ways": ("abuse",),
}

_TRACED = frozenset({"someone", "own", "ways"})  # who reads these pages may share a phone or a bill


def about(what: str, country: str | None, home: str, *, today: date | None = None) -> Safe:
    """Return the inside of the page for one situation (a name of `_FIRST`); KeyError otherwise."""
    found = lines_for(country, today or date.today())  # noqa: DTZ011 (the reader's own day)
    theirs = found.lines_of(*_FIRST[what])
    who = {"who": fill("help_own_people" if theirs else "help_own_pages")} if what == "own" else {}
    return fill(
        f"help_about_{what}",
        emergency=emergency(found),
        lines=listed(theirs or found.everywhere, always_traced=what in _TRACED),
        choose=NONE if found.country else fill("help_choose"),
        someone=found.someone,
        home=home,
        **who,
    )


def _here(country: str | None, order: str) -> str:
    """Return the address of this page with what was asked for, so that a choice leads back to it."""
    asked = [("country", country or ""), ("order", order if order in ORDERS else "")]
    said = urlencode([(name, value) for name, value in asked if value])
    return f"/help/?{said}" if said else "/help/"


def _selected(chosen: bool) -> Safe:
    return Safe(" selected") if chosen else NONE


def _ordered(found: Help, order: str) -> tuple[Safe, Safe]:
    """Return which lines stand before the sentence about someone trusted, and which after it."""
    abuse = _group("help_abuse", found.lines_of("abuse"))
    if order in ORDERS and abuse:
        return abuse, _group("help_crisis", found.lines_of("crisis"))
    return listed(found.lines_of("crisis") or found.lines), abuse


def _remember(found: Help, order: Safe) -> Safe:
    assert found.country is not None  # noqa: S101 (asked by the caller)
    return fill("remember", country=found.country.code, name=found.country.name, order=order)


def emergency(found: Help) -> Safe:
    """Return whom to call in danger now, or what holds in any country."""
    if not found.emergency:
        return fill("help_advice", advice=found.emergency_advice)
    return fill("help_emergency", numbers=joined([_number(one) for one in found.emergency]))


def _number(number: Number) -> Safe:
    if number.dial:
        return fill("help_number", dial=number.dial, to=dialled(number.dial), what=number.what)
    to = number.sms_to or ""
    return fill("help_number_text", sms=to, to=dialled(to), what=number.what)


def _only_others(found: Help) -> tuple[Line, ...]:
    told = {"crisis", "abuse", "own_behaviour"}
    return tuple(
        line for line in found.lines_of("children", "other") if not told & {*line.what_for}
    )


def _group(name: str, lines: tuple[Line, ...]) -> Safe:
    return fill(name, lines=listed(lines)) if lines else NONE


def listed(lines: tuple[Line, ...], *, always_traced: bool = False) -> Safe:
    """Return lines of help, each as its data has it; every page that shows one uses this.

    Where one of them is about violence, what a call or a visit may leave behind is said too (R16):
    above numbers, below a list of web addresses alone, which many have no number before (R11). With
    `always_traced` it is said of lines about anything, once.
    """
    whole = fill("help_lines", lines=joined([_line(line) for line in lines]))
    traced = [line for line in lines if line.leaves_trace or always_traced]
    if not traced:
        return whole
    trace = fill("help_trace")
    numbered = any(line.dial or line.sms_to for line in traced)
    return joined([trace, whole] if numbered else [whole, trace])


def _line(line: Line) -> Safe:
    ways = []
    if line.dial:
        ways.append(fill("help_call", dial=line.dial, to=dialled(line.dial)))
    if line.sms_to and line.sms_body:
        body = quote(line.sms_body)
        ways.append(
            fill(
                "help_text_word",
                sms=line.sms_to,
                to=dialled(line.sms_to),
                word=line.sms_body,
                body=body,
            )
        )
    elif line.sms_to:
        ways.append(fill("help_text", sms=line.sms_to, to=dialled(line.sms_to)))
    if line.chat:
        ways.append(fill("help_chat", address=line.chat, shown=line.chat.removeprefix("https://")))
    told = " · ".join(filter(None, [line.hours, ", ".join(line.languages), line.note]))
    about = fill("help_about", about=told) if told else NONE
    check = fill("help_check") if line.check_this_number else NONE
    return fill("help_line", name=line.name, ways=joined(ways), about=about, check=check)
