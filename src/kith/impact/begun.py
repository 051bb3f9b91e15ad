"""When contacts with one person began, as a point process: pieces of time that it may begin in.

Contacts that were logged have a start. Of somebody named at a check-in it is known only that they
were not there at the check-in before; such contacts are seen as whether one began in between.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kith.impact.design import share_units
from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, FloatArray
from kith.impact.explained import BEFORE_HOURS
from kith.impact.rates import Pieces
from kith.impact.seen_course import Seen

PART_HOURS = 3.0  # the time of day goes in steps of these
SEASON_DAYS = 56.0
MOST_SEASONS = 12
RECENT_DAYS = 1.0
PRIOR_SD = {"level": 10.0, "part": 1.5, "weekday": 0.5, "season": 1.0, "recent": 1.0, "mood": 0.35}


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """One person's contacts: when they began (n,), and when they ended; who it is among the units."""

    begin: FloatArray
    end: FloatArray
    unit: int
    logged: bool
    present: FloatArray  # (N,) 1 where the person is named or a logged contact goes on

    @classmethod
    def of(cls, diary: Diary, j: int) -> "Starts":
        """Return the contacts of the j-th person, of the source that most of them come from."""
        stays = diary.stays
        mine = stays.person == j
        counted = mine & stays.counts
        logged = 2 * int(stays.logged[counted].sum()) > int(counted.sum())
        kept = counted & (stays.logged == logged)
        present = np.zeros(diary.n_checkins)
        for begin, end in zip(stays.start[mine], stays.end[mine], strict=True):
            first = np.searchsorted(diary.time, begin)
            present[first : np.searchsorted(diary.time, end, side="right")] = 1.0
        unit = int(share_units(diary).of_person[j])
        return cls(stays.start[kept], stays.end[kept], unit, logged, present)

    def measured(self, diary: Diary) -> int:
        """Return how many began with a check-in at most so many hours before."""
        i = np.searchsorted(diary.time, self.begin, side="left") - 1
        known = i >= 0
        near = self.begin - diary.time[np.maximum(i, 0)] <= BEFORE_HOURS / HOURS_A_DAY
        return int(np.sum(known & near))


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """Pieces of time after each check-in, at most 12 hours of them, the same for everybody.

    row (n,) is the check-in before, begin and end (n,) are days; `shared` (n, p) are the columns
    that everybody's rate may depend on, with prior sds; mood and inertia (n,) are in SDs; `reached`
    (n,) says that the next check-in lies within those hours.
    """

    row: NDArray[np.int64]
    begin: FloatArray
    end: FloatArray
    shared: FloatArray
    prior_sd: FloatArray
    mood: FloatArray
    inertia: FloatArray
    reached: NDArray[np.bool_]

    @classmethod
    def of(cls, diary: Diary, seen: Seen) -> "Moments":
        """Cut the time after each check-in at every third hour by the clock on the wall."""
        time, reach = diary.time, BEFORE_HOURS / HOURS_A_DAY
        until = np.minimum(time[1:], time[:-1] + reach)
        shift = diary.clock[:-1] - time[:-1]
        part = PART_HOURS / HOURS_A_DAY
        pieces = []
        for i, (begin, end, wall) in enumerate(zip(time[:-1], until, shift, strict=True)):
            first = np.floor((begin + wall) / part) + 1.0
            cuts = np.arange(first, np.ceil((end + wall) / part)) * part - wall
            edges = np.concatenate([[begin], cuts, [end]])
            pieces += [(i, a, b, wall) for a, b in pairwise(edges) if b > a]
        row, begin, end, wall = np.array(pieces, dtype=float).reshape(-1, 4).T
        row = row.astype(int)
        middle = 0.5 * (begin + end)
        shared, prior_sd = _shared(middle + wall, middle - time[0])
        fade = np.exp(-(middle - time[row]) / seen.parameters["tau_u"])
        return cls(
            row=row,
            begin=begin,
            end=end,
            shared=shared,
            prior_sd=prior_sd,
            mood=seen.design.y[row],
            inertia=fade * seen.inertia[row] / seen.parameters["sig_u"],
            reached=(np.diff(time) <= reach)[row],
        )

    def pieces(self, mine: Starts, mood: FloatArray) -> tuple[Pieces, FloatArray]:
        """Return the pieces in which one person was not there yet, with the mood as last column."""
        recent = _recent(mine, self.begin)
        columns = np.column_stack([self.shared, recent, mood])
        prior_sd = np.append(self.prior_sd, [PRIOR_SD["recent"], PRIOR_SD["mood"]])
        exposure = self.end - self.begin
        if mine.logged:
            events = _began(mine.begin, self.begin, self.end)
            going_on = _inside(mine, 0.5 * (self.begin + self.end))
            free = np.logical_or(np.logical_not(going_on), events > 0.0)
            log_exposure = np.log(exposure)
        else:
            # One piece for each time between check-ins, as the middle piece stands for it.
            last = np.append(self.row[1:] != self.row[:-1], True)
            after = np.minimum(self.row + 1, len(mine.present) - 1)
            events = mine.present[after] * (1.0 - mine.present[self.row])
            whole = np.bincount(self.row, exposure)[self.row]
            free = last & (mine.present[self.row] == 0.0) & self.reached
            log_exposure = np.log(whole)
        told = Pieces(columns[free], log_exposure[free], events[free], not mine.logged)
        return told, prior_sd


def _shared(clock: FloatArray, since: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Columns of level, time of day, day of the week and season, and their prior sds."""
    parts = round(HOURS_A_DAY / PART_HOURS)
    part = np.floor((clock % 1.0) * parts).astype(int).clip(0, parts - 1)
    weekday = np.floor(clock).astype(int) % 7
    length = max(SEASON_DAYS, float(since.max(initial=0.0)) / MOST_SEASONS)
    season = np.floor(since / length).astype(int)
    blocks = [
        (np.ones((len(clock), 1)), "level"),
        (np.eye(parts)[part], "part"),
        (np.eye(7)[weekday], "weekday"),
        (np.eye(int(season.max(initial=0)) + 1)[season], "season"),
    ]
    sds = [PRIOR_SD[name] for block, name in blocks for _ in range(block.shape[1])]
    return np.column_stack([block for block, _ in blocks]), np.array(sds)


def _recent(mine: Starts, at: FloatArray) -> FloatArray:
    """1 where the person was met in the last day."""
    order = np.sort(mine.end)
    i = np.searchsorted(order, at, side="right") - 1
    near = at - order[np.maximum(i, 0)] <= RECENT_DAYS
    return np.asarray((i >= 0) & near, dtype=float)


def _began(starts: FloatArray, begin: FloatArray, end: FloatArray) -> FloatArray:
    order = np.sort(starts)
    return np.asarray(np.searchsorted(order, end) - np.searchsorted(order, begin), dtype=float)


def _inside(mine: Starts, at: FloatArray) -> FloatArray:
    """Whether a contact goes on at each moment."""
    begin, end = np.sort(mine.begin), np.sort(mine.end)
    return np.asarray(np.searchsorted(begin, at) > np.searchsorted(end, at))
