"""A time zone as a calendar holds it (`VTIMEZONE`), so that a clock time stays when clocks change.

A zone that turns by the same rule every year is told as that rule, which holds for good; of others
every turn of the next years is told, and of a zone that never turns its one offset.
"""

import calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from kith.exchange.zones import name_of

YEARS = 10
"""How far ahead turns are looked at."""
LONG_AGO = datetime(1970, 1, 1)  # noqa: DTZ001 (a local time, as calendars tell turns)
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A moment, by the clock of before, at which the offset from UTC changes."""

    at: datetime
    before: timedelta
    after: timedelta


def called(zone: tzinfo) -> str:
    """Return the name under which a calendar knows a zone."""
    return name_of(zone).replace(":", "")


def described(zone: tzinfo, year: int) -> list[str]:
    """Return the lines of a zone for times from a year on."""
    turns = [*_turns(zone, year - 1, year + YEARS)]
    offset = _offset(zone, datetime(year - 1, 1, 1, tzinfo=UTC))
    ruled = _ruled(turns)
    told = ruled or [(_Turn(LONG_AGO, offset, offset), ""), *((turn, "") for turn in turns)]
    lines = [line for turn, rule in told for line in _observed(turn, rule)]
    return ["BEGIN:VTIMEZONE", f"TZID:{called(zone)}", *lines, "END:VTIMEZONE"]


def _offset(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _turns(zone: tzinfo, first: int, last: int) -> Iterator[_Turn]:
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    while at < end:
        before, after = _offset(zone, at), _offset(zone, at + _DAY)
        if before != after:
            low, high = at, at + _DAY
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
            yield _Turn((high + before).replace(tzinfo=None), before, after)
        at += _DAY


def _ruled(turns: list[_Turn]) -> list[tuple[_Turn, str]]:
    """Return the first turn of each kind with its yearly rule; nothing where one has none."""
    alike: dict[tuple[object, ...], list[_Turn]] = defaultdict(list)
    for turn in turns:
        at = turn.at
        alike[turn.before, turn.after, at.month, at.weekday(), at.time()].append(turn)
    found = []
    for some in alike.values():
        which = set.intersection(*(_which(turn.at) for turn in some))
        if not which or len({turn.at.year for turn in some}) != YEARS + 1:
            return []
        at = some[0].at
        day = f"{max(which)}{_NAMES[at.weekday()]}"
        found.append((some[0], f"RRULE:FREQ=YEARLY;BYMONTH={at.month};BYDAY={day}"))
    return found


def _which(at: datetime) -> set[int]:
    """Return which of its weekday in the month a day is: the second is 2, the last -1."""
    last = at.day + 7 > calendar.monthrange(at.year, at.month)[1]
    return {(at.day - 1) // 7 + 1} | ({-1} if last else set())


def _observed(turn: _Turn, rule: str) -> list[str]:
    kind = "DAYLIGHT" if turn.after > turn.before else "STANDARD"
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{turn.at:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_signed(turn.before)}",
        f"TZOFFSETTO:{_signed(turn.after)}",
        *([rule] if rule else []),
        f"END:{kind}",
    ]


def _signed(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
