"""The dates of a chat as text: in which order day, month and year stand, and when a day began.

Whether 03/04 is in March or April is proven by the whole file or asked. That time went on while
people wrote is no proof; it only shows where a year may stand in front.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from kith.exchange.asked import Asked
from kith.exchange.chat_lines import numbers_of
from kith.exchange.items import Question
from kith.exchange.times import NotATime, TimeRule, order_evidence, place

_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
ORDERS = ("dmy", "mdy", "ymd")
LONGEST_MONTH = 31
FEW = 0.2  # of the dates of a chat; so many may be of another kind than the rest


def order_of(dates: Iterable[str], asked: Asked) -> str:
    """Return the order of all dates of a chat, given as they first appear; ask where none is proven.

    A few dates of another kind than the rest (a line that was pasted, a clock that was wrong) prove nothing.
    """
    numbers = _of_one_kind([numbers_of(one) for one in dates])
    if any(len(first) > 2 or len(last) == 1 for first, _, last in numbers):
        return "ymd"  # nobody writes a year with one digit
    short = [(int(a), int(b), int(c)) for a, b, c in numbers if len(c) == 2]
    options: tuple[str, ...] = ORDERS[:2]
    if len(short) == len(numbers):
        this_year = asked.options.now.year % 100 + 1
        ahead = [c > this_year for _, _, c in short]
        days_last = len({c for _, _, c in short}) >= len({a for a, _, _ in short})
        if any(a > LONGEST_MONTH for a, _, _ in short) or (any(ahead) and days_last):
            return "ymd"
        if sum(ahead) > FEW * len(ahead):
            options = ORDERS
        numbers = [one for one, is_ahead in zip(numbers, ahead, strict=True) if not is_ahead]
        short = [one for one, is_ahead in zip(short, ahead, strict=True) if not is_ahead]
        if _falls([c for _, _, c in short]) > 2 and not _falls([a for a, _, _ in short]):
            options = ORDERS
    proven = {order_evidence(_plain(one)) for one in numbers} - {""}
    dotted = any("." in one for one in dates)
    if len(options) == len(ORDERS) or (proven >= {"dmy", "mdy"}):
        return asked.choice(Question("date_order", "date_order", options))
    if found := proven & {"dmy", "mdy"}:
        return found.pop()
    if dotted or not proven:
        return "dmy"
    return asked.choice(Question("date_order", "date_order", options))


def _of_one_kind(numbers: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return the dates without the few whose digits say something else than those of the others.

    Two digits at the end that are no day of a month are a year long ago: in a chat whose other dates
    could be read with the year in front, they are no date of it.
    """
    kinds = [
        (len(a) > 2, len(c) > 2, len(c) == 2 and int(c) > LONGEST_MONTH, int(a[:2]) > LONGEST_MONTH)
        for a, _, c in numbers
    ]
    rare = {kind for kind, many in Counter(kinds).items() if many <= FEW * len(kinds)}
    return [one for one, kind in zip(numbers, kinds, strict=True) if kind not in rare]


def _plain(numbers: tuple[str, str, str]) -> str:
    day, month, year = (str(int(number)) for number in numbers)
    return f"{day}/{month}/{year.zfill(2)}"


def _falls(values: list[int]) -> int:
    return sum(after < before for before, after in pairwise(values))


@dataclass(slots=True)
class Days:
    """Where the days of a chat begin, in seconds since 1970, each worked out once."""

    rule: TimeRule
    _known: dict[str, "int | _Uneven | NotATime"] = field(default_factory=dict)

    def at(self, day: str, seconds: int) -> tuple[int, str]:
        """Return the moment of a second of a day, and a note about it; raise `NotATime`."""
        found = self._known.get(day)
        if found is None:
            if len(self._known) > 40_000:
                self._known.clear()
            found = self._known[day] = self._begin(day)
        if isinstance(found, int):
            return found + seconds, ""
        if isinstance(found, NotATime):
            raise found
        return found.at(seconds, self.rule)

    def _begin(self, day: str) -> "int | _Uneven | NotATime":
        try:
            found = _date(numbers_of(day), self.rule.order)
        except NotATime as reason:
            return reason
        midnight = datetime.combine(found, time())
        near = midnight.date() >= self.rule.now.date() - timedelta(days=1)
        offset = _offset(midnight, self.rule.zone)
        even = all(
            _offset(midnight + timedelta(hours=hours), self.rule.zone) == offset
            for hours in (6, 12, 18, 24)
        )
        if near or not even or found.year < 1970:
            return _Uneven(found)
        return (found.toordinal() - _EPOCH) * _DAY - offset


@dataclass(frozen=True, slots=True)
class _Uneven:
    """A day on which clocks change, or that may lie in the future: each moment is placed alone."""

    day: date

    def at(self, seconds: int, rule: TimeRule) -> tuple[int, str]:
        naive = datetime.combine(self.day, time()) + timedelta(seconds=seconds)
        at, note = place(naive, rule)
        return int((at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()), note


def _offset(naive: datetime, zone: tzinfo) -> int:
    return int((naive.replace(tzinfo=zone).utcoffset() or timedelta()).total_seconds())


def _date(numbers: tuple[str, str, str], order: str) -> date:
    one, two, three = (int(number) for number in numbers)
    if len(numbers[0]) > 2:
        order = "ymd"
    year, month, day = {"dmy": (three, two, one), "mdy": (three, one, two)}.get(
        order, (one, two, three)
    )
    written = numbers[0] if order == "ymd" else numbers[2]
    if len(written) not in {2, 4}:
        raise NotATime("no_such_date")
    try:
        return date(year if len(written) == 4 else 2000 + year, month, day)
    except ValueError:
        raise NotATime("no_such_date") from None
