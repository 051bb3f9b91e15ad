"""Write something down around every change of every clock, and look for it day by day.

    python days.py FOLDER CHANGES SEED [SABOTAGE]

Every zone there is, every change of its offset from 1990 to 2035. Around each, an instant every
quarter of an hour and at the edges must lie in exactly one day, be shown under the date the clock
showed (`odd` counts minutes of a day that was left and entered again), and be named by that date
and time. Changes of one kind are then walked in a vault, from day to day in both directions, also
by somebody who has travelled on. Prints a line of JSON: `changes`, `instants`, `walks`, and how
often an instant was `lost`, `doubled` or `moved`, a day was `torn` from the next, or a walk `missed`.
"""
# ruff: noqa: E402 - models can be imported only once Django is set up

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kith.web.settings.checks")

import django

django.setup()

from kith.web.today import day as today_day
from kith.web.today import when

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
DAY, MINUTE, SECOND = timedelta(days=1), timedelta(minutes=1), timedelta(seconds=1)
NOW = datetime(2040, 1, 1, tzinfo=UTC)
EDGES = [timedelta(), SECOND, -SECOND, MINUTE, -MINUTE, timedelta(seconds=30)]
AROUND = EDGES + [timedelta(minutes=15 * step) for step in range(-112, 113)]
Change = tuple[str, datetime]


def changes(name: str) -> Iterator[Change]:
    """Give every instant at which a zone changes its offset."""
    zone, at = ZoneInfo(name), FIRST
    before = at.astimezone(zone).utcoffset()
    while at < LAST:
        after = (at + 2 * DAY).astimezone(zone).utcoffset()
        if after != before:
            yield name, _between(zone, at, at + 2 * DAY)
        before, at = after, at + 2 * DAY


def _between(zone: tzinfo, low: datetime, high: datetime) -> datetime:
    """Find the second at which the offset is another one."""
    was = low.astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == was:
            low = middle
        else:
            high = middle
    return high


def kind(change: Change) -> tuple[Any, ...]:
    """Say what a change is, so that each kind is walked once."""
    zone, at = ZoneInfo(change[0]), change[1]
    before, after = (at - SECOND).astimezone(zone), at.astimezone(zone)
    return before.utcoffset(), after.utcoffset(), after.time()


def one(change: Change, found: Counter[str]) -> None:
    """Look at the instants around one change."""
    zone = ZoneInfo(change[0])
    bounds: dict[date, tuple[datetime, datetime]] = {}
    for step in AROUND:
        at = change[1] + step
        local = at.astimezone(zone)
        days = [local.date() + n * DAY for n in range(-2, 3)]
        for each in days:
            if each not in bounds:
                bounds[each] = when.day_bounds(each, zone)
        holding = [each for each in days if bounds[each][0] <= at < bounds[each][1]]
        found["lost"] += not holding
        found["doubled"] += len(holding) > 1
        found["odd"] += holding != [local.date()]
        found["moved"] += holding != [when.day_at(at, zone)]
        named = when.moment(local.date(), local.time(), zone, NOW, second=bool(local.fold))
        found["moved"] += named.at != at
        found["torn"] += any(bounds[a][1] != bounds[a + DAY][0] for a in days[:-1])
    found["instants"] += len(AROUND)
    found["changes"] += 1


def walked(space: Any, change: Change, elsewhere: tzinfo, found: Counter[str]) -> None:
    """Write check-ins around a change down, and go through the days that hold something."""
    from kith.web.today.models import CheckIn

    CheckIn.objects.all().delete()
    at = [change[1] + step for step in (*EDGES, *(timedelta(hours=n) for n in range(-50, 51, 3)))]
    CheckIn.objects.bulk_create(CheckIn(space=space, at=a, zone=change[0]) for a in at)
    for zone in (ZoneInfo(change[0]), elsewhere):
        every = sorted(CheckIn.objects.values_list("pk", flat=True))
        for start, onward in ((max(at), "earlier"), (min(at), "later")):
            seen, here, steps = [], when.day_at(start, zone), 0
            while here is not None and steps < 20:
                shown = today_day.day_of(space, here, zone)
                seen += [item.row.pk for item in shown.items]
                here, steps = getattr(shown, onward), steps + 1
            found["missed"] += sorted(seen) != every
    found["walks"] += 1


def break_on_purpose(sabotage: str) -> None:
    """Make a Kith that this must find out."""
    if sabotage == "days of 24 hours":

        def even(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
            begins = datetime.combine(day, time(), zone).astimezone(UTC)
            return begins, begins + DAY

        when.day_bounds = even
    elif sabotage == "offset of now":
        plain = when._placed

        def fixed(day: date, clock: time, zone: tzinfo, *, second: bool) -> when.Moment:
            offset = NOW.astimezone(zone).utcoffset() or timedelta()
            at = datetime.combine(day, clock, UTC) - offset
            return when.Moment(at) if second else plain(day, clock, zone, second=second)

        when._placed = fixed
    else:
        raise SystemExit(f"no such sabotage: {sabotage}")


def many(most: int, seed: int, *sabotage: str) -> Counter[str]:
    """Try as many changes, all of them where `most` is larger, and count."""
    from django.core.management import call_command

    from kith.web.shell.space import the_space

    call_command("migrate", verbosity=0, interactive=False)
    for broken in sabotage:
        break_on_purpose(broken)
    chance, names = random.Random(seed), sorted(available_timezones())
    if most < len(names) * 20:  # a few: of some zones only
        names = chance.sample(names, k=max(2, most // 20))
        names += ["America/St_Johns", "Pacific/Apia", "America/Havana", "Africa/Casablanca"]
    every = [change for name in dict.fromkeys(names) for change in changes(name)]
    found = Counter(changes=0, instants=0, walks=0, lost=0, doubled=0, moved=0, torn=0, missed=0)
    kinds = {kind(change): change for change in every}
    for change in every if most >= len(every) else chance.sample(every, k=most):
        one(change, found)
    # those first that come near midnight
    kept = [
        kinds[one] for one in sorted(kinds, key=lambda one: (one[2].hour not in (0, 23), str(one)))
    ]
    for change in kept if most >= len(every) else kept[: max(3, most // 10)]:
        walked(the_space(), change, ZoneInfo(chance.choice(names)), found)
    return found


if __name__ == "__main__":
    result = many(int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
    sys.stdout.write(json.dumps(result) + "\n")
