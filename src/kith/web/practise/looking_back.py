"""Earlier runs of another practice beside this one: their answers, and how often an option was chosen.

With somebody, only runs about them are looked at; without, all runs. One that is held back by a
care setting is never shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from kith import practices
from kith.mentions import mentions
from kith.practices import Field, Gate, Practice
from kith.web.people import care
from kith.web.people.named import guarded_names
from kith.web.practise import doors, library, telling
from kith.web.practise.models import Answer, Run

MONTH, SEASON = timedelta(days=30), timedelta(days=90)
MOST = 200  # runs that are counted


@dataclass(frozen=True, slots=True)
class Before:
    """One earlier run: when, about whom ("" where that goes without saying), and its answers."""

    at: datetime
    name: str
    shown: tuple[telling.Shown, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How often one option was chosen in the last month and in the last season."""

    label: str
    month: int
    season: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is shown of earlier runs: the newest first, and counts."""

    rows: tuple[Before, ...]
    counts: tuple[Count, ...]


def earlier(run: Run, field: Field, now: datetime) -> Earlier:
    """Return earlier answers of the practice that a field names."""
    found = list(_runs(run, field.practice, MOST if field.counts else 4 * field.rows))
    rows = [
        Before(
            one.at,
            one.person.name if one.person and run.person is None else "",
            tuple(telling.shown_back(practice, _known(practice, field.of), values)),
        )
        for one, practice, values in found[: field.rows]
    ]
    recent = [(one.at, practice, values) for one, practice, values in found]
    counts = [count for name in field.counts for count in _counts(name, recent, now)]
    return Earlier(tuple(row for row in rows if row.shown), tuple(counts))


def lines(found: Earlier) -> Iterable[str]:
    """Yield the same as lines of text."""
    for count in found.counts:
        yield _("  %(what)s: %(month)s in 30 days, %(season)s in 90") % {
            "what": count.label,
            "month": count.month,
            "season": count.season,
        }
    for row in found.rows:
        yield f"  {row.at:%d %B %Y} {row.name}".rstrip()
        for one in row.shown:
            yield f"    {one.ask} {', '.join(one.lines)}"


def _runs(run: Run, practice: str, most: int) -> Iterable[tuple[Run, Practice, dict[str, Any]]]:
    """Yield runs of a practice that may be shown beside this one, the newest first."""
    rows = doors.runs_of(run.space).filter(practice=practice).exclude(pk=run.pk)
    if run.person is not None:
        rows = rows.filter(person=run.person)
    guarded, names = care.guarded_in(run.space), guarded_names(run.space)
    found = list(rows[:most])
    told: dict[int, dict[str, Any]] = {one.pk: {} for one in found}
    held = Answer.objects.filter(run__in=told).values_list("run_id", "step", "values")
    for pk, step, values in held:
        told[pk][step] = values
    for one in found:
        known = library.practice_of(one)
        if known is None:
            continue
        answers = told[one.pk]
        if library.gate_of(one, known) is Gate.OFF_FOR_CARE and (
            one.guarded
            or one.person_id in guarded
            or any(mentions(text, names) for text in telling.written(known, answers) if names)
        ):
            continue
        yield one, known, dict(practices.path(known, answers).values)


def _known(practice: Practice, names: Iterable[str]) -> list[str]:
    """Return the names that a practice, maybe of an older version, has fields for."""
    mine = {field.id for field in practice.fields() if field.answers}
    return [name for name in names if name in mine]


def _counts(
    name: str, runs: list[tuple[datetime, Practice, dict[str, Any]]], now: datetime
) -> Iterable[Count]:
    labels: dict[str, str] = {}
    dates: dict[str, list[datetime]] = {}
    for at, practice, values in runs:
        if not _known(practice, [name]) or now - at > SEASON:
            continue
        for option in practices.running.chosen(practice.field(name), values.get(name)):
            labels.setdefault(option.id, option.label)
            dates.setdefault(option.id, []).append(at)
    for key, label in labels.items():
        yield Count(label, sum(now - at <= MONTH for at in dates[key]), len(dates[key]))
