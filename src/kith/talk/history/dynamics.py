"""From a stream of messages to what may be said about them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

import numpy as np

from kith.records import Message
from kith.talk.history import intervals
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
AT_ONCE = 2_000
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
    messages: Iterable[Message],
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
    for some in _in_blocks(messages):
        if reads != Reads.NONE and any(one.mine is None for one in some):
            raise ValueError("words of a group are not read")
        counting.take(some)
    return counting.result()


def _in_blocks(messages: Iterable[Message]) -> Iterator[list[Message]]:
    waiting = iter(messages)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


class _Counting:
    def __init__(self, reads: Reads, month: tuple[int, int] | None, topic: Topic | None) -> None:
        self._reads, self._month, self._topic = reads, month, topic
        self._flow, self._tally, self._escalations = Flow(), Tally(), Escalations()
        self._stretches: list[Stretch] = []
        self._read = 0
        self._likely = self._maybe = 0
        self._reader = Reader()
        self._first: datetime | None = None
        self._last: datetime | None = None

    def take(self, some: list[Message]) -> None:
        for message, labels in zip(some, self._labels(some), strict=True):
            side = ELSE if message.mine is None else 0 if message.mine else 1
            starts, delay = self._flow.of(message.at, side)
            if side == ELSE or not self._wanted(message):
                continue
            self._first = min(self._first or message.at, message.at)
            self._last = max(self._last or message.at, message.at)
            self._tally.add(Said(message.at, side, message.characters, starts, delay, labels))
            if self._reads == Reads.BOTH:
                self._stretches += self._escalations.add(
                    message.at,
                    side,
                    barrier=any(label in _BARRIERS for label in labels),
                    repair="repair" in labels,
                )

    def _wanted(self, message: Message) -> bool:
        at = message.at
        if self._month is not None and (at.year, at.month) != self._month:
            return False
        return self._topic is None or self._topic.is_in(message.text)

    def _labels(self, some: list[Message]) -> Iterator[frozenset[str]]:
        """Yield the labels of each message, read as far as that was chosen; count threats."""
        if self._reads == Reads.NONE:
            yield from (_NO_LABELS for _ in some)
            return
        both = self._reads == Reads.BOTH
        texts = [one.text if both or one.mine else "" for one in some]
        shown = iter(self._reader.read([text for text in texts if text]))
        for text in texts:
            found = next(shown) if text else SILENT
            self._read += bool(text)
            self._likely += found.threat >= LIKELY
            self._maybe += found.threat >= MAYBE
            yield found.labels

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
        for year, month in sorted(self._tally.months):
            counted = self._tally.months[year, month]
            counts = {name: _pair(np.array(counted.counts), name) for name in self._measures()}
            mine, theirs = np.array(counted.delays).T
            yield Month(year, month, counts, Pair(_median_minutes(mine), _median_minutes(theirs)))

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
