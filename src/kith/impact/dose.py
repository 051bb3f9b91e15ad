"""How much of a contact there is, and how its trace fades.

A contact of `minutes` has the dose d(m) = 2 m / (60 + m): it grows with length, an hour is 1, and
it never passes 2. A contact of unknown length has dose 1, like somebody in `with`.

The trace of a contact is its dose while it lasts, and d exp(-s / tau_c) at `s` after its end.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

HALF_DOSE_MINUTES = 60.0
LARGEST_DOSE = 2.0
WINDOW_HOURS = 4.0
HOURS_A_DAY = 24.0
MINUTES_A_DAY = 1440.0


def dose(minutes: ArrayLike) -> FloatArray:
    """Dose of contacts that lasted `minutes`; NaN (unknown) and less than nothing count as 1."""
    m = np.asarray(minutes, dtype=float)
    known = np.isfinite(m) & (m >= 0.0)
    safe = np.where(known, m, HALF_DOSE_MINUTES)
    return np.asarray(LARGEST_DOSE * safe / (HALF_DOSE_MINUTES + safe))


def window_average(
    d: ArrayLike, days: ArrayLike, tau_c: ArrayLike, *, hours: float = WINDOW_HOURS
) -> FloatArray:
    """Mean trace over the first `hours` from the start of a contact of dose `d` lasting `days`."""
    length = np.minimum(np.asarray(days, dtype=float), hours / HOURS_A_DAY)
    rest = hours / HOURS_A_DAY - length
    tau = np.asarray(tau_c, dtype=float)
    area = length + tau * -np.expm1(-rest / tau)
    return np.asarray(np.asarray(d, dtype=float) * area / (hours / HOURS_A_DAY))


def whole_area_hours(d: ArrayLike, days: ArrayLike, tau_c: ArrayLike) -> FloatArray:
    """Area under the whole trace in hours, from the start until nothing is left of it."""
    area = np.asarray(days, dtype=float) + np.asarray(tau_c, dtype=float)
    return np.asarray(np.asarray(d, dtype=float) * area * HOURS_A_DAY)
