"""Pictures of a chat's history, each with the table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith.plots import SidesWords, sides
from kith.plots.ticks import Grain
from kith.talk.history import Dynamics, Month, Value
from kith.tongues import figures
from kith.wording import sentence

WIDE, SLIM = 600.0, 300.0
FEWEST = 2  # months from which on a picture says more than its table
SHOWN = ("messages", "starts", "answers", "open_questions", "appreciation", "support", "repairs", "barriers")  # fmt: skip
_DATES = {"day": "j M", "month": "M", "month_year": "M Y", "year": "Y"}


@dataclass(frozen=True, slots=True)
class Shown:
    """One measure: what it is, both sides in words, its pictures (None: too few months), its rows."""

    name: str
    heading: str
    me: str
    them: str
    wide: SafeString | None
    slim: SafeString | None
    rows: Sequence[tuple[datetime, int, int]]


def shown(found: Dynamics) -> list[Shown]:
    """Return every measure that was counted, in one order for everybody."""
    return [_shown(name, found) for name in SHOWN if name in found.totals]


def in_words(value: Value | None) -> str:
    """Return a figure with its interval."""
    if value is None:
        return _("too few to say")
    said = _number(value.value)
    if value.low is None or value.high is None:
        return said
    ends = {"value": said, "low": _number(value.low), "high": _number(value.high)}
    return _("%(value)s (%(low)s to %(high)s)") % ends


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == int(value) else figures(f"{value:.1f}")


def _shown(name: str, found: Dynamics) -> Shown:
    pair = found.totals[name]
    heading = sentence("chats", "measure", name)
    whole = _every(found.months)
    rows = [(at, *_counts(month, name)) for at, month in whole]
    drawn: list[SafeString | None] = [None, None]
    if len(rows) >= FEWEST:
        drawn = [_drawn(name, heading, rows, width) for width in (WIDE, SLIM)]
    me, them = in_words(pair.me), in_words(pair.them)
    return Shown(
        name, heading, me, them, drawn[0], drawn[1], [row for row in rows if row[1] or row[2]]
    )


def _counts(month: Month | None, name: str) -> tuple[int, int]:
    return (month.counts[name].me, month.counts[name].them) if month else (0, 0)


def _every(months: Sequence[Month]) -> list[tuple[datetime, Month | None]]:
    """Return every month from the first to the last, also those in which nobody wrote."""
    known = {(one.year, one.month): one for one in months}
    if not known:
        return []
    zone = timezone.get_current_timezone()
    (year, month), last = min(known), max(known)
    found = []
    while (year, month) <= last:
        found.append((datetime(year, month, 1, tzinfo=zone), known.get((year, month))))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return found


def _drawn(
    name: str, heading: str, rows: Sequence[tuple[datetime, int, int]], width: float
) -> SafeString:
    said = SidesWords(
        title=heading,
        description=_(
            "One bar a month, above yours, below theirs, on one scale. The table says the same."
        ),
        one=_("You"),
        other=_("The other"),
        date=_date,
    )
    months, mine, theirs = zip(*rows, strict=True)
    made = sides(months, mine, theirs, words=said, width=width, key=f"{name}-{width:.0f}")
    # kith.plots escapes every word that it is given; what it returns is markup of our own.
    return mark_safe(made)  # noqa: S308


def _date(at: datetime, grain: Grain) -> str:
    return date_format(at, _DATES[grain])
