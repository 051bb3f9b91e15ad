"""The quiet picture of one boundary: when it held, when it was crossed, when it was told or changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kith.plots import Event, UpkeepWords, upkeep
from kith.plots.ticks import Grain
from kith.web.boundaries.codes import What
from kith.web.boundaries.standing import Standing
from kith.web.boundaries.words import state

WIDE, SLIM = 600.0, 300.0
FEWEST = 2  # marks, from which on a picture says more than its table
_DOTTED = (What.TOLD, What.RENEGOTIATED)
_DATES = {"day": "j M", "month": "M", "month_year": "M Y", "year": "Y"}


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture, drawn twice; the page's CSS shows one."""

    wide: SafeString
    slim: SafeString


def picture_of(stands: Standing, now: datetime) -> Picture | None:
    """Draw what happened since the first of it; None where there is too little to draw."""
    held, crossed = _times(stands, What.HELD), _times(stands, What.CROSSED)
    if len(held) + len(crossed) < FEWEST:
        return None
    events = [
        Event(timezone.localtime(event.at), state(event.what))
        for event in stands.events
        if event.what in _DOTTED
    ]
    first = min(timezone.localtime(event.at) for event in stands.events)
    said = UpkeepWords(
        title=_("How it went"),
        description=_("One row for when it held, one for when it was crossed."),
        held=state(What.HELD),
        crossed=state(What.CROSSED),
        held_said=ngettext("held %(n)d time", "held %(n)d times", len(held)) % {"n": len(held)},
        crossed_said=ngettext("crossed %(n)d time", "crossed %(n)d times", len(crossed))
        % {"n": len(crossed)},
        date=_date,
    )

    def drawn(width: float, key: str) -> SafeString:
        made = upkeep(
            held,
            crossed,
            first=first,
            last=timezone.localtime(now),
            events=events,
            words=said,
            width=width,
            key=f"upkeep-{key}",
        )
        # kith.plots escapes every word that it is given; what it returns is markup of our own.
        return mark_safe(made)  # noqa: S308

    return Picture(drawn(WIDE, "wide"), drawn(SLIM, "slim"))


def _times(stands: Standing, what: What) -> Sequence[datetime]:
    return [timezone.localtime(event.at) for event in stands.events if event.what == what]


def _date(at: datetime, grain: Grain) -> str:
    return date_format(at, _DATES[grain])
