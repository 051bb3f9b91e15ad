"""What an experiment reads: moments by the clock on the wall, and the outcome at each of them."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from kith.impact.dose import HOURS_A_DAY, WINDOW_HOURS, FloatArray

LARGEST = 1e9
TELLS_WITHIN = 6.0  # hours from the planned one in which a check-in tells of a day

ExperimentCode = Literal[
    "days_not_even",
    "days_out_of_range",
    "coins_not_paired",
    "hour_not_in_day",
    "columns_unequal",
    "not_finite",
    "share_not_between",
    "repeats_below_one",
]


class ExperimentError(ValueError):
    """An experiment that cannot be planned or read; `code` says why. No value stands in it."""

    def __init__(self, code: ExperimentCode) -> None:
        super().__init__(f"experiment: {code}")
        self.code: ExperimentCode = code


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """Check-ins in order of time.

    `at` (N,) is days by the clock on the wall: a whole number for each date (such as
    `date.toordinal()`), plus the share of the day that has passed. `y` (N,) is the outcome in its
    own unit.
    """

    at: FloatArray
    y: FloatArray

    def __post_init__(self) -> None:
        """Refuse what nothing can be worked out from.

        Raises
        ------
        ExperimentError
            "columns_unequal" or "not_finite" (also beyond 1e9 of any sign).
        """
        at, y = np.asarray(self.at, dtype=float), np.asarray(self.y, dtype=float)
        if at.ndim != 1 or at.shape != y.shape:
            raise ExperimentError("columns_unequal")
        if not (np.isfinite(at).all() and np.isfinite(y).all()):
            raise ExperimentError("not_finite")
        if len(at) and max(np.abs(at).max(), np.abs(y).max()) > LARGEST:
            raise ExperimentError("not_finite")
        order = np.argsort(at, kind="stable")
        object.__setattr__(self, "at", at[order])
        object.__setattr__(self, "y", y[order])

    def between(self, first: float, last: float) -> "Record":
        """Return the check-ins from `first` on and before `last`."""
        kept = (self.at >= first) & (self.at < last)
        return Record(self.at[kept], self.y[kept])


def checked_hour(hour: float) -> float:
    """Return an hour of the day, from 0 on and below 24.

    Raises
    ------
    ExperimentError
        "hour_not_in_day"
    """
    if not 0.0 <= hour < HOURS_A_DAY:
        raise ExperimentError("hour_not_in_day")
    return float(hour)


def tells_of(at: FloatArray, day: float, hour: float) -> bool:
    """Say whether one of these moments lies in the six hours from the planned one on a day."""
    since = (at - day) * HOURS_A_DAY - hour
    return bool(((since >= 0.0) & (since < TELLS_WITHIN)).any())


def day_means(
    record: Record, first: int, days: int, hour: float, *, hours: float = WINDOW_HOURS
) -> FloatArray:
    """(D,) mean of the outcome in the `hours` from `hour` on of each day; NaN where there is none."""
    found = np.full(days, np.nan)
    for i in range(days):
        begin = first + i + checked_hour(hour) / HOURS_A_DAY
        inside = (record.at >= begin) & (record.at < begin + hours / HOURS_A_DAY)
        if inside.any():
            found[i] = record.y[inside].mean()
    return found
