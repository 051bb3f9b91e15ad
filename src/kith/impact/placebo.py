"""What whitened least squares makes of moods around contacts: the lead placebo, and bias.

Both ask what the fit's own weighing would make of a pattern in the mood that no contact caused.
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.begun import Starts
from kith.impact.diary import Diary
from kith.impact.dose import HOURS_A_DAY, FloatArray
from kith.impact.seen_course import Seen
from kith.impact.values import Interval
from kith.impact.verdict import Z90

LEAD_HOURS = 4.0
FEWEST_LEADS = 20
FAR = 8.0  # times tau_u, beyond which inertia is forgotten
NEAR_TRACE = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class White:
    """Whitened columns of g and of everybody's traces, with what least squares needs of them."""

    columns: FloatArray
    rest: FloatArray
    fixed: int
    inverse: FloatArray

    @classmethod
    def of(cls, seen: Seen) -> "White":
        """Whiten the columns of a fitted record, with the fit's own priors."""
        first = seen.design.fixed.shape[1]
        both = np.column_stack([seen.design.fixed, seen.traces, seen.rest])
        white = seen.whitened(both)
        columns = white[:, :-1]
        sd = np.concatenate(
            [seen.design.fixed_sd, np.full(seen.traces.shape[1], seen.parameters["s_p"])]
        )
        inverse = np.asarray(np.linalg.inv(columns.T @ columns + np.diag(sd**-2.0)), dtype=float)
        return cls(columns, white[:, -1], first, inverse)

    def bias(self, seen: Seen, mine: Starts) -> float:
        """Error of the effect at dose 1 where each SD of u adds 1 to the log rate of contact.

        Then u at t stands higher by sig_u sum_c exp(-|t - c| / tau_u) over the contacts c, to the
        first order; the error is what the fit's own least squares makes of that.
        """
        excess = _excess(seen.time, mine.begin, seen.parameters["tau_u"]) * seen.parameters["sig_u"]
        white = seen.whitened(excess[:, None])[:, 0]
        return float((self.inverse @ (self.columns.T @ white))[self.fixed + mine.unit])

    def placebo(self, diary: Diary, seen: Seen, mine: Starts, scale: float) -> Interval | None:
        """Return how the mood stands in the hours before a contact, beside what was to be expected."""
        away = seen.traces[:, mine.unit] < NEAR_TRACE
        i = np.searchsorted(np.sort(mine.begin), diary.time, side="right")
        following = np.append(np.sort(mine.begin), np.inf)[i]
        coming = away & (following - diary.time <= LEAD_HOURS / HOURS_A_DAY)
        if coming.sum() < FEWEST_LEADS:
            return None
        lead = seen.whitened(coming.astype(float)[:, None])[:, 0]
        fixed = self.columns[:, : self.fixed]
        own = np.linalg.inv(fixed.T @ fixed + np.diag(seen.design.fixed_sd**-2.0))
        left = lead - fixed @ (own @ (fixed.T @ lead))
        size = float(left @ lead)
        mean = float(left @ self.rest) / size
        sd = float(np.sqrt(np.mean(self.rest**2) / size))
        return Interval(mean * scale, (mean - Z90 * sd) * scale, (mean + Z90 * sd) * scale)


def _excess(time: FloatArray, starts: FloatArray, tau: float) -> FloatArray:
    """(N,) sum over starts of exp(-|time - start| / tau)."""
    out = np.zeros(len(time))
    first = np.searchsorted(time, starts - FAR * tau)
    last = np.searchsorted(time, starts + FAR * tau)
    for start, a, b in zip(starts, first, last, strict=True):
        out[a:b] += np.exp(-np.abs(time[a:b] - start) / tau)
    return out
