"""A calendar file of reminders: days of the week, times of day, a few neutral words, nothing else.

It is made of what was chosen just now; of what is kept at most the day of the last contact counts,
for when it begins. Its ids are random.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from uuid import uuid4

from kith.exchange import calendar_zones, content_lines, text

MOST_TIMES = 3
MOST_WEEKS = 520
NAME = "reminder.ics"
LONGEST_WORDS = 80
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

Quiet = tuple[time, time]
"""From when until when nothing reminds; where it ends before it begins it holds over midnight."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """What was chosen: days (0 is Monday), times, how many weeks (`None`: without an end), words."""

    days: frozenset[int]
    times: frozenset[time]
    weeks: int | None
    words: str
    alarm: str  # neutral, whatever the words are
    begins: date | None = None


def in_quiet(at: time, quiet: Quiet | None) -> bool:
    """Say whether a time falls into quiet hours; the moment in which they end does not."""
    if quiet is None:
        return False
    since, until = quiet
    return since <= at < until if since < until else at >= since or at < until


def written(chosen: Reminders, zone: tzinfo, now: datetime) -> str:
    """Return the calendar; it begins on the day after now or later, and each time of day is one entry."""
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    begins = max(tomorrow, chosen.begins or tomorrow)
    ahead = (begins + timedelta(days=n) for n in range(7))
    first = next(day for day in ahead if day.weekday() in chosen.days)
    days = ",".join(DAYS[day] for day in sorted(chosen.days))
    rule = f"FREQ=WEEKLY;BYDAY={days}"
    if chosen.weeks is not None:
        rule += f";COUNT={chosen.weeks * len(chosen.days)}"
    place = calendar_zones.called(zone)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Reminder//EN", "CALSCALE:GREGORIAN"]
    lines += calendar_zones.described(zone, first.year)
    for at in sorted(chosen.times):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uuid4()}",
            f"DTSTAMP:{first:%Y%m%d}T000000Z",
            f"DTSTART;TZID={place}:{first:%Y%m%d}T{at:%H%M}00",
            "DURATION:PT5M",
            f"RRULE:{rule}",
            f"SUMMARY:{content_lines.escaped(text.name(chosen.words) or chosen.alarm)}",
            "TRANSP:TRANSPARENT",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:PT0S",
            f"DESCRIPTION:{content_lines.escaped(chosen.alarm)}",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "".join(map(content_lines.folded, [*lines, "END:VCALENDAR"]))
