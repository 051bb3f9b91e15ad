"""Emergency numbers and helplines by country, from `helplines.toml`; never fails, never empty.

The page that shows these must work when nothing else does: before a passphrase, with no network,
with a damaged installation. So this module uses the standard library only, loads the data when
first asked, and falls back to sentences kept here in code. Numbers are printed as the file has
them. The country comes from the person, never from a network address.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from kith.tongues import each_tongue, marked, said, table

DATA = Path(__file__).with_name("helplines.toml")
PURPOSES = frozenset({"crisis", "abuse", "own_behaviour", "children", "other"})
FRESH_DAYS = 365

_PLACE = "safety/helplines"
# Kept in code on purpose: shown even when every file around this one is missing.
EMERGENCY_ADVICE = marked(
    "safety/helplines",
    "If you are in danger now, call your local emergency number. "
    "112 works on mobile phones in most countries; 911 in North America; 999 in the UK.",
)
SOMEONE = marked(
    "safety/helplines", "You could also tell someone you trust, and ask them to stay with you."
)

_DIAL = re.compile(r"[0-9](?:[0-9 \-]{0,22}[0-9])?", re.ASCII)
_WEB = re.compile(r"https://[a-z0-9.\-]+(?:/[A-Za-z0-9_./\-]*)?", re.ASCII)


class Number(NamedTuple):
    """An emergency number, to dial or to text; `what` says for which emergency."""

    dial: str | None
    sms_to: str | None
    what: str


class Line(NamedTuple):
    """One service and the ways to reach it.

    `abuse` lines set `leaves_trace`: the page then says that a call log or bill may show the
    call (R16). `check_this_number` is true when nobody has checked the number at its source
    within twelve months (R14).
    """

    name: str
    what_for: tuple[str, ...]
    dial: str | None = None
    sms_to: str | None = None
    sms_body: str | None = None
    chat: str | None = None
    hours: str = ""
    languages: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    verified_at: date | None = None
    check_this_number: bool = True

    @property
    def leaves_trace(self) -> bool:
        """Whether the page should say that the call may show in a call log or on a bill."""
        return "abuse" in self.what_for


class Country(NamedTuple):
    """A country that a person can choose."""

    code: str
    name: str


class Help(NamedTuple):
    """What to show on a help page.

    `country` is None where it is unknown. `lines` is never empty, and `emergency_advice` and
    `someone` always hold a sentence. `complete` is false when only the minimum could be given.
    """

    country: Country | None
    emergency: tuple[Number, ...]
    lines: tuple[Line, ...]
    everywhere: tuple[Line, ...]
    emergency_advice: str = EMERGENCY_ADVICE
    someone: str = SOMEONE
    complete: bool = True

    def lines_of(self, *purposes: str) -> tuple[Line, ...]:
        """Give the lines for any of these purposes ("crisis", "abuse", …), in order."""
        return tuple(line for line in self.lines if set(line.what_for) & set(purposes))


_FIND = Line(
    name="Find A Helpline",
    what_for=("crisis", "abuse", "children", "other"),
    chat="https://findahelpline.com",
    note=marked("safety/helplines", "Lists helplines in most countries."),
    source="https://findahelpline.com",
)
MINIMUM = Help(country=None, emergency=(), lines=(_FIND,), everywhere=(_FIND,), complete=False)


def dialled(number: str) -> str:
    """Give the digits of a number, for a `tel:` or `sms:` link; print the number itself."""
    return re.sub(r"[^0-9]", "", number)


def countries(*, path: Path = DATA) -> tuple[Country, ...]:
    """Give the countries that have numbers of their own, by name; empty without a readable file."""
    return tuple(sorted((known[0] for known in _load(path)[0].values()), key=lambda c: c.name))


def lines_for(code: str | None, today: date | None = None, *, path: Path = DATA) -> Help:
    """Give the numbers for a country code; for any other value, and in any trouble, the minimum.

    Without `today` nothing counts as freshly checked.
    """
    found, everywhere = _load(path)
    if not everywhere:
        everywhere = (_FIND._replace(note=said(_PLACE, _FIND.note, "door")),)
    everywhere = _dated(everywhere, today)
    row = found.get(code.strip().upper()) if isinstance(code, str) else None
    if row is None:
        return _in_words(MINIMUM._replace(lines=everywhere, everywhere=everywhere))
    country, emergency, lines = row
    own = _dated(lines, today)
    return _in_words(Help(country, emergency, own or everywhere, everywhere, complete=bool(own)))


def _in_words(found: Help) -> Help:
    """Return it with what is kept in code in the language that is spoken now."""
    advice, someone = (said(_PLACE, text, "door") for text in (EMERGENCY_ADVICE, SOMEONE))
    return found._replace(emergency_advice=advice, someone=someone)


_Loaded = tuple[dict[str, tuple[Country, tuple[Number, ...], tuple[Line, ...]]], tuple[Line, ...]]


@each_tongue
def _load(path: Path) -> _Loaded:
    """Read what can be read; a damaged row is left out, a damaged file gives nothing."""
    try:
        raw = table(path)
    except (OSError, ValueError, RecursionError, ImportError):
        return {}, ()
    found = {}
    for row in _rows(raw.get("country")):
        code, name = row.get("code"), row.get("name")
        if not (_text(code) and _text(name)):
            continue
        numbers = tuple(filter(None, map(_number, _rows(row.get("emergency")))))
        lines = tuple(filter(None, map(_line, _rows(row.get("line")))))
        found[str(code).upper()] = (Country(str(code).upper(), str(name)), numbers, lines)
    return found, tuple(filter(None, map(_line, _rows(raw.get("everywhere")))))


def _rows(value: object) -> list[dict[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _dial(value: object) -> str | None:
    text = _text(value)
    return text if _DIAL.fullmatch(text) else None


def _number(row: Mapping[str, object]) -> Number | None:
    dial, sms_to = _dial(row.get("dial")), _dial(row.get("sms_to"))
    return Number(dial, sms_to, _text(row.get("what"))) if dial or sms_to else None


def _line(row: Mapping[str, object]) -> Line | None:
    """Give a line when it has a name and at least one sound way to reach it."""
    dial, sms_to = _dial(row.get("dial")), _dial(row.get("sms_to"))
    web = _text(row.get("chat"))
    chat = web if _WEB.fullmatch(web) else None
    name = _text(row.get("name"))
    if not name or not (dial or sms_to or chat):
        return None
    checked = row.get("verified_at")
    return Line(
        name=name,
        what_for=tuple(use for use in _words(row.get("for")) if use in PURPOSES) or ("other",),
        dial=dial,
        sms_to=sms_to,
        sms_body=_text(row.get("sms_body")) or None,
        chat=chat,
        hours=_text(row.get("hours")),
        languages=_words(row.get("languages")),
        note=_text(row.get("note")),
        source=_text(row.get("source")),
        verified_at=checked if type(checked) is date else None,
    )


def _words(value: object) -> tuple[str, ...]:
    return tuple(filter(None, map(_text, value))) if isinstance(value, list) else ()


def _dated(lines: Iterable[Line], today: date | None) -> tuple[Line, ...]:
    return tuple(line._replace(check_this_number=_is_old(line, today)) for line in lines)


def _is_old(line: Line, today: date | None) -> bool:
    if not (line.dial or line.sms_to):
        return False  # a web address is no number to check
    if line.verified_at is None or today is None:
        return True
    return not 0 <= (today - line.verified_at).days <= FRESH_DAYS
