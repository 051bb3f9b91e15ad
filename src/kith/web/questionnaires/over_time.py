"""Totals over time as a picture: dots, a line from three on, a band within which a step may be chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kith import measures
from kith.measures import Measure, Point
from kith.plots.scores import Dot, ScoresWords, scores
from kith.tongues import figures
from kith.web.insight.words import tick
from kith.web.questionnaires.telling import Told

WIDE, SLIM = 540.0, 300.0


@dataclass(frozen=True, slots=True)
class OverTime:
    """The picture for a wide page and for a phone, and whether it has a line and a band."""

    wide: SafeString
    slim: SafeString
    line: bool
    band: bool


def over_time(one: Measure, story: Sequence[Told]) -> OverTime | None:
    """Draw answers, oldest first; None below two totals that may be shown."""
    shown = [told for told in story if told.score and told.score.total is not None]
    if len(shown) < 2:
        return None
    points = [Point(told.row.at, _total(told)) for told in shown]
    line = [(point.at, point.total or 0) for point in measures.trend(one.id, points)]
    first, reliable = _total(shown[0]), one.reliable
    band = (first - reliable.threshold, first + reliable.threshold) if reliable else None
    low, high = one.scoring.low, one.scoring.high
    said = {"name": one.name, "low": f"{low:g}", "high": f"{high:g}"}
    words = ScoresWords(
        title=_("%(name)s over time, from %(low)s to %(high)s") % said,
        description=_("A dot for each time. The list below says the same."),
        line=_("A line through the times that may be compared"),
        band=_("Within this band a step from the first time may be chance"),
        date=tick,
    )
    dots = [Dot(told.row.at, _total(told), _dot(told), told.early) for told in shown]

    def drawn(width: float, key: str) -> SafeString:
        kept = None if band is None else (max(low, band[0]), min(high, band[1]))
        made = scores(
            dots,
            (low, high),
            line=line,
            band=kept,
            words=words,
            width=width,
            key=f"over-time-{key}",
        )
        # kith.plots escapes every word that it is given; what it returns is markup of our own.
        return mark_safe(made)  # noqa: S308

    return OverTime(drawn(WIDE, "wide"), drawn(SLIM, "slim"), bool(line), band is not None)


def _total(told: Told) -> float:
    return 0.0 if told.score is None or told.score.total is None else float(told.score.total)


def _dot(told: Told) -> str:
    said = {"day": date_format(told.row.at, "j F Y"), "total": figures(f"{_total(told):g}")}
    if told.early:
        return _("%(day)s: %(total)s, soon after the time before") % said
    return _("%(day)s: %(total)s") % said
