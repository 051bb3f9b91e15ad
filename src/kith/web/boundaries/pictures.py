"""The quiet picture of one boundary: when it held, when it was crossed, when it was told or changed."""

from collections.abc import Callable, Sequence
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
        date=date_said,
    )

    def drawn(width: float, key: str) -> str:
        return upkeep(
            held,
            crossed,
            first=first,
            last=timezone.localtime(now),
            events=events,
            words=said,
            width=width,
            key=f"upkeep-{key}",
        )

    return drawn_twice(drawn)


def drawn_twice(draw: Callable[[float, str], str]) -> Picture:
    """Draw a picture of `kith.plots` for a wide page and for a phone, each with a key of its own."""
    # kith.plots escapes every word that it is given; what it returns is markup of our own.
    wide, slim = (mark_safe(draw(*one)) for one in ((WIDE, "wide"), (SLIM, "slim")))  # noqa: S308
    return Picture(wide, slim)


def _times(stands: Standing, what: What) -> Sequence[datetime]:
    return [timezone.localtime(event.at) for event in stands.events if event.what == what]


def date_said(at: datetime, grain: Grain) -> str:
    """Say a date under a picture, as finely as its line of time asks for."""
    return date_format(at, _DATES[grain])
