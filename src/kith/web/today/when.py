"""From the date and time that a person writes to an instant, and from an instant to their day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

EARLIEST = date(1900, 1, 1)
A_MINUTE = timedelta(minutes=1)


class WhenError(ValueError):
    """A time that cannot be: `future`, `no_time` or `too_early`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and what had to be assumed to find it.

    `assumed` is `gap` (that local time did not exist, the clocks went forward over it), `fold`
    (it came twice and the first was taken), `yesterday` (a time alone, not reached yet today),
    or empty.
    """

    at: datetime
    assumed: str = ""


def moment(
    day: date | None, clock: time | None, zone: tzinfo, now: datetime, *, second: bool = False
) -> Moment:
    """Return the instant of a local date and time; nothing given is now.

    A time without a date is the last time that the clock showed it. `second` takes the later of
    two instants where the clocks went back.
    """
    if day is None and clock is None:
        return Moment(now)
    if clock is None:
        raise WhenError("no_time")
    if day is None:
        return last_time(clock, zone, now, second=second)
    if day < EARLIEST:
        raise WhenError("too_early")
    if day > now.astimezone(zone).date():
        raise WhenError("future")
    found = _placed(day, clock, zone, second=second)
    if found.at > now + A_MINUTE:
        raise WhenError("future")
    return Moment(min(found.at, now), found.assumed)


def last_time(clock: time, zone: tzinfo, now: datetime, *, second: bool = False) -> Moment:
    """Return the latest instant up to now at which the clock showed this time."""
    today = now.astimezone(zone).date()
    found = _placed(today, clock, zone, second=second)
    if found.at <= now + A_MINUTE:
        return Moment(min(found.at, now), found.assumed)
    found = _placed(today - timedelta(days=1), clock, zone, second=second)
    return Moment(found.at, found.assumed or "yesterday")


def comes_twice(at: datetime, zone: tzinfo) -> bool:
    """Say whether the clock shows this local time twice that night."""
    local = at.astimezone(zone)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def day_bounds(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the instants at which a local day begins and ends (mostly 23 to 25 hours apart)."""
    return _begin(day, zone), _begin(day + timedelta(days=1), zone)


def day_at(at: datetime, zone: tzinfo) -> date:
    """Return the local day that holds an instant, by the same bounds."""
    day = at.astimezone(zone).date()
    return day if _begin(day, zone) <= at else day - timedelta(days=1)


def _begin(day: date, zone: tzinfo) -> datetime:
    """Return the instant from which on it is this day and never the day before again.

    Where the clocks go back a minute after midnight, an evening is entered a second time; its day
    ends when that second time is over.
    """
    midnight = datetime.combine(day, time(), zone)
    first = midnight.astimezone(UTC)
    last = midnight.replace(fold=1).astimezone(UTC)
    if last > first and (last - timedelta.resolution).astimezone(zone).date() < day:
        return last
    return first


def _placed(day: date, clock: time, zone: tzinfo, *, second: bool) -> Moment:
    local = datetime.combine(day, clock.replace(tzinfo=None), zone)
    at = local.astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        return Moment(at, "gap")  # PEP 495: the offset before the change moves it forward
    later = local.replace(fold=1).astimezone(UTC)
    if later == at:
        return Moment(at)
    return Moment(later if second else at, "" if second else "fold")
