"""The numbers of an experiment, from the person's own check-ins: what it could find, what it found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from kith.impact import experiments as engine
from kith.impact.experiments import Found, Record
from kith.impact.experiments.analysis import DAYS_BEFORE
from kith.web.experiments.days import DONE, NOT_DONE, Span, days_of
from kith.web.experiments.models import Experiment
from kith.web.experiments.questions import LENGTHS
from kith.web.shell.models import Space
from kith.web.shell.zones import zone_named
from kith.web.today.models import CheckIn

POINTS = (1.0, 2.0)  # differences of which it is told how often they would be found
USUAL_COMPLIANCE = 0.8
FEWEST_ANSWERS = 10  # days of earlier experiments before their share takes the place of that
SEED = 20_180  # the same check-ins give the same numbers


@dataclass(frozen=True, slots=True)
class Could:
    """Of ten tries of one length, how many find a difference of one and of two points."""

    days: int
    one: int
    two: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How often it was done, as far as that was said: on yes days, and on the others."""

    done: int
    yes_days: int
    also: int
    no_days: int
    open: int


def record_of(space: Space, first: date, last: date) -> Record:
    """Return moods in points of 10 by the clock on the wall, from one date up to another one."""
    a_day = timedelta(days=1)
    rows = CheckIn.objects.filter(
        space=space,
        deleted_at=None,
        valence__isnull=False,
        at__gte=_midnight(first - a_day),
        at__lt=_midnight(last + 2 * a_day),
    )
    told = [
        (_wall(at, zone), (valence + 1.0) * 5.0)
        for at, zone, valence in rows.values_list("at", "zone", "valence")
        if valence is not None
    ]
    kept = [(at, y) for at, y in told if first.toordinal() <= at < last.toordinal() + 1]
    columns = np.array(kept, dtype=float).reshape(-1, 2)
    return Record(columns[:, 0], columns[:, 1])


def could_find(space: Space, hour: int, today: date) -> list[Could] | None:
    """Return for each length how often it would find something; None below twenty check-ins."""
    record = record_of(space, today - timedelta(days=DAYS_BEFORE), today)
    course = engine.course_of(record)
    if not course.own:
        return None
    usual = engine.usual_days(record.at, last=today.toordinal() - 1)
    if not any(len(day) for day in usual):
        return None
    compliance = _compliance(space)
    found = []
    for days in LENGTHS:
        told = engine.power(
            course,
            usual,
            days=days,
            hour=hour,
            effects=POINTS,
            rng=np.random.default_rng(SEED),
            compliance=compliance,
        )
        one, two = (round(10 * told.of(points)) for points in POINTS)
        found.append(Could(days, one, two))
    return found


def found_of(experiment: Experiment, span: Span) -> Found:
    """Return what an experiment found; asked for when it is over, and not before."""
    record = _its_record(experiment, span)
    return engine.analysed(
        record,
        span.days,
        first=experiment.first_day.toordinal(),
        hour=experiment.hour,
        rng=np.random.default_rng(experiment.uid.int),
        lasted=span.lasted,
    )


def means_of(experiment: Experiment, span: Span) -> list[float]:
    """Return the mean mood in the four hours of each day that came; NaN where there is none."""
    first = experiment.first_day.toordinal()
    record = _its_record(experiment, span)
    return [float(m) for m in engine.day_means(record, first, span.lasted, experiment.hour)]


def kept_of(experiment: Experiment, span: Span) -> Kept:
    """Count the days that came by what the coin and the person said."""
    said = [(day.yes, experiment.did.get(str(i))) for i, day in enumerate(span.days[: span.lasted])]
    return Kept(
        done=said.count((True, DONE)),
        yes_days=sum(yes for yes, _ in said),
        also=said.count((False, DONE)),
        no_days=sum(not yes for yes, _ in said),
        open=sum(answer not in {DONE, NOT_DONE} for _, answer in said),
    )


def _its_record(experiment: Experiment, span: Span) -> Record:
    last = experiment.first_day + timedelta(days=max(span.lasted - 1, 0))
    before = timedelta(days=DAYS_BEFORE)
    return record_of(experiment.space, experiment.first_day - before, last)


def _compliance(space: Space) -> float:
    """Return how often somebody did it on a yes day, from earlier experiments where that is known."""
    said = [
        experiment.did.get(str(i))
        for experiment in Experiment.objects.filter(space=space, deleted_at=None)
        for i in _yes_days(experiment)
    ]
    known = [answer for answer in said if answer in {DONE, NOT_DONE}]
    return known.count(DONE) / len(known) if len(known) >= FEWEST_ANSWERS else USUAL_COMPLIANCE


def _yes_days(experiment: Experiment) -> Sequence[int]:
    return [i for i, day in enumerate(days_of(experiment.coins)) if day.yes]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone_named("UTC"))


def _wall(at: datetime, zone: str) -> float:
    there = at.astimezone(zone_named(zone))
    seconds = there.hour * 3600 + there.minute * 60 + there.second
    return there.date().toordinal() + seconds / 86_400.0
