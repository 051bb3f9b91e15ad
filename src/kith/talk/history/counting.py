"""Counts what two sides of a chat do, week by week and month by month, while messages go by.

Memory grows with the weeks, not with the messages. The two sides are 0 (me) and 1 (them); nothing
here treats them differently.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from math import log2

import numpy as np
from numpy.typing import NDArray

from kith.talk.reading import BARRIERS

ENOUGH = 200
"""Messages of each side under which nothing is said but how many there are."""
SILENCE = 4 * 3600
"""Seconds without a message after which whoever writes next begins, and nothing is an answer."""
BINS = 64
"""Bins of the time until an answer; a quarter of a doubling each, from one second on."""
ELSE = -1
"""Neither side: somebody else who writes in a group."""
MEASURES = ("messages", "characters", "starts", "answers")
WORDED = ("open_questions", "repairs", "appreciation", "support", "barriers")
LABELLED = {
    "open_question": "open_questions",
    "repair": "repairs",
    "appreciation": "appreciation",
    "validation": "support",
    "reflection": "support",
    **dict.fromkeys(BARRIERS, "barriers"),
}
PLACES = {name: place for place, name in enumerate((*MEASURES, *WORDED))}


class Reads(StrEnum):
    """Whose words are read: nobody's, the person's own, or both sides'."""

    NONE = "none"
    OWN = "own"
    BOTH = "both"


READ = tuple(Reads)
Counts = NDArray[np.int64]


def _nothing(rows: int) -> list[list[int]]:
    return [[0, 0] for _ in range(rows)]


@dataclass(slots=True)
class Counted:
    """Counts of a week or a month: of each measure and side, and of answers by how long they took."""

    counts: list[list[int]] = field(default_factory=lambda: _nothing(len(PLACES)))
    delays: list[list[int]] = field(default_factory=lambda: _nothing(BINS))


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is counted: what it is in the chat, and what its words do."""

    at: datetime
    side: int
    characters: int
    starts: bool
    delay: float | None
    labels: frozenset[str]


class Flow:
    """Says of each message whether it begins, or answers and after how long."""

    def __init__(self) -> None:
        self._last: datetime | None = None
        self._side = -1

    def of(self, at: datetime, side: int) -> tuple[bool, float | None]:
        """Return whether a message begins, and the seconds that it took to answer (None: no answer).

        What comes right after somebody else of a group (`ELSE`) is an answer to nobody known.
        """
        last, before = self._last, self._side
        gone = (at - last).total_seconds() if last is not None else SILENCE + 1.0
        self._last, self._side = at, side
        if gone > SILENCE:
            return True, None
        return False, max(gone, 0.0) if before not in {side, ELSE} else None


class Tally:
    """Counts by week and by month."""

    def __init__(self) -> None:
        self.weeks: dict[int, Counted] = defaultdict(Counted)
        self.months: dict[tuple[int, int], Counted] = defaultdict(Counted)

    def add(self, said: Said) -> None:
        """Count a message."""
        at, side = said.at, said.side
        for counted in (self.weeks[at.toordinal() // 7], self.months[at.year, at.month]):
            counts = counted.counts
            counts[0][side] += 1
            counts[1][side] += said.characters
            if said.starts:
                counts[2][side] += 1
            if said.delay is not None:
                counts[3][side] += 1
                counted.delays[bin_of(said.delay)][side] += 1
            if said.labels:
                for measure in measures_of(said.labels):
                    counts[PLACES[measure]][side] += 1

    def by_week(self) -> tuple[Counts, Counts]:
        """Return counts and delays, week by week in time: weeks by measures or bins by sides."""
        weeks = [self.weeks[week] for week in sorted(self.weeks)]
        counts = np.array([week.counts for week in weeks], np.int64)
        delays = np.array([week.delays for week in weeks], np.int64)
        return counts.reshape(-1, len(PLACES), 2), delays.reshape(-1, BINS, 2)


def measures_of(labels: Iterable[str]) -> set[str]:
    """Return what a message with such labels counts for, each once."""
    return {LABELLED[label] for label in labels if label in LABELLED}


def bin_of(seconds: float) -> int:
    """Return the bin of a time until an answer."""
    return min(BINS - 1, int(4 * log2(seconds + 1.0)))


def seconds_of(place: float) -> float:
    """Return the time in the middle of a bin, or between bins."""
    return float(2.0 ** ((place + 0.5) / 4) - 1.0)


def median_of(delays: Counts) -> float:
    """Return the median time, in seconds, of answers counted in bins; NaN where there are none."""
    total = int(delays.sum())
    if not total:
        return float("nan")
    return seconds_of(float(np.searchsorted(np.cumsum(delays), (total + 1) / 2)))
