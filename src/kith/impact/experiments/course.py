"""The course of mood that an experiment is measured against: inertia, slow level, noise.

    y_i = level + rhythm_i + u(t_i) + s(t_i) + e_i

`u` and `s` are Ornstein-Uhlenbeck as in docs/impact.md (tau_s is 45 days), `e` is noise. Numbers
are the maximum of the posterior under the priors of the big model, in units of the outcome.
Dense algebra on a few hundred check-ins; numpy alone, so that a page can ask for it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kith.impact.dose import FloatArray
from kith.impact.experiments.record import Record
from kith.impact.prior import DEFAULTS, TAU_S

FEWEST_FOR_COURSE = 20
"""Check-ins below which nothing is said of a person's own ups and downs."""
MOST_LOOKED_AT = 250
NAMES = ("sig_u", "tau_u", "sig_s", "sig_e")
LEVEL_SD, RHYTHM_SD = 10.0, 0.3  # in SDs of the outcome
FIRST_STEP, LAST_STEP = 0.8, 0.08  # of the search, on the log scale
LEAST_SD = 1e-6
FURTHEST = 4.0  # log sds of its prior that a number may lie from its median


@dataclass(frozen=True, slots=True)
class Course:
    """How mood goes by itself. Standard deviations in the outcome's unit, `tau_u` in days.

    `own` says whether it was learnt from this person's check-ins; else it is the prior's.
    """

    sig_u: float
    tau_u: float
    sig_s: float
    sig_e: float
    own: bool = True

    @property
    def sd(self) -> float:
        """Return the standard deviation of one check-in."""
        return float(np.sqrt(self.sig_u**2 + self.sig_s**2 + self.sig_e**2))

    def covariance(self, at: FloatArray) -> FloatArray:
        """(N, N) covariance of the outcome at moments, without level and rhythm."""
        apart = np.abs(at[:, None] - at[None, :])
        found = self.sig_u**2 * np.exp(-apart / self.tau_u)
        found += self.sig_s**2 * np.exp(-apart / TAU_S)
        found[np.diag_indices(len(at))] += self.sig_e**2
        return np.asarray(found)

    def with_rhythm(self, at: FloatArray, *more: FloatArray) -> FloatArray:
        """(N, N) covariance with an unknown level, a rhythm of 24 and 12 hours and further columns.

        Coefficients have normal priors, so no record is too one-sided for it.
        """
        turns = 2.0 * np.pi * np.outer(at, (1.0, 2.0))
        rhythm = np.column_stack([np.sin(turns), np.cos(turns)]) * RHYTHM_SD
        columns = np.column_stack([np.full(len(at), LEVEL_SD), rhythm, *more]) * self.sd
        return self.covariance(at) + np.asarray(columns @ columns.T)


def usual(scale: float) -> Course:
    """Return the course that the priors think likely, for an outcome of this standard deviation."""
    middle = [DEFAULTS[name][0] for name in NAMES]
    return _scaled(np.log(middle), scale, own=False)


def course_of(record: Record) -> Course:
    """Learn the course from the last 250 check-ins; the prior's where there are fewer than 20.

    A record that always says the same has no ups and downs, and also gets the prior's.
    """
    at, y = record.at[-MOST_LOOKED_AT:], record.y[-MOST_LOOKED_AT:]
    scale = float(np.std(y)) if len(y) else 0.0
    if len(y) < FEWEST_FOR_COURSE or scale < LEAST_SD:
        return usual(scale if scale >= LEAST_SD else 1.0)
    standard = (y - y.mean()) / scale
    median = np.log([DEFAULTS[name][0] for name in NAMES])
    spread = np.array([DEFAULTS[name][1] for name in NAMES])

    def target(theta: FloatArray) -> float:
        if (np.abs(theta - median) > FURTHEST * spread).any():
            return -np.inf
        away = float(np.sum(((theta - median) / spread) ** 2))
        return _log_density(_scaled(theta, 1.0), at, standard) - 0.5 * away

    return _scaled(_highest(target, median), scale)


def _scaled(theta: FloatArray, scale: float, *, own: bool = True) -> Course:
    sig_u, tau_u, sig_s, sig_e = (float(value) for value in np.exp(theta))
    return Course(sig_u * scale, tau_u, sig_s * scale, sig_e * scale, own)


def _log_density(course: Course, at: FloatArray, y: FloatArray) -> float:
    """Log density of the outcome, up to a constant."""
    lower = np.linalg.cholesky(course.with_rhythm(at))
    half = np.linalg.solve(lower, y)
    return float(-np.log(np.diag(lower)).sum() - 0.5 * half @ half)


def _highest(target: Callable[[FloatArray], float], start: FloatArray) -> FloatArray:
    """Climb one axis at a time with a step that halves; no derivative, and the same every time."""
    here, height, step = np.array(start), target(start), FIRST_STEP
    while step > LAST_STEP:
        climbed = False
        for i in range(len(here)):
            for sign in (1.0, -1.0):
                there = here.copy()
                there[i] += sign * step
                found = target(there)
                if found > height:
                    here, height, climbed = there, found, True
                    break
        if not climbed:
            step /= 2.0
    return here
