"""What a person logged lately, as yes or no. A room can add a signal of its own.

A signal reads dates, numbers and ticks, never a word that was written. A contact with a tie that
is set to care gives none: nothing is to be practised on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from statistics import fmean

from kith.web.people import care
from kith.web.practise import course, doors
from kith.web.practise.intentions import intentions_of
from kith.web.practise.models import Run
from kith.web.shell.models import Space
from kith.web.today.models import CheckIn, Contact

HEAVY, FEWEST = -0.25, 3  # a mean mood of −1..1, and of how many check-ins
DRAINING = -2
TO_HAVE_IT = frozenset({"talk", "smaller"})  # what plan_a_talk ends with
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
        """Return the moods of the last week, −1..1."""
        rows = CheckIn.objects.filter(
            space=self.space, deleted_at=None, at__gt=self.now - WEEK, at__lte=self.now
        )
        return [mood for mood in rows.values_list("valence", flat=True) if mood is not None]

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
        people = [one.person_id for one in rows.exclude(person=None)]
        return bool(people) and not care.guarded_in(self.space).issuperset(people)

    @cached_property
    def talk_soon(self) -> bool:
        """Whether a talk was planned within the last day, to have it, and was not looked back on."""
        return any(
            ended > self.now - DAY and course.values_of(plan).get("now") in TO_HAVE_IT
            for ended, plan in self._plans
        )

    @cached_property
    def talk_planned(self) -> bool:
        """Whether a talk was planned a day or more ago, and not looked back on since."""
        return any(ended <= self.now - DAY for ended, _ in self._plans)

    @cached_property
    def wrote_it_out(self) -> bool:
        """Whether something was written out half a day to two days ago."""
        runs = doors.runs_of(self.space).filter(practice="write_it_out")
        spans = {"ended_at__gt": self.now - TWO_DAYS, "ended_at__lte": self.now - HALF_A_DAY}
        return runs.filter(**spans).exists()

    @cached_property
    def _plans(self) -> list[tuple[datetime, Run]]:
        """The talks planned this week that nobody looked back on, none with a guarded tie."""
        runs = doors.runs_of(self.space).filter(ended_at__gt=self.now - WEEK)
        plans = runs.filter(practice="plan_a_talk", ended_at__lte=self.now)
        later = list(runs.filter(practice="after_a_talk").values_list("person", "at"))
        return [
            (plan.ended_at, plan)
            for plan in plans.prefetch_related("answers")
            if plan.ended_at
            and all(person != plan.person_id or at < plan.at for person, at in later)
            and not doors.is_guarded(plan.person)
        ]


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
