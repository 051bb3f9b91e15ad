"""The days of an experiment: its coins as text, which day it is, how far it has come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from kith.impact.experiments import Day, ExperimentError
from kith.impact.experiments.coins import MOST_DAYS, pairs_of
from kith.web.experiments.models import Experiment
from kith.web.shell.zones import zone_named

_COIN = re.compile(r"([0-9]{1,3})([+-])")
DONE, NOT_DONE, NOT_SAID = 1, 0, 2


class Stage(StrEnum):
    """Where an experiment stands."""

    AHEAD = "ahead"  # the first coin is for tomorrow
    RUNNING = "running"
    OVER = "over"
    STOPPED = "stopped"


def as_text(days: Sequence[Day]) -> str:
    """Return coins as they are kept."""
    return " ".join(f"{day.pair}{'+' if day.yes else '-'}" for day in days)


def days_of(coins: str) -> tuple[Day, ...]:
    """Return the days of kept coins; none where they make no sense."""
    found = [_COIN.fullmatch(word) for word in coins.split(" ")]
    days = tuple(Day(int(one[1]), one[2] == "+") for one in found if one)
    if len(days) != len(found) or not 2 <= len(days) <= MOST_DAYS:
        return ()
    try:
        pairs_of(days)
    except ExperimentError:
        return ()
    return days


@dataclass(frozen=True, slots=True)
class Span:
    """How an experiment lies in time, seen from one day.

    `index` is the number of today among its days, None where today is none of them; `lasted` is
    how many days came to their end.
    """

    stage: Stage
    days: tuple[Day, ...]
    lasted: int
    index: int | None

    @property
    def length(self) -> int:
        """Return how many days it has."""
        return len(self.days)

    @property
    def shows(self) -> int:
        """Return of how many days the coin may be seen: those that came, and today."""
        return self.lasted if self.index is None else self.index + 1


def span_of(experiment: Experiment, today: date) -> Span:
    """Return how an experiment lies in time."""
    days = days_of(experiment.coins)
    passed = (today - experiment.first_day).days
    if experiment.stopped_at is not None:
        lasted = (_local(experiment.stopped_at, experiment.zone) - experiment.first_day).days
        return Span(Stage.STOPPED, days, _within(min(lasted, passed), days), None)
    if passed >= len(days):
        return Span(Stage.OVER, days, len(days), None)
    if passed < 0:
        return Span(Stage.AHEAD, days, 0, None)
    return Span(Stage.RUNNING, days, passed, passed)


def date_of(experiment: Experiment, index: int) -> date:
    """Return the date of one of its days."""
    return experiment.first_day + timedelta(days=index)


def _local(at: datetime, zone: str) -> date:
    return at.astimezone(zone_named(zone)).date()


def _within(lasted: int, days: Sequence[Day]) -> int:
    return max(0, min(lasted, len(days)))
