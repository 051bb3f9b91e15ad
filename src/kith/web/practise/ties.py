"""Ties by the two rows of a practice: how many stand where, and how many contacts were with them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from kith.practices import Practice
from kith.practices.running import middle
from kith.web.practise import doors, words
from kith.web.practise.course import values_of
from kith.web.shell.models import Space
from kith.web.today.models import Contact

RECENT = timedelta(days=90)
HIGH = 0.5  # of the way from the first option to the last


@dataclass(frozen=True, slots=True)
class Corner:
    """Ties that are high on these rows: how many they are, and how many contacts were with them."""

    high: tuple[str, ...]
    ties: int
    contacts: int


def corners(space: Space, practice: Practice, now: datetime) -> list[Corner]:
    """Return where ties stand by their last finished run; nothing before two of them were looked at."""
    rows = [field for field in practice.fields() if field.axis][:2]
    if len(rows) < 2:
        return []
    standing: dict[int, tuple[str, ...]] = {}
    runs = doors.runs_of(space).filter(practice=practice.id, ended_at__isnull=False)
    for run in runs.prefetch_related("answers"):
        if run.person_id is None or run.person_id in standing:
            continue
        values = values_of(run)
        places = [(row, middle(row, values.get(row.id, {}))) for row in rows]
        if all(place is not None for _, place in places):
            standing[run.person_id] = tuple(
                row.axis
                for row, place in places
                if place is not None and place > HIGH * (len(row.options) - 1)
            )
    if len(standing) < 2:
        return []
    recent = _contacts(space, list(standing), now)
    first, second = (row.axis for row in rows)
    corners = ((first,), (second,), (first, second), ())
    return [
        Corner(high, len(held), sum(recent.get(pk, 0) for pk in held))
        for high in corners
        if (held := [pk for pk, found in standing.items() if found == high])
    ]


def told(space: Space, practice: Practice, now: datetime) -> list[str]:
    """Return it in words, a line for each kind of tie."""
    found = corners(space, practice, now)
    contacts = sum(one.contacts for one in found)
    return [words.corner(one, contacts) for one in found]


def _contacts(space: Space, people: list[int], now: datetime) -> dict[int, int]:
    rows = Contact.objects.filter(
        space=space, deleted_at=None, at__gt=now - RECENT, at__lte=now, people__in=people
    )
    counted = rows.values("people").annotate(n=Count("pk", distinct=True))
    return {row["people"]: row["n"] for row in counted if row["people"] in people}
