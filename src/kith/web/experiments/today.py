"""The one line that Today shows: what the coin says for this day."""

from dataclasses import dataclass
from datetime import date

from kith.web.experiments import doors, words
from kith.web.experiments.days import span_of
from kith.web.experiments.models import Experiment
from kith.web.shell.models import Space


@dataclass(frozen=True, slots=True)
class Line:
    """Today's coin, and what was said of it."""

    experiment: Experiment
    index: int
    yes: bool
    said: str


def line_for(space: Space, today: date) -> Line | None:
    """Return the line for a day, None where no experiment has a coin for it."""
    experiment = doors.under_way(space, today)
    if experiment is None:
        return None
    span = span_of(experiment, today)
    if span.index is None:
        return None
    answer = experiment.did.get(str(span.index))
    return Line(experiment, span.index, span.days[span.index].yes, words.did(answer))
