"""Then and now: how every tie stood on a day, and writing it down without changing what was.

Moving somebody now adds a snapshot of now (one a day at most), so a look back stays what it was.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from kith.plots import ecomap
from kith.web.people.models import Person, Tie

SAID = ("circle", "bond", "flow", "role", "closeness", "intimacy", "x", "y")


def latest(ties: Iterable[Tie]) -> dict[int, Tie]:
    """Return the newest of the given snapshots (oldest first) for each person's key."""
    return {tie.person_id: tie for tie in ties}


def as_of(ties: Iterable[Tie], moment: datetime) -> dict[int, Tie]:
    """Return how each tie stood at a moment."""
    return latest(tie for tie in ties if tie.at < moment)


def days(ties: Iterable[Tie], zone: tzinfo) -> list[date]:
    """Return the days on which a tie was written down, in order."""
    return sorted({tie.at.astimezone(zone).date() for tie in ties})


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the instant at which a local day ends."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def noon_of(day: date, zone: tzinfo, now: datetime) -> datetime:
    """Return the instant to keep for a day: noon, but never later than now."""
    return min(datetime.combine(day, time(12), zone).astimezone(UTC), now)


def write_down(
    person: Person, said: Mapping[str, Any], day: date, zone: tzinfo, now: datetime
) -> Tie:
    """Keep how the tie stands on a day: that day's snapshot is changed, or a new one is made.

    What is not said is taken from the snapshot before that day, or from the first one after.
    """
    ties = list(Tie.objects.filter(space=person.space_id, person=person).order_by("at", "pk"))
    same_day = [tie for tie in ties if tie.at.astimezone(zone).date() == day]
    tie = same_day[-1] if same_day else _begun(person, ties, noon_of(day, zone, now))
    if not same_day and day == now.astimezone(zone).date():
        tie.at = now
    _say(tie, said)
    tie.save()
    return tie


def _begun(person: Person, ties: list[Tie], at: datetime) -> Tie:
    before = [tie for tie in ties if tie.at <= at]
    source = before[-1] if before else (ties[0] if ties else None)
    tie = Tie(space_id=person.space_id, person=person, at=at)
    for name in SAID if source else ():
        setattr(tie, name, getattr(source, name))
    return tie


def _say(tie: Tie, said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        setattr(tie, name, value)
    if tie.x is None or tie.y is None:
        tie.x = tie.y = None
    elif "x" in said:
        tie.x, tie.y = ecomap.kept_on_map(tie.x, tie.y)
        tie.circle = ecomap.circle_at(tie.x, tie.y)
    else:
        tie.x, tie.y = ecomap.moved_to(tie.circle, tie.x, tie.y)
