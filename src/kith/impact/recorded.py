"""The time that a record covers: weeks without a check-in are no part of it."""

import numpy as np

from kith.impact.dose import FloatArray

LONGEST_GAP_DAYS = 28.0


def recorded_days(time: FloatArray) -> FloatArray:
    """(N,) days of record up to each check-in; a gap longer than four weeks counts nothing.

    Somebody who comes back after years begins a second stretch of one record. An average over the
    years between would be of effects that nobody saw. Where every gap is long, all of it counts.
    """
    dt = np.diff(time, prepend=time[0])
    kept = np.cumsum(np.where(dt > LONGEST_GAP_DAYS, 0.0, dt))
    return kept if kept[-1] > 0.0 else np.asarray(time - time[0])


def moments_at(time: FloatArray, shares: FloatArray) -> FloatArray:
    """Return the moments by which given shares of the recorded time have passed."""
    days = recorded_days(time)
    return np.asarray(np.interp(shares * days[-1], days, time))
