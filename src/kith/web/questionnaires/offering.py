"""A questionnaire on Today: only one that was asked for, at most one, and a "not now" is kept to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from kith import measures
from kith.measures import Measure
from kith.web.questionnaires import doors
from kith.web.questionnaires.models import Response, Schedule
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of

NOT_NOW = timedelta(days=7)
RHYTHMS: dict[int, Any] = {
    14: _("every two weeks"),
    28: _("every four weeks"),
    91: _("every three months"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """One questionnaire that is due by the person's own word."""

    one: Measure
    rhythm: str


def rhythms(one: Measure) -> dict[int, Any]:
    """Return how often a questionnaire may be offered: never sooner than it looks back."""
    return {days: said for days, said in RHYTHMS.items() if days >= one.apart_days}


def schedule_of(space: Space, one: Measure) -> Schedule | None:
    """Return how often a questionnaire is wanted; None where it is not."""
    return Schedule.objects.filter(space=space, measure=one.id).first()


def may_be_suggested(space: Space, name: str) -> bool:
    """Say whether another room may say that there is a questionnaire: until it was used or wanted."""
    used = Response.objects.filter(space=space, measure=name, deleted_at=None).exists()
    wanted = Schedule.objects.filter(space=space, measure=name).exists()
    return name in doors.kept() and not used and not wanted


def want(space: Space, one: Measure, every: int) -> bool:
    """Keep how often it is wanted, 0 for not at all; say whether that could be."""
    if every == 0:
        Schedule.objects.filter(space=space, measure=one.id).delete()
    elif every in rhythms(one):
        said = {"every": every, "not_before": None}
        Schedule.objects.update_or_create(space=space, measure=one.id, defaults=said)
    else:
        return False
    return True


def offered(space: Space, now: datetime) -> Offered | None:
    """Return the questionnaire that is due longest; None where none is wanted now."""
    today = now.astimezone(zone_of(space)).date()
    due = [(day, one.measure, one) for one in _wanted(space) if (day := _due(space, one)) <= today]
    if not due:
        return None
    _day, name, chosen = min(due, key=lambda found: found[:2])
    one = doors.asked_instead(space, measures.measure(name))
    return Offered(one, str(RHYTHMS.get(chosen.every, "")))


def not_now(space: Space, one: Measure, now: datetime) -> None:
    """Offer it no more for a week."""
    today = now.astimezone(zone_of(space)).date()
    names = _same(one)
    Schedule.objects.filter(space=space, measure__in=names).update(not_before=today + NOT_NOW)


def never(space: Space, one: Measure) -> None:
    """Offer it on Today no more, until the person wants it anew."""
    Schedule.objects.filter(space=space, measure__in=_same(one)).delete()


def _same(one: Measure) -> list[str]:
    """Return a questionnaire and those that it stands in for."""
    named = [measures.measure(name) for name in doors.kept()]
    return [one.id, *(each.id for each in named if each.without_self_harm == one.id)]


def _wanted(space: Space) -> list[Schedule]:
    known = {*doors.kept()}
    return [one for one in Schedule.objects.filter(space=space) if one.measure in known]


def _due(space: Space, one: Schedule) -> date:
    """Return the day from which it may be offered."""
    names = {one.measure, doors.asked_instead(space, measures.measure(one.measure)).id}
    answered = Response.objects.filter(space=space, deleted_at=None, measure__in=names)
    last = answered.order_by("-at").values_list("at", flat=True).first()
    free = one.not_before or date.min
    if last is None:
        return free
    return max(free, last.astimezone(zone_of(space)).date() + timedelta(days=one.every))
