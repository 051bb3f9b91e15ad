"""Counts what two sides of a chat do, week by week and month by month, while messages go by.

Memory grows with the weeks, not with the messages. The two sides are 0 (me) and 1 (them); nothing
here treats them differently.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

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


@dataclass(slots=True)
class Counted:
    """Counts of a week or a month: of each measure and side, and of answers by how long they took."""

    counts: Counts = field(default_factory=lambda: np.zeros((len(PLACES), 2), np.int64))
    delays: Counts = field(default_factory=lambda: np.zeros((BINS, 2), np.int64))


class Flow:
    """Says of each message whether it begins, or answers and after how long."""

    def __init__(self) -> None:
        self._last = float("-inf")
        self._side = ELSE

    def of(
        self, at: NDArray[np.float64], sides: Counts
    ) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
        """Return which messages begin, and the seconds that each took to answer (NaN: no answer).

        What comes right after somebody else of a group (`ELSE`) is an answer to nobody known.
        """
        gone = at - np.append(self._last, at[:-1])
        before = np.append(self._side, sides[:-1])
        if len(at):
            self._last, self._side = float(at[-1]), int(sides[-1])
        begins = gone > SILENCE
        answers = ~begins & (sides != before) & (before != ELSE) & (sides != ELSE)
        return begins, np.where(answers, np.maximum(gone, 0.0), np.nan)


@dataclass(frozen=True, slots=True)
class Said:
    """Messages as they are counted: where they belong in time, and what they are in the chat.

    `labels` are those of the messages whose words do something, by place.
    """

    days: Counts
    months: Counts
    sides: Counts
    characters: Counts
    begins: NDArray[np.bool_]
    delays: NDArray[np.float64]
    labels: Mapping[int, frozenset[str]]


class Tally:
    """Counts by week and by month."""

    def __init__(self) -> None:
        self.weeks: dict[int, Counted] = defaultdict(Counted)
        self.months: dict[int, Counted] = defaultdict(Counted)

    def add(self, said: Said) -> None:
        """Count messages."""
        for held, parts in ((self.weeks, said.days // 7), (self.months, said.months)):
            names, part = np.unique(parts, return_inverse=True)
            counts = np.zeros((len(names), len(PLACES), 2), np.int64)
            delays = np.zeros((len(names), BINS, 2), np.int64)
            begins, answers = said.begins, ~np.isnan(said.delays)
            every, size = np.ones(len(part), np.int64), len(names)
            counts[:, 0] = _summed(part, said.sides, every, size)
            counts[:, 1] = _summed(part, said.sides, said.characters, size)
            counts[:, 2] = _summed(part, said.sides, every * begins, size)
            counts[:, 3] = _summed(part, said.sides, every * answers, size)
            bins = part[answers] * BINS + bins_of(said.delays[answers])
            delays += _summed(bins, said.sides[answers], every[answers], size * BINS).reshape(
                delays.shape
            )
            for place, labels in said.labels.items():
                for measure in measures_of(labels):
                    counts[part[place], PLACES[measure], said.sides[place]] += 1
            for name, some, took in zip(names.tolist(), counts, delays, strict=True):
                held[name].counts += some
                held[name].delays += took

    def by_week(self) -> tuple[Counts, Counts]:
        """Return counts and delays, week by week in time: weeks by measures or bins by sides."""
        weeks = [self.weeks[week] for week in sorted(self.weeks)]
        counts = np.array([week.counts for week in weeks], np.int64)
        delays = np.array([week.delays for week in weeks], np.int64)
        return counts.reshape(-1, len(PLACES), 2), delays.reshape(-1, BINS, 2)


def _summed(part: Counts, sides: Counts, values: Counts, parts: int) -> Counts:
    """Return the sums of values by part and side."""
    found = np.bincount(part * 2 + sides, values, parts * 2)
    return found.astype(np.int64).reshape(parts, 2)


def measures_of(labels: Iterable[str]) -> set[str]:
    """Return what a message with such labels counts for, each once."""
    return {LABELLED[label] for label in labels if label in LABELLED}


def bins_of(seconds: NDArray[np.float64]) -> Counts:
    """Return the bins of times until an answer."""
    return np.minimum(BINS - 1, (4 * np.log2(seconds + 1.0)).astype(np.int64))


def seconds_of(place: float) -> float:
    """Return the time in the middle of a bin, or between bins."""
    return float(2.0 ** ((place + 0.5) / 4) - 1.0)


def median_of(delays: Counts) -> float:
    """Return the median time, in seconds, of answers counted in bins; NaN where there are none."""
    total = int(delays.sum())
    if not total:
        return float("nan")
    return seconds_of(float(np.searchsorted(np.cumsum(delays), (total + 1) / 2)))
