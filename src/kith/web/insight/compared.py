"""How an effect changed between two dates of one's own, or around something that happened.

Told from the joint paths that are kept beside the last answer; no new fit is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kith.plots import Event
from kith.web.insight import words
from kith.web.insight.models import Fit
from kith.web.insight.moments import moments_of
from kith.web.insight.outcomes import Outcome
from kith.web.insight.told import Answer, Told
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

if TYPE_CHECKING:
    from kith.impact import Between, Stretch

NOON = time(12)
AT_THE_ENDS = timedelta(days=14)
FIFTH = 0.2  # of the outcome's usual ups and downs
RARE, COMMON = 0.05, 0.95
REFUSED = {
    "record_too_short": gettext_lazy("Your record is too short for this: it needs four weeks."),
    "not_identified": gettext_lazy(
        "There is too little time without them to compare with, so no change can be told."
    ),
    "outside_record": gettext_lazy(
        "One of these times lies outside your record, or at its very edge."
    ),
    "spans_overlap": gettext_lazy(
        "These dates are less than four weeks apart. You could choose some that lie further apart."
    ),
    "few_contacts": gettext_lazy(
        "At both times there were fewer than three contacts, too few to say something."
    ),
    "few_contacts_first": gettext_lazy(
        "At the first time there were fewer than three contacts, too few to say something."
    ),
    "few_contacts_second": gettext_lazy(
        "At the second time there were fewer than three contacts, too few to say something."
    ),
    "no_dates": gettext_lazy(
        "Two dates are needed. Nothing was lost; you could choose them below."
    ),
    "not_kept": gettext_lazy(
        "This answer was worked out before Kith kept what this takes. The next one will have it."
    ),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks to compare: two dates, or the number of an event; all may be missing."""

    first: date | None = None
    second: date | None = None
    event: int | None = None

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> "Wish":
        """Read a form; dates the wrong way round are turned."""
        dates = [_date(posted.get(name, "")) for name in ("first", "second")]
        known = sorted(day for day in dates if day is not None)
        event = posted.get("event", "")
        number = int(event) if event.isascii() and event.isdigit() and len(event) < 4 else None
        if len(known) == 2:
            return cls(known[0], known[1], number)
        return cls(dates[0], dates[1], number)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table beside the sentence."""

    name: str
    mean: str
    low: str
    high: str
    contacts: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The form's dates and events, and what came of a wish: sentences and rows."""

    first: date
    second: date
    earliest: date
    latest: date
    events: tuple[tuple[int, str], ...]
    asked: bool = False
    heading: str = ""
    said: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Whose effect on what is looked at, in which answer."""

    space: Space
    fit: Fit
    answer: Answer
    effect: Told
    outcome: Outcome


def compared(case: Case, wish: Wish | None) -> Compared:
    """Return the form for one person, and the answer to a wish where there is one."""
    zone, answer = zone_of(case.space), case.answer
    earliest, latest = (at.astimezone(zone).date() for at in (answer.first, answer.last))
    marks = moments_of(case.space, case.effect.pk, every=True)
    marks = [mark for mark in marks if answer.first < mark.at < answer.last]
    form = Compared(
        first=wish.first if wish and wish.first else min(earliest + AT_THE_ENDS, latest),
        second=wish.second if wish and wish.second else max(latest - AT_THE_ENDS, earliest),
        earliest=earliest,
        latest=latest,
        events=tuple((i, f"{mark.label}, {_day(mark.at, zone)}") for i, mark in enumerate(marks)),
    )
    if wish is None:
        return form
    asked = wish.event is not None and wish.event < len(marks)
    event = marks[wish.event or 0] if asked else None
    return _answered(form, _found(case, wish, event, zone), case, event)


def _found(case: Case, wish: Wish, event: Event | None, zone: tzinfo) -> "Between | str":
    """Return the change, or a code where there is nothing to work with."""
    from kith.impact.between import around, between
    from kith.impact.joint import JointPath

    kept = (case.fit.joint or {}).get(case.effect.person)
    if kept is None:
        return "not_kept"
    path = JointPath.of_kept(kept)
    if event is not None:
        return around(path, case.effect.person, event.at)
    if wish.first is None or wish.second is None:
        return "no_dates"
    first, second = (datetime.combine(d, NOON, zone) for d in (wish.first, wish.second))
    return between(path, case.effect.person, first, second)


def _answered(form: Compared, found: "Between | str", case: Case, event: Event | None) -> Compared:
    if isinstance(found, str) or found.change is None:
        code = found if isinstance(found, str) else str(found.refused)
        return replace(form, asked=True, heading=_("No answer to that"), said=(str(REFUSED[code]),))
    outcome, zone = case.outcome, zone_of(case.space)
    heading, names = _("Then and later"), ("", "")
    if event is not None:
        heading = f"{event.label[:1].upper()}{event.label[1:]}, {_day(event.at, zone)}"
        names = (_("Before"), _("After"))
    stretches = zip(names, (found.first, found.second), strict=True)
    change = found.change
    moved = [words.signed(value, outcome) for value in (change.mean, change.low, change.high)]
    rows = (
        *(_stretch(name, stretch, outcome, zone) for name, stretch in stretches),
        Row(_("Change"), moved[0], moved[1], moved[2]),
    )
    said = _said(found, case.effect, outcome)
    return replace(form, asked=True, heading=heading, said=said, rows=rows)


def _stretch(name: str, stretch: "Stretch", outcome: Outcome, zone: tzinfo) -> Row:
    span = _("%(begin)s to %(end)s") % {
        "begin": _day(stretch.begin, zone),
        "end": _day(stretch.end, zone),
    }
    mean, low, high = (words.signed(value, outcome) for value in stretch.effect or (0.0,) * 3)
    return Row(f"{name}: {span}" if name else span, mean, low, high, str(stretch.contacts))


def _said(found: "Between", effect: Told, outcome: Outcome) -> tuple[str, ...]:
    change = found.change
    if change is None:
        return ()
    said: dict[str, Any] = {"name": effect.name, "it": words.subject(outcome)}
    said |= {"size": words.size(change.mean, outcome)}
    said |= {"between": words.range_of(change.low, change.high, outcome)}
    if found.sure and change.mean > 0:
        first = _(
            "The effect of %(name)s on %(it)s probably moved up, by about %(size)s (%(between)s)."
        )
    elif found.sure:
        first = _(
            "The effect of %(name)s on %(it)s probably moved down, by about %(size)s (%(between)s)."
        )
    else:
        first = _("Whether the effect of %(name)s on %(it)s moved cannot be told: %(between)s.")
    if not effect.spread:
        return (first % said,)
    large = {"much": words.size(FIFTH * effect.spread, outcome), "p": _chance(change.p)}
    second = _("The chance that it moved by more than %(much)s, either way, is %(p)s.") % large
    return first % said, second


def _chance(p: float) -> str:
    if p < RARE:
        return _("less than 1 in 20")
    if p > COMMON:
        return _("more than 19 in 20")
    return _("about %(n)d in 20") % {"n": round(20 * p)}


def _day(at: datetime, zone: tzinfo) -> str:
    return date_format(at.astimezone(zone), "j M Y")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
