"""The filter of the course of mood at given hyperparameters, the traces of contacts, and columns.

The course of mood is u + s + e with covariance V over the check-ins (`kernels`). Vectors of
hyperparameters hold logs in the order of `prior.NAMES`, those of COURSE first.
"""

from dataclasses import dataclass

import numpy as np

from kith.impact.compiled import kernels
from kith.impact.design import Design
from kith.impact.dose import FloatArray
from kith.impact.prior import COURSE, SIG_E, SIG_S, SIG_U, TAU_S, TAU_U

SMALLEST_NOISE = 1e-6
SMALLEST_TAU = 1e-6
EVERY_ROW = slice(None)


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """The filter of u + s + e: fade and gain (N, 2), F (N,), and log det V."""

    fade: FloatArray
    gain: FloatArray
    F: FloatArray
    log_det: float


@dataclass(frozen=True, slots=True, eq=False)
class Noise:
    """Variances of u and s (2,) and of e, and the time of u."""

    var: FloatArray
    e: float
    tau_u: float

    @classmethod
    def of(cls, theta: FloatArray) -> "Noise":
        """Return those of hyperparameters on the log scale."""
        value = np.exp(theta[: len(COURSE)])
        var = np.array([value[SIG_U] ** 2, value[SIG_S] ** 2])
        noise = float(value[SIG_E] ** 2 + SMALLEST_NOISE)
        return cls(var, noise, max(float(value[TAU_U]), SMALLEST_TAU))


def course(design: Design, theta: FloatArray) -> Course:
    """Return the filter of the course of mood."""
    noise, n = Noise.of(theta), len(design.dt)
    fade, gain, F = np.empty((n, 2)), np.empty((n, 2)), np.empty(n)
    fade[:, 0] = np.exp(design.dt / -noise.tau_u)
    fade[:, 1] = np.exp(design.dt / -TAU_S)
    log_det = kernels().gains(fade, noise.var, noise.e, gain, F)
    return Course(fade, gain, F, log_det)


def traces(design: Design, tau_c: float) -> tuple[FloatArray, FloatArray]:
    """(N, U) trace of each unit's contacts at each row, and its derivative by log tau_c."""
    x, dx = np.empty(design.held.shape), np.empty(design.held.shape)
    kernels().traces(
        design.dt, design.held, design.event_row, design.event_lag, design.event_unit,
        design.event_amount, design.event_refresh, max(tau_c, SMALLEST_TAU), x, dx,
    )  # fmt: skip
    return x, dx


def columns(design: Design, x: FloatArray, part: slice = EVERY_ROW) -> FloatArray:
    """(N, C + U B + 1) columns of g and of units at nodes, from traces x, and the outcome."""
    fixed = design.fixed[part]
    out = np.empty((len(fixed), fixed.shape[1] + x.shape[1] * len(design.nodes) + 1))
    kernels().spread(x[part] * design.size, design.hat[part], fixed, out)
    out[:, -1] = design.y[part]
    return out


def whitened(filter_: Course, seen: FloatArray) -> FloatArray:
    """(N, q) columns with the course of mood taken out, so that least squares is right."""
    seen = np.ascontiguousarray(seen)
    out, state = np.empty_like(seen), np.zeros((2, seen.shape[1]))
    kernels().whiten(filter_.fade, filter_.gain, filter_.F, seen, out, state)
    return out
