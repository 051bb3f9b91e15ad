"""An experiment and its days as a page shows them: never a coin that is still to come."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from kith.impact.experiments import Found
from kith.tongues import figures
from kith.web.experiments import doors, words
from kith.web.experiments.days import Span, date_of, span_of
from kith.web.experiments.models import Experiment


def row(experiment: Experiment, today: date) -> dict[str, Any]:
    """Return what a list and a page say of an experiment; no word of one that is not offered."""
    span = span_of(experiment, today)
    coin = None if span.index is None else span.days[span.index].yes
    is_open = doors.is_open(experiment)
    return {
        "experiment": experiment,
        "name": words.name(experiment.question) if is_open else _("Something you tried"),
        "open": is_open,
        "span": span,
        "stage": span.stage.value,
        "last_day": date_of(experiment, max(span.length - 1, 0)),
        "coin": coin,
        "number": None if span.index is None else span.index + 1,
        "said": "" if span.index is None else words.did(experiment.did.get(str(span.index))),
    }


def days(experiment: Experiment, span: Span, means: Sequence[float] = ()) -> list[dict[str, Any]]:
    """Return the days that came, with today the last; `means` are there once it is over."""
    found = []
    for i, day in enumerate(span.days[: span.shows]):
        mean = means[i] if i < len(means) else float("nan")
        found.append(
            {
                "index": i,
                "date": date_of(experiment, i),
                "yes": day.yes,
                "today": i == span.index,
                "said": words.did(experiment.did.get(str(i))),
                "mean": figures(f"{mean:.1f}") if isfinite(mean) else "",
            }
        )
    return found


def chance(found: Found) -> str:
    """Return how often coins alone would bring as much, in one of a hundred or more."""
    shares = [p for p in (found.p_higher, found.p_lower) if p is not None]
    if not shares:
        return ""
    of_hundred = round(100 * min(shares))
    if of_hundred < 1:
        return _("fewer than 1 of 100")
    return _("%(n)d of 100") % {"n": of_hundred}


def plain(found: Found) -> str:
    """Return the plain difference of the means of whole days."""
    if found.day_mean is None or not isfinite(found.day_mean):
        return ""
    size = {"n": words.number(found.day_mean)}
    return _("%(n)s higher") % size if found.day_mean > 0 else _("%(n)s lower") % size
