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
from kith.practices import Field, Practice
from kith.web.practise import doors, telling
from kith.web.practise.models import Run

MONTH, SEASON = timedelta(days=30), timedelta(days=90)


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
    found = list(_runs(run, field.practice))
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


def _runs(run: Run, practice: str) -> Iterable[tuple[Run, Practice, dict[str, Any]]]:
    """Yield runs of a practice that may be shown beside this one, the newest first."""
    rows = doors.runs_of(run.space).filter(practice=practice).exclude(pk=run.pk)
    if run.person is not None:
        rows = rows.filter(person=run.person)
    for one in rows.prefetch_related("answers")[:200]:
        found = telling.standing(one)
        if found.practice is not None and found.path is not None and not found.held:
            yield one, found.practice, dict(found.path.values)


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
