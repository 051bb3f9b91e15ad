"""What a person logged lately, as yes or no. A room can add a signal of its own.

A signal reads dates, numbers and ticks, never a word that was written. A contact with a tie that
is set to care gives none: nothing is to be practised on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from statistics import fmean
from typing import Any

from kith.web.people import care
from kith.web.practise import course, creating, doors, telling
from kith.web.practise.intentions import intentions_of
from kith.web.practise.models import Run
from kith.web.shell.models import Space
from kith.web.shell.space import zone_of
from kith.web.today.models import CheckIn, Contact

# practices whose intentions are words for somebody; those of others are about what one does
TO_SAY = ("before_i_speak", "ladder_of_inference", "other_shoes")
HEAVY, FEWEST = -0.25, 3  # a mean mood of −1..1, and of how many days
DRAINING = -2
TO_HAVE_IT = frozenset({"talk", "smaller"})  # what plan_a_talk ends with
AHEAD = timedelta(days=90)  # for so long the day of a plan is looked at
DAY = timedelta(days=1)
HALF_A_DAY = timedelta(hours=12)
WEEK, THREE_DAYS, TWO_DAYS = timedelta(days=7), timedelta(days=3), timedelta(days=2)


@dataclass(frozen=True)
class Lately:
    """What was logged until now; each part is asked for once, and only where a signal wants it."""

    space: Space
    now: datetime

    @cached_property
    def moods(self) -> list[float]:
        """Return the mood of each day of the last week that has one, −1..1: the mean of its check-ins."""
        rows = CheckIn.objects.filter(
            space=self.space, deleted_at=None, at__gt=self.now - WEEK, at__lte=self.now
        )
        zone = zone_of(self.space)
        days: defaultdict[date, list[float]] = defaultdict(list)
        for at, mood in rows.values_list("at", "valence"):
            if mood is not None:
                days[at.astimezone(zone).date()].append(mood)
        return [fmean(moods) for moods in days.values()]

    @cached_property
    def contacts(self) -> list[tuple[datetime, bool, int | None]]:
        """Return time, boundary and feeling of the last contacts, none with a guarded tie in it."""
        rows = Contact.objects.filter(
            space=self.space, deleted_at=None, at__gt=self.now - THREE_DAYS, at__lte=self.now
        )
        told = list(rows.values_list("pk", "at", "boundary", "felt", "people"))
        guarded = care.guarded_in(self.space) if told else frozenset()
        left_out = {pk for pk, *_, person in told if person in guarded}
        return [(at, boundary, felt) for pk, at, boundary, felt, _ in told if pk not in left_out]

    @cached_property
    def talk_ahead(self) -> bool:
        """Whether something is kept to be said to somebody, and was not looked back on."""
        rows = intentions_of(self.space).filter(
            closed_at=None, at__gt=self.now - WEEK, at__lte=self.now, looks=[]
        )
        kept = {(one.person_id, one.act) for one in rows.exclude(person=None)}
        people = (
            {who for who, act in _to_say(self.space, self.now) if (who, act) in kept}
            if kept
            else ()
        )
        return bool(people) and not care.guarded_in(self.space).issuperset(people)

    @cached_property
    def talk_soon(self) -> bool:
        """Whether a talk that is to be had was planned within the last day, or its day is near."""
        return any(
            values.get("now") in TO_HAVE_IT
            and (ended > self.now - DAY if day is None else timedelta(0) <= day - self.today <= DAY)
            for ended, day, values in self._plans
        )

    @cached_property
    def talk_planned(self) -> bool:
        """Whether the day of a planned talk is over, or it was planned a day ago or more without one."""
        return any(
            self.now - WEEK < ended <= self.now - DAY
            if day is None
            else timedelta(0) < self.today - day <= WEEK
            for ended, day, _ in self._plans
        )

    @cached_property
    def today(self) -> date:
        """Return which day it is where the person is."""
        return self.now.astimezone(zone_of(self.space)).date()

    @cached_property
    def wrote_it_out(self) -> bool:
        """Whether something was written out half a day to two days ago."""
        runs = doors.runs_of(self.space).filter(practice="write_it_out")
        spans = {"ended_at__gt": self.now - TWO_DAYS, "ended_at__lte": self.now - HALF_A_DAY}
        return runs.filter(**spans).exists()

    @cached_property
    def _plans(self) -> list[tuple[datetime, date | None, dict[str, Any]]]:
        """The talks that `planned` finds, each with its end, its day and its answers."""
        found = planned(self.space, self.now)
        return [(run.ended_at, day, values) for run, day, values in found if run.ended_at]


def planned(space: Space, now: datetime) -> list[tuple[Run, date | None, dict[str, Any]]]:
    """Return the talks planned lately that nobody looked back on, none with a guarded tie.

    Each comes with the day that was chosen for it, where one was, and with its answers.
    """
    runs = doors.runs_of(space).filter(ended_at__gt=now - AHEAD)
    plans = runs.filter(practice="plan_a_talk", ended_at__lte=now)
    later = list(runs.filter(practice="after_a_talk").values_list("person", "at"))
    found = [
        plan
        for plan in plans.prefetch_related("answers")
        if all(person != plan.person_id or at < plan.at for person, at in later)
        and not doors.is_guarded(plan.person)
        and not plan.guarded
    ]
    told = [(plan, course.values_of(plan)) for plan in found]
    return [(plan, _day_of(values), values) for plan, values in told]


def _to_say(space: Space, now: datetime) -> Iterator[tuple[int | None, str]]:
    """Yield what runs gave as words for somebody, as the act of an intention, with whom it is."""
    runs = doors.runs_of(space).filter(practice__in=TO_SAY, ended_at__gt=now - AHEAD)
    for found in telling.standings(space, runs):
        one, path = found.practice, found.path
        if one is None or path is None:
            continue
        for wanted in (w for w in one.end.creates if w.kind == "intention"):
            texts = creating.texts_of(found.run, wanted, one, path.values)
            yield found.run.person_id, texts.get("act", "")


def _day_of(values: dict[str, Any]) -> date | None:
    with suppress(TypeError, ValueError):
        return date.fromisoformat(values["day"]) if values.get("day") else None
    return None


Signal = Callable[[Lately], bool]
_SIGNALS: dict[str, Signal] = {}


def register(name: str, signal: Signal) -> None:
    """Let rules name a signal; called once, where the room is set up."""
    _SIGNALS[name] = signal


def holds(name: str, lately: Lately) -> bool:
    """Say whether a signal holds now; one that nobody registered does not."""
    return name in _SIGNALS and _SIGNALS[name](lately)


def names() -> frozenset[str]:
    """Return the names of all signals."""
    return frozenset(_SIGNALS)


def _heavy_week(lately: Lately) -> bool:
    return len(lately.moods) >= FEWEST and fmean(lately.moods) <= HEAVY


def _boundary(lately: Lately) -> bool:
    return any(boundary for _, boundary, _ in lately.contacts)


def _draining(lately: Lately) -> bool:
    since = lately.now - TWO_DAYS
    return any(
        felt is not None and felt <= DRAINING and at > since for at, _, felt in lately.contacts
    )


register("heavy_week", _heavy_week)
register("boundary", _boundary)
register("draining_contact", _draining)
register("talk_ahead", lambda lately: lately.talk_ahead)
register("wrote_it_out", lambda lately: lately.wrote_it_out)
register("talk_soon", lambda lately: lately.talk_soon)
register("talk_planned", lambda lately: lately.talk_planned)
