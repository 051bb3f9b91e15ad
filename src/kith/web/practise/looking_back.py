"""Earlier runs of another practice beside this one: their answers, and how often an option was chosen.

With somebody, only runs about them are looked at; without, all runs. One that is held back by a
care setting is never shown.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kith import practices
from kith.practices import Field, Practice
from kith.web.practise import doors, telling
from kith.web.practise.models import Run
from kith.web.shell.models import Space

MOST = 200  # runs that are counted
MOST_CHAINS = 5


@dataclass(frozen=True, slots=True)
class Before:
    """One earlier run: when, about whom ("" where that goes without saying), and its answers."""

    at: datetime
    name: str
    shown: tuple[telling.Shown, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How often one option was chosen in each span of days."""

    label: str
    times: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What is shown of earlier runs: the newest first, and counts over spans of `days`.

    `runs` are how many there were in each span; `chains` are options that came together in two runs
    and more of the longest span, the most frequent first.
    """

    rows: tuple[Before, ...]
    counts: tuple[Count, ...]
    days: tuple[int, ...] = ()
    runs: tuple[int, ...] = ()
    chains: tuple[tuple[str, int], ...] = ()

    @property
    def heads(self) -> list[tuple[int, int]]:
        """The spans, each with how many runs lie in it."""
        return list(zip(self.days, self.runs, strict=True))


def earlier(run: Run, field: Field, now: datetime) -> Earlier:
    """Return earlier answers of the practice that a field names."""
    counting = field.counts or field.chains
    found = list(_runs(run, field.practice, MOST if counting else 4 * field.rows))
    rows = [
        Before(
            one.at,
            one.person.name if one.person and run.person is None else "",
            tuple(telling.shown_back(practice, _known(practice, field.of), values)),
        )
        for one, practice, values in found[: field.rows]
    ]
    recent = [(one.at, practice, values) for one, practice, values in found]
    counts = [count for name in field.counts for count in _counts(field.days, name, recent, now)]
    within = tuple(sum(now - at <= timedelta(days=n) for at, *_ in recent) for n in field.days)
    chains = _chains(field, recent, now) if field.chains else ()
    shown = tuple(row for row in rows if row.shown)
    return Earlier(shown, tuple(counts), field.days, within, chains)


def lines(found: Earlier) -> Iterable[str]:
    """Yield the same as lines of text."""
    for count in found.counts:
        spans = ", ".join(
            _("%(n)s of %(runs)s in %(days)s days") % {"n": n, "runs": runs, "days": days}
            for n, (days, runs) in zip(count.times, found.heads, strict=True)
        )
        yield f"  {count.label}: {spans}"
    for chain, n in found.chains:
        yield f"  {chain}: {n}"
    for row in found.rows:
        yield f"  {date_format(row.at, 'j F Y')} {row.name}".rstrip()
        for one in row.shown:
            yield f"    {one.ask} {', '.join(one.lines)}"


def _runs(run: Run, practice: str, most: int) -> Iterable[tuple[Run, Practice, dict[str, Any]]]:
    """Yield runs of a practice that may be shown beside this one, the newest first."""
    rows = doors.runs_of(run.space).filter(practice=practice).exclude(pk=run.pk)
    if run.person is not None:
        rows = rows.filter(person=run.person)
    return may_be_shown(run.space, rows[:most])


def may_be_shown(
    space: Space, rows: Iterable[Run]
) -> Iterable[tuple[Run, Practice, dict[str, Any]]]:
    """Yield those runs that no care setting holds back, with their practice and their values."""
    for one in telling.standings(space, rows):
        if one.practice is not None and one.path is not None and not one.held:
            yield one.run, one.practice, dict(one.path.values)


def _known(practice: Practice, names: Iterable[str]) -> list[str]:
    """Return the names that a practice, maybe of an older version, has fields for."""
    mine = {field.id for field in practice.fields() if field.answers}
    return [name for name in names if name in mine]


def _counts(
    days: tuple[int, ...],
    name: str,
    runs: list[tuple[datetime, Practice, dict[str, Any]]],
    now: datetime,
) -> Iterable[Count]:
    labels: dict[str, str] = {}
    dates: dict[str, list[datetime]] = {}
    for at, practice, values in runs:
        if not _known(practice, [name]) or now - at > timedelta(days=max(days)):
            continue
        for option in practices.running.chosen(practice.field(name), values.get(name)):
            labels.setdefault(option.id, option.label)
            dates.setdefault(option.id, []).append(at)
    for key, label in labels.items():
        within = (sum(now - at <= timedelta(days=n) for at in dates[key]) for n in days)
        yield Count(label, tuple(within))


def _chains(
    field: Field, runs: list[tuple[datetime, Practice, dict[str, Any]]], now: datetime
) -> tuple[tuple[str, int], ...]:
    """Return which options of the fields of a chain came together how often, from twice on."""
    seen: Counter[str] = Counter()
    for at, practice, values in runs:
        if now - at > timedelta(days=max(field.days)):
            continue
        links = [
            [one.label for one in practices.running.chosen(practice.field(name), values.get(name))]
            for name in _known(practice, field.chains)
        ]
        seen.update(" → ".join(chain) for chain in product(*links) if len(links) > 1)
    return tuple((chain, n) for chain, n in seen.most_common(MOST_CHAINS) if n > 1)
