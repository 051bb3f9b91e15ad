"""From a stream of messages to what may be said about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np

from kith.records import Message, MessageColumns
from kith.talk.history import intervals
from kith.talk.history.columns import Columns, blocks
from kith.talk.history.counting import (
    ELSE,
    ENOUGH,
    LABELLED,
    MEASURES,
    PLACES,
    WORDED,
    Counts,
    Flow,
    Reads,
    Said,
    Tally,
    median_of,
)
from kith.talk.history.stretches import Escalations, Stretch
from kith.talk.history.topics import Topic
from kith.talk.many import SILENT, Reader

LIKELY, MAYBE = 0.9, 0.5
"""Chances of a threat or of control: one message of the first, or a few of the second, are enough."""
FEW_MAYBES, ONE_IN = 3, 300
FEWEST_ANSWERS = 20
"""Answers of a side under which no time is said."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """One thing of both sides."""

    me: T
    them: T


@dataclass(frozen=True, slots=True)
class Value:
    """A figure with its interval, None where there are too few weeks for one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """One month: counts by measure, and the median minutes until an answer where there are enough."""

    year: int
    month: int
    counts: dict[str, Pair[int]]
    answer_minutes: Pair[float | None]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of escalation: how many, how many with words of repair within a day, who said them first."""

    count: int
    repaired: int
    repaired_by: Pair[int]
    each: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Dynamics:
    """What may be said of a chat.

    `messages` and `characters` are always there. `totals`, `answer_minutes`, `months` and
    `stretches` are empty (None) where there is not enough, or where `held` says why the two sides
    are not put beside each other. `read` are the messages whose words were read.
    """

    messages: Pair[int]
    characters: Pair[int]
    first: datetime | None
    last: datetime | None
    reads: Reads
    read: int
    held: str
    totals: dict[str, Pair[Value]]
    answer_minutes: Pair[Value | None]
    months: tuple[Month, ...]
    stretches: Stretches | None

    @property
    def enough(self) -> bool:
        """Say whether both sides wrote enough for anything to be said."""
        return min(self.messages.me, self.messages.them) >= ENOUGH


def history(
    messages: Iterable[Message | MessageColumns],
    reads: Reads = Reads.NONE,
    *,
    month: tuple[int, int] | None = None,
    topic: Topic | None = None,
) -> Dynamics:
    """Return what a chat of two shows; messages come in their order, each with `mine` said.

    In a group `mine` is None in the messages of everybody else: they are not counted, and nothing
    that comes right after them is an answer. Words of a group are never read, since nobody can
    tell to whom they are said; `reads` has to be none there.

    `month` or `topic` looks at the messages of one month, or at those that hold a word. What a
    message is (a beginning, an answer) is told by the whole chat in any case.
    """
    counting = _Counting(reads, month, topic)
    for some in blocks(messages):
        counting.take(some)
    return counting.result()


class _Counting:
    def __init__(self, reads: Reads, month: tuple[int, int] | None, topic: Topic | None) -> None:
        self._reads, self._topic = reads, topic
        self._month = None if month is None else month[0] * 12 + month[1] - 1
        self._flow, self._tally, self._escalations = Flow(), Tally(), Escalations()
        self._stretches: list[Stretch] = []
        self._read = 0
        self._likely = self._maybe = 0
        self._reader = Reader()
        self._first: datetime | None = None
        self._last: datetime | None = None

    def take(self, some: Columns) -> None:
        if self._reads != Reads.NONE and (some.sides == ELSE).any():
            raise ValueError("words of a group are not read")
        found = self._labels(some)
        begins, delays = self._flow.of(some.at, some.sides)
        months = some.months
        wanted = some.sides != ELSE
        if self._month is not None:
            wanted &= months == self._month
        if self._topic is not None:
            about = map(self._topic.is_in, some.texts) if some.texts else ()
            wanted &= np.fromiter(about, np.bool_, len(some.texts)) if some.texts else False
        places = np.flatnonzero(wanted)
        if not len(places):
            return
        ends = [some.moment(int(places[n(some.at[places])])) for n in (np.argmin, np.argmax)]
        self._first = min(self._first or ends[0], ends[0])
        self._last = max(self._last or ends[1], ends[1])
        new = {place: n for n, place in enumerate(places.tolist()) if place in found}
        labels = {n: found[place] for place, n in new.items()}
        self._tally.add(
            Said(
                some.days[places],
                months[places],
                some.sides[places],
                some.characters[places],
                begins[places],
                delays[places],
                labels,
            )
        )
        if self._reads == Reads.BOTH:
            self._escalate(some, places, labels)

    def _escalate(self, some: Columns, places: Counts, labels: dict[int, frozenset[str]]) -> None:
        """Pass on messages with a barrier, and while a stretch is open all that follow."""
        barred = sorted(n for n, mine in labels.items() if not mine.isdisjoint(_BARRIERS))
        n, waiting = 0, iter(barred)
        coming = next(waiting, None)
        while n < len(places):
            if not self._escalations.is_open:
                while coming is not None and coming < n:
                    coming = next(waiting, None)
                if coming is None:
                    return
                n = coming
            mine = labels.get(n, _NO_LABELS)
            self._stretches += self._escalations.add(
                some.moment(int(places[n])),
                int(some.sides[places[n]]),
                barrier=not mine.isdisjoint(_BARRIERS),
                repair="repair" in mine,
            )
            n += 1

    def _labels(self, some: Columns) -> dict[int, frozenset[str]]:
        """Return the labels of messages by place, read as far as that was chosen; count threats."""
        if self._reads == Reads.NONE or not some.texts:
            return {}
        both = self._reads == Reads.BOTH
        sides = some.sides.tolist()
        places = [n for n, text in enumerate(some.texts) if text and (both or sides[n] == 0)]
        shown = self._reader.read([some.texts[n] for n in places])
        self._read += len(places)
        found: dict[int, frozenset[str]] = {}
        for place, one in zip(places, shown, strict=True):
            if one is not SILENT:
                self._likely += one.threat >= LIKELY
                self._maybe += one.threat >= MAYBE
                if one.labels:
                    found[place] = one.labels
        return found

    def result(self) -> Dynamics:
        self._stretches += self._escalations.end()
        counts, delays = self._tally.by_week()
        whole = counts.sum(axis=0)
        often = self._maybe >= FEW_MAYBES and self._maybe * ONE_IN >= self._read
        held = "threat_or_control" if self._likely or often else ""
        messages = _pair(whole, "messages")
        shown = not held and min(messages.me, messages.them) >= ENOUGH
        return Dynamics(
            messages=messages,
            characters=_pair(whole, "characters"),
            first=self._first,
            last=self._last,
            reads=self._reads,
            read=self._read,
            held=held,
            totals={name: _totals(counts, PLACES[name]) for name in self._measures()}
            if shown
            else {},
            answer_minutes=Pair(_minutes(delays[:, :, 0]), _minutes(delays[:, :, 1]))
            if shown
            else Pair(None, None),
            months=tuple(self._months()) if shown else (),
            stretches=self._of_stretches() if shown and self._reads == Reads.BOTH else None,
        )

    def _measures(self) -> tuple[str, ...]:
        return MEASURES if self._reads == Reads.NONE else (*MEASURES, *WORDED)

    def _months(self) -> Iterator[Month]:
        for place in sorted(self._tally.months):
            counted, (year, month) = self._tally.months[place], divmod(place, 12)
            counts = {name: _pair(counted.counts, name) for name in self._measures()}
            mine, theirs = counted.delays.T
            yield Month(
                year, month + 1, counts, Pair(_median_minutes(mine), _median_minutes(theirs))
            )

    def _of_stretches(self) -> Stretches:
        by = [one.repaired_by for one in self._stretches]
        return Stretches(
            count=len(self._stretches),
            repaired=sum(who is not None for who in by),
            repaired_by=Pair(by.count(0), by.count(1)),
            each=tuple(self._stretches),
        )


_NO_LABELS: frozenset[str] = frozenset()
_BARRIERS = frozenset(label for label, measure in LABELLED.items() if measure == "barriers")


def _pair(counts: Counts, name: str) -> Pair[int]:
    mine, theirs = counts[PLACES[name]].tolist()
    return Pair(mine, theirs)


def _totals(by_week: Counts, place: int) -> Pair[Value]:
    """Return how often something was there on each side; the same weeks are drawn for both."""
    draws = intervals.drawn(len(by_week))

    def value(weeks: Counts) -> Value:
        count = int(weeks.sum())
        return Value(count) if draws is None else Value(count, *intervals.of_counts(draws, weeks))

    return Pair(value(by_week[:, place, 0]), value(by_week[:, place, 1]))


def _median_minutes(delays: Counts) -> float | None:
    return median_of(delays) / 60 if delays.sum() >= FEWEST_ANSWERS else None


def _minutes(by_week: Counts) -> Value | None:
    median = _median_minutes(by_week.sum(axis=0))
    draws = intervals.drawn(len(by_week))
    if median is None or draws is None:
        return None if median is None else Value(median)
    low, high = intervals.of_median(draws, by_week)
    return Value(median, low / 60, high / 60)
